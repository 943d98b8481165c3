using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>
/// Scores facts of several units by both counts. Facts: `id | kind | unit | day | fields`; lines: `unit | clause |
/// source | points`, zeros left out.
/// </summary>
internal sealed record TwoCounts(RuleSet Rules)
{
    public static readonly IReadOnlyList<string> Units = [Sample.Kengkou, Sample.Fenghuang, Sample.Bureau];

    /// <summary>The last day of the last closed week.</summary>
    public string Closed { get; init; } = "2024-01-07";

    public TargetAmounts Targets { get; init; } = TargetAmounts.None;

    /// <summary>Rules for 2023 of some sections.</summary>
    public static TwoCounts Of(string sections)
    {
        var (rulebook, findings) = RulebookReader.Read(RulebookText.Of(sections));
        return rulebook is null ? throw new InvalidOperationException(string.Join('\n', findings))
            : new TwoCounts(new RuleSet([rulebook]));
    }

    /// <summary>Facts of a table.</summary>
    public static IReadOnlyList<Fact> Facts(string table) => [.. Rows(table).Select(cells => new Fact(
        cells[0], cells[1], cells[2], Sample.Day(cells[3]), 1m, cells[4].Split(' ').Where(pair => pair.Length > 0)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Typed(pair[1]))))];

    /// <summary>The scores of all units.</summary>
    public IReadOnlyList<UnitScore> Scores(string facts) => Scorer.ScoreAll(
        Units, Facts(facts).ToLookup(fact => fact.Unit), Rules, Sample.Roster, Sample.Day(Closed), Targets);

    /// <summary>Both counts give these lines and no others but zeros.</summary>
    public void Give(string facts, string expected)
    {
        var lines = Rows(expected).Select(cells => string.Join(" | ", cells.Take(4))).ToList();
        var second = new Second(Facts(facts), Rules, Sample.Roster, Sample.Day(Closed), Targets);

        Scores(facts).SelectMany(score => score.Sheets, (score, sheet) => (score.Unit, sheet.Lines))
            .SelectMany(one => one.Lines, (one, line) => Text(one.Unit, line.Clause, line.Fact, line.Points))
            .OfType<string>().Should().BeEquivalentTo(lines);
        second.Lines.Select(line => Text(line.Unit, line.Clause, line.Fact, line.Points)).OfType<string>().Should()
            .BeEquivalentTo(lines);
    }

    private static string? Text(string unit, string clause, string source, decimal points) =>
        points == 0m ? null : $"{unit} | {clause} | {source} | "
            + Exact.Trim(points).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split('|', StringSplitOptions.TrimEntries));

    private static Value Typed(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? Value.Of(number) : Value.Of(text);
}
