using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Examples;

/// <summary>Everything that can be reported about a rulebook's text before its adoption.</summary>
public static class RulebookCheck
{
    private static readonly Func<ParsedText, IEnumerable<Finding>>[] Checks =
    [
        WordCheck.Of, ConditionCheck.Of, StepCheck.Of, CapCheck.Of, FactorCheck.Of,
        UnusedCheck.Of, DateCheck.Of, PeriodCheck.Of, MeasureCheck.Of, WeightCheck.Of, GamingCheck.Of,
        RoundingCheck.Of, DomainCheck.Of,
    ];

    /// <summary>Reads a text, looks for what cannot be intended, and runs its examples.</summary>
    /// <returns>
    /// The rulebook, null when it cannot be read, and all findings in order: errors, which make a part of it dead,
    /// contradictory or wrong, and warnings.
    /// </returns>
    public static RulebookResult Of(string text)
    {
        var read = RulebookReader.Read(text);
        return read.Rulebook is not { } rulebook || YamlPart.Load(text, []) is not { } root ? read
            : new RulebookResult(
                rulebook,
                [
                    .. Failures(rulebook).Concat(WithoutExamples(rulebook))
                        .Concat(Checks.SelectMany(check => FindingsOf(check, new ParsedText(rulebook, root))))
                        .Concat(CommentCheck.Of(text))
                        .DistinctBy(one => (one.Line, one.Column, one.What)).OrderBy(one => (one.Line, one.Column)),
                ]);
    }

    // Numbers may overflow; then nothing is claimed.
    private static IReadOnlyList<Finding> FindingsOf(Func<ParsedText, IEnumerable<Finding>> check, ParsedText text)
    {
        try
        {
            return [.. check(text)];
        }
        catch (OverflowException)
        {
            return [];
        }
    }

    private static IEnumerable<Finding> Failures(Rulebook rulebook) =>
        ExampleRunner.Run(rulebook).Where(result => !result.Passed)
        .Select(result =>
            new Finding(result.Example.Line, result.Example.Column, result.Failure, "请更正条款或例子。"));

    private static IEnumerable<Finding> WithoutExamples(Rulebook rulebook) =>
        rulebook.Clauses.Where(clause => clause.Examples.IsEmpty)
        .Select(clause => Say.Doubt((clause.Line, 1), $"“{clause.Id}”没有例子。", "请写 examples，使采纳前能验算。"));
}
