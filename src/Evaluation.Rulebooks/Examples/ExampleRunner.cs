using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Examples;

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
/// <param name="Clause">The clause to which it belongs.</param>
/// <param name="Points">Its numbers, in order.</param>
public sealed record ExampleResult(Clause Clause, Example Example, ImmutableArray<ExamplePoint> Points)
{
    /// <summary>Whether every number came out as written.</summary>
    public bool Passed => Points.All(point => point.Met);

    /// <summary>What did not come out, in one sentence.</summary>
    public string Failure =>
        $"“{Clause.Id}”的例子“{Example.Name}”不成立："
        + string.Join('；', Points.Where(point => !point.Met)
            .Select(point => $"{point.About}，例子写{Value.Of(point.Expected)}分，{point.Because.TrimEnd('。')}"))
            + "。";
}

/// <summary>Counts the examples of a rulebook with the one scorer there is.</summary>
public static class ExampleRunner
{
    private static readonly IReadOnlyDictionary<string, string> NoNames = ImmutableDictionary<string, string>.Empty;

    /// <summary>All examples in the order of the text.</summary>
    /// <param name="continues">
    /// Whether there were rules on the day before it came into force; when not given, whether it is not the first
    /// edition.
    /// </param>
    public static IReadOnlyList<ExampleResult> Run(Rulebook rulebook, bool? continues = null) =>
    [
        .. rulebook.Clauses.SelectMany(clause => clause.Examples.Select(example => new ExampleResult(
            clause, example, Points(rulebook, clause, example, continues ?? rulebook.Edition > 1)))),
    ];

    private static ImmutableArray<ExamplePoint> Points(
        Rulebook rulebook, Clause clause, Example example, bool continues)
    {
        // A period that begins before the edition is looked at as a whole, unless no rules were in force before it.
        var begun = example.AllFacts.Select(fact => fact.OccurredOn).Append(example.From).Min();
        var whole = begun < rulebook.From && (continues || clause.Kind is not null);
        var rules = new RuleSet(
        [
            rulebook with
            {
                From = whole ? begun : rulebook.From,
                To = example.To > rulebook.To ? example.To : rulebook.To,
            },
        ]);
        string[] units = [example.Unit, .. example.Others.Select(other => other.Unit)];
        var roster = new Roster(
            [.. units.Select(unit => new UnitTerm(unit, unit, example.UnitKind, example.Group, begun, null))],
            [.. example.Leaders.Select(person => new LeaderTerm(example.Unit, person, clause.For!, begun, null))]);
        DateOnly? through = clause.Kind is null || clause.After is not null ? example.To : null;
        var facts = example.AllFacts.ToLookup(fact => fact.Unit, StringComparer.Ordinal);
        var lines = Scorer.ScoreAll(units, facts, rules, roster, through, Targets(rulebook, clause, example))[0]
            .Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Clause == clause.Id)
            .ToDictionary(line => line.Fact, StringComparer.Ordinal);
        var byId = example.AllFacts.ToDictionary(fact => fact.Id, StringComparer.Ordinal);
        return [.. example.Sources(clause, rulebook.Calendar).Zip(example.Gives, Point)];

        ExamplePoint Point(string source, decimal expected) =>
            lines.GetValueOrDefault(source) is { } line
                ? new ExamplePoint(About(source), expected, Exact.Trim(line.Points), Sentences.Because(line, clause))
                : new ExamplePoint(About(source), expected, 0m, Nothing(clause, example, rules.InOrder[0], source));

        string About(string source) => byId.GetValueOrDefault(source) is not { } fact
            ? Sentences.About(null, source, NoNames, rules)
            : $"{(fact.Unit == example.Unit ? "" : fact.Unit)}{fact.OccurredOn:yyyy-MM-dd}{InWords(fact, rules)}";
    }

    private static string Nothing(Clause clause, Example example, Rulebook rulebook, string source) =>
        clause.Kind is null && rulebook.Calendar.Starts(clause.Period, example.From, rulebook.From.AddDays(-1))
            .Select(start => rulebook.Calendar.NamedBy(clause.Period, start))
            .Any(named => source.Contains($"/{named:O}", StringComparison.Ordinal))
            ? $"考评办法自{rulebook.From:yyyy-MM-dd}起施行，本期不满一期，不考核"
                + "（要考核的，在 in_force 写明 first_periods）。"
        : clause.For is not null && example.Leaders.IsEmpty ? "没有写 leaders，无人可考核。"
        : clause.After is not null ? $"按{clause.Id}，到{example.To:yyyy-MM-dd}未满期或已免，不计分。"
        : $"按{clause.Id}，不计分。";

    // The target is that of each period judged, or of the longer one whose running state is judged; every unit has it.
    private static TargetAmounts Targets(Rulebook rulebook, Clause clause, Example example) => new(
        from start in rulebook.Calendar.Starts(clause.Over ?? clause.Period, example.From, example.To)
        let period = rulebook.Calendar.NameOf(clause.Over ?? clause.Period, start)
        from target in example.Targets
        select new Target(Evaluation.Rulebooks.Rules.TargetAmounts.EveryUnit, target.Key, period, target.Value));

    private static string InWords(Fact fact, RuleSet rules) => Sentences.About(fact, fact.Id, NoNames, rules);
}
