using System.Globalization;
using Evaluation.Office.Imports;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using FluentAssertions;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// A whole scheme as files would state it: rulebook, facts, roster, targets; and what comes of it in words.
/// </summary>
internal sealed record Scheme(string Rulebook)
{
    public string Facts { get; init; } = "";

    public string Roster { get; init; } = "unit,name,kind,group,from,to\n甲镇,甲镇,镇街,镇街,2022-01-01,\n乙镇,乙镇,"
        + "镇街,镇街,2022-01-01,\n丙镇,丙镇,镇街,镇街,2022-01-01,\n";

    public string Targets { get; init; } = "";

    public string Decisions { get; init; } = "";

    /// <summary>The first day on which the rulebook is in force.</summary>
    public string From { get; init; } = "2023-01-01";

    public string Through { get; init; } = "2023-12-31";

    public Scoreboard Score() => Scoreboard.Of(Input(), Sample.Day(Through));

    public ScoreInput Input()
    {
        var (rulebook, findings) = RulebookReader.Read(
            RulebookText.Of(Rulebook).Replace("{from: 2023-01-01", $"{{from: {From}", StringComparison.Ordinal));
        findings.Should().BeEmpty(string.Join('\n', findings));
        var (input, faults) = ScoreFiles.Read(
            new RuleSet([rulebook!]), TextTable.Csv("facts.csv", Facts), TextTable.Csv("roster.csv", Roster),
            Targets.Length == 0 ? null : TextTable.Csv("targets.csv", Targets),
            Decisions.Length == 0 ? null : TextTable.Csv("decisions.csv", Decisions));
        faults.Should().BeEmpty(string.Join('\n', faults));
        return input!;
    }

    /// <summary>All lines with a clause: unit, clause, fact, points; in order of week and unit.</summary>
    public IEnumerable<string> Lines(string clause = "") => Score().Sheets
        .SelectMany(sheet => sheet.Lines.Select(line => (sheet.Unit, Line: line)))
        .Where(one => one.Line.Clause.Length > 0 && (clause.Length == 0 || one.Line.Clause == clause))
        .Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Unit} {one.Line.Clause} {one.Line.Fact} {one.Line.Points:0.####}"));

    /// <summary>The last ranking of the year: rank, unit, total, and what is shown beside.</summary>
    public IEnumerable<string> Year() =>
        Score().Rankings.Last(ranking => ranking.Scope == "year").Rows.Select(row => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Rank} {row.Unit} {row.Total:0.####} {string.Join('、', row.Status ?? [])}{row.Grade}").TrimEnd());
}
