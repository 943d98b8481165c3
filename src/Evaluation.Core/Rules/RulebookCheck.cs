namespace Evaluation.Core.Rules;

/// <summary>Everything that is to be said about a rulebook's text before its adoption.</summary>
public static class RulebookCheck
{
    /// <summary>Reads a text and counts its examples.</summary>
    /// <returns>
    /// The rulebook, null when it cannot be read, and all findings in order: errors, for which it is not adopted, and
    /// warnings.
    /// </returns>
    public static (Rulebook? Rulebook, IReadOnlyList<Finding> Findings) Of(string text)
    {
        var (rulebook, findings) = RulebookReader.Read(text);
        return rulebook is null ? (null, findings)
            : (rulebook, [.. Failures(rulebook).Concat(Unshown(rulebook)).OrderBy(one => (one.Line, one.Column))]);
    }

    private static IEnumerable<Finding> Failures(Rulebook rulebook) =>
        ExampleRunner.Run(rulebook).Where(result => !result.Passed)
        .Select(result => new Finding(result.Example.Line, result.Example.Column, result.Failure, "请更正条款或例子。"));

    private static IEnumerable<Finding> Unshown(Rulebook rulebook) =>
        rulebook.Clauses.Where(clause => clause.Examples.IsEmpty).Select(clause => new Finding(clause.Line, 1, $"“{clause.Id}”没有例子。",
            "请写 examples，使采纳前能验算。")
        {
            Severity = Severity.Warning,
        });
}
