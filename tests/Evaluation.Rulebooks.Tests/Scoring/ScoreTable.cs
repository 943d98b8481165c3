using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>
/// Scores a table of facts and compares with a table of lines. Facts: `id | kind | day | share | fields`; lines:
/// `clause | fact | points | what the sentence must contain`.
/// </summary>
internal sealed record ScoreTable(RuleSet Rules)
{
    private static readonly ImmutableArray<FieldDefinition> Fields =
    [
        .. BuiltInKinds.BuiltIn.Concat(BuiltInKinds.System).SelectMany(kind => kind.Fields),
        .. BuiltInKinds.FromProject,
        .. BuiltInKinds.FromFirm,
    ];

    public Roster Roster { get; init; } = Sample.Roster;

    /// <summary>The last day of the last closed week.</summary>
    public string? Closed { get; init; }

    public TargetAmounts? Targets { get; init; }

    public static ScoreTable Of(string clauses, string measures = "") =>
        new(new RulebookText { Clauses = clauses, Measures = measures }.Alone());

    public static IEnumerable<Fact> Facts(string table) => Rows(table).Select(cells => new Fact(
        cells[0], cells[1], Sample.Kengkou, Sample.Day(cells[2]), cells[3].Length == 0 ? 1m : YamlNumber(cells[3]),
        cells[4].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Typed(cells[1], pair[0], pair[1]))));

    public UnitScore Score(string facts) =>
        Scorer.Score(Sample.Kengkou, Facts(facts), Rules, Roster, Closed is null ? null : Sample.Day(Closed), Targets);

    public void Gives(string facts, string expected)
    {
        var actual = Score(facts).Sheets.SelectMany(sheet => sheet.Lines)
            .Select(line =>
                (line.Clause, line.Fact, Points: Value.Of(line.Points).ToString(),
                    Because: Sentences.Because(line, ClauseOf(line)))).ToList();
        var rows = Rows(expected).ToList();

        actual.Select(line => $"{line.Clause} | {line.Fact} | {line.Points}").Should()
            .BeEquivalentTo(rows.Select(cells => $"{cells[0]} | {cells[1]} | {cells[2]}"), string.Join('\n', actual));
        foreach (var cells in rows.Where(cells => cells[3].Length > 0))
        {
            actual.First(line => line.Clause == cells[0] && line.Fact == cells[1]).Because.Should().Contain(cells[3]);
        }
    }

    /// <summary>
    /// All lines, in order, with their whole arithmetic: `clause | fact | points | reason | earlier fact | step; step`,
    /// a step as its kind, its words and its number.
    /// </summary>
    public void HasLines(string facts, string expected) =>
        Score(facts).Sheets.SelectMany(sheet => sheet.Lines).Select(Text).Should()
        .Equal(Rows(expected).Select(cells => string.Join(" | ", cells)));

    /// <summary>A line with its whole arithmetic.</summary>
    public static string Text(Line line) => string.Join(
        " | ", line.Clause, line.Fact, Plain(line.Points), line.Reason, line.Earlier ?? "",
        string.Join(
            "; ", line.Steps.Select(
                step => $"{step.Kind} {step.Text} {Plain(step.Number)}".Replace("  ", " ", StringComparison.Ordinal))));

    private static string Plain(decimal number) =>
        Exact.Trim(number).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Clause? ClauseOf(Line line) =>
        Rules.On(line.On)?.Clauses.FirstOrDefault(clause => clause.Id == line.Clause);

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => cells.Concat(Enumerable.Repeat("", 6)).Take(6).ToArray());

    private static Value Typed(string kind, string name, string text)
    {
        // A field that only a declared kind knows tells its type by its look.
        var type =
            (BuiltInKinds.Find(kind)?.Fields.FirstOrDefault(field => field.Name == name)
                ?? Fields.FirstOrDefault(field => field.Name == name))?.Type
            ?? (decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)
                ? FieldType.Decimal : FieldType.Text);
        return type switch
        {
            FieldType.Money => Value.Of(Money.Parse(text, out _)!.Value),
            FieldType.Integer or FieldType.Decimal => Value.Of(YamlNumber(text)),
            FieldType.Flag => Value.Of(text == "是"),
            _ => Value.Of(text),
        };
    }

    private static decimal YamlNumber(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
