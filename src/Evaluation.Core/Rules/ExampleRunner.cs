using System.Collections.Immutable;
using Evaluation.Core.Ledger;
using Evaluation.Core.Publication;
using Evaluation.Core.Scoring;
using Evaluation.Core.Units;
using Evaluation.Core.Words;

namespace Evaluation.Core.Rules;

/// <summary>One number of an example: for a fact, or for a period.</summary>
/// <param name="About">The fact or period in words.</param>
/// <param name="Expected">As the example says.</param>
/// <param name="Got">As the clause gives.</param>
/// <param name="Because">The arithmetic and the reason.</param>
public sealed record ExamplePoint(string About, decimal Expected, decimal Got, string Because)
{
    // A clerk writes a third as 0.333333; nothing finer is meant by an example.
    private const int Places = 6;

    /// <summary>Whether both are the same to six places.</summary>
    public bool Met => Rounded(Expected) == Rounded(Got);

    private static decimal Rounded(decimal points) => decimal.Round(points, Places, MidpointRounding.ToEven);
}

/// <summary>What became of an example.</summary>
/// <param name="Clause">The clause beside which it stands.</param>
/// <param name="Example">The example.</param>
/// <param name="Points">Its numbers, in order.</param>
public sealed record ExampleResult(Clause Clause, Example Example, ImmutableArray<ExamplePoint> Points)
{
    /// <summary>Whether every number came out as written.</summary>
    public bool Passed => Points.All(point => point.Met);

    /// <summary>What did not come out, in one sentence.</summary>
    public string Failure =>
        $"“{Clause.Id}”的例子“{Example.Name}”不成立："
        + string.Join('；', Points.Where(point => !point.Met)
            .Select(point => $"{point.About}，例子写{Value.Of(point.Expected)}分，{point.Because.TrimEnd('。')}")) + "。";
}

/// <summary>Counts the examples of a rulebook with the one scorer there is.</summary>
public static class ExampleRunner
{
    private static readonly IReadOnlyDictionary<string, string> NoNames = ImmutableDictionary<string, string>.Empty;

    /// <summary>All examples in the order of the text.</summary>
    public static IReadOnlyList<ExampleResult> Run(Rulebook rulebook) =>
    [
        .. rulebook.Clauses.SelectMany(clause =>
            clause.Examples.Select(example => new ExampleResult(clause, example, Points(rulebook, clause, example)))),
    ];

    private static ImmutableArray<ExamplePoint> Points(Rulebook rulebook, Clause clause, Example example)
    {
        // A period that begins before the edition is looked at as a whole.
        var begun = example.Facts.Select(fact => fact.OccurredOn).Append(example.From).Min();
        var rules = new RuleSet(
        [
            rulebook with
            {
                From = begun < rulebook.From ? begun : rulebook.From,
                To = example.To > rulebook.To ? example.To : rulebook.To,
            },
        ]);
        var roster = Roster.Evolve(
            null, new UnitEntered(example.Unit, example.Unit, example.UnitKind, example.Group, begun));
        var facts = example.Facts.Select(fact => fact with { Unit = example.Unit }).ToList();
        var lines = Scorer.Score(example.Unit, facts, rules, roster, clause.Kind is null ? example.To : null, Targets(rulebook, clause, example))
            .Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Clause == clause.Id)
            .ToDictionary(line => line.Fact, StringComparer.Ordinal);
        return [.. Sources(rulebook, clause, example, rules)
            .Zip(example.Gives, (source, expected) => Point(source, expected))];

        ExamplePoint Point((string Fact, string About) source, decimal expected) =>
            lines.GetValueOrDefault(source.Fact) is { } line
                ? new ExamplePoint(source.About, expected, Exact.Trim(line.Points), Sentences.Because(line, clause))
                : new ExamplePoint(source.About, expected, 0m, $"按{clause.Id}，不计分。");
    }

    // The target is that of each period judged, or of the longer one whose running state is judged.
    private static Targets Targets(Rulebook rulebook, Clause clause, Example example) => new(
        from start in ExampleReader.Periods(rulebook.Calendar, clause.Over ?? clause.Period, example.From, example.To)
        from target in example.Targets
        select new Target(example.Unit, target.Key, rulebook.Calendar.NameOf(clause.Over ?? clause.Period, start), target.Value));

    private static IEnumerable<(string Fact, string About)> Sources(
        Rulebook rulebook, Clause clause, Example example, RuleSet rules) =>
        clause.Kind is null
            ? ExampleReader.Periods(rulebook.Calendar, clause.Period, example.From, example.To)
                .Select(start => $"{clause.Period.ToString().ToLowerInvariant()}/{start:O}")
                .Select(period => (period, Sentences.About(null, period, NoNames, rules)))
            : example.Facts.Where(fact => fact.Kind == clause.Kind)
                .Select(fact => (fact.Id, $"{fact.OccurredOn:yyyy-MM-dd}{About(fact, rules)}"));

    private static string About(Fact fact, RuleSet rules) => Sentences.About(
        new LedgerEntry(fact.Id, fact.Unit, fact.Kind, fact.OccurredOn, fact.Part, fact.Values, 0, null), fact.Id,
        NoNames, rules);
}
