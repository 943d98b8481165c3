using Evaluation.Office.Imports;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>Schemes that are a rulebook and a file of facts and nothing else: kinds are data.</summary>
public sealed class CaseTests
{
    [Fact]
    public void The_points_of_Yanan_come_out_as_counted_by_hand()
    {
        var (score, rules) = Score("p7", "示例甲管委会", "管委会");

        score.Sheets.SelectMany(sheet => sheet.Lines).Select(line => (line.Clause, line.Points)).Should().Equal(
            ("第一项", 5m), ("第二项", 10m), ("第三项", 15m), ("第五项", 20m), ("第四项", 15m));
        score.Sheets.Sum(sheet => sheet.Total).Should().Be(65m);
        rules.InOrder[0].Kinds.Declared.Should().HaveCount(6);
    }

    [Fact]
    public void A_project_reported_twice_counts_once_and_a_second_event_in_the_quarter_gives_nothing()
    {
        var (score, _) = Score("p7", "示例乙管委会", "管委会");
        var lines = score.Sheets.SelectMany(sheet => sheet.Lines).ToList();

        lines.Where(line => line.Fact == "K3").Should()
            .OnlyContain(line => line.Points == 0m && line.Reason == Reason.Repeated && line.Earlier == "K2");
        lines.Single(line => line.Fact == "E2").Should()
            .Match<Line>(line => line.Points == 0m && line.Reason == Reason.Capped);
        score.Sheets.Sum(sheet => sheet.Figures.GetValueOrDefault("projects")).Should()
            .Be(1m, "a twin is no second project");
        score.Sheets.Sum(sheet => sheet.Total).Should().Be(2 + 3 + 8 + 30 + 10 + 30 - 8);
    }

    [Fact]
    public void A_project_reported_twice_is_one_in_the_total_of_the_district()
    {
        var (rules, facts) = Read("p7");
        var entries = facts.Select(fact => new LedgerEntry(
            fact.Id, fact.Unit, fact.Kind, fact.OccurredOn, fact.Part, fact.Values, 1, null)).ToList();
        var known = new Snapshot(1, DistrictFile.Empty, entries, [], new Dictionary<string, string>());

        DistrictTotals.Of(known, rules, rules.InOrder[0], rules.InOrder[0].Measures, default, _ => true).Should()
            .Equal(2m, 1m, 190_000_000m);
    }

    [Fact]
    public void A_month_of_meetings_is_counted_without_a_line_of_code()
    {
        var (office, _) = Score("attendance", "办公室", "机关");
        var (treasury, _) = Score("attendance", "财务科", "机关");

        office.Sheets.Sum(sheet => sheet.Total).Should().Be(10m + 2m);
        treasury.Sheets.Sum(sheet => sheet.Total).Should().BeApproximately(2m / 3m * 10m - 1m, 0.000001m);
    }

    // The published results of the real season: 94 and 105 points of all races, 90 and 87 of the best eleven.
    [Theory]
    [InlineData("season-1988", "塞纳", 94, 90)]
    [InlineData("season-1988", "普罗斯特", 105, 87)]
    [InlineData("season", "白", 163.5, 151)]
    [InlineData("season", "黑", 171.5, 151)]
    [InlineData("season", "红", 75.5, 75.5)]
    public void All_results_are_a_measure_and_the_best_ones_are_points(
        string season, string driver, double gross, double net)
    {
        var (score, _) = Score(season, driver, "车手");

        score.Sheets.Sum(sheet => sheet.Figures.GetValueOrDefault("gross")).Should().Be((decimal)gross);
        score.Sheets.Sum(sheet => sheet.Total).Should().Be((decimal)net);
    }

    private static (UnitScore Score, RuleSet Rules) Score(string folder, string unit, string group)
    {
        var (rules, facts) = Read(folder);
        var from = rules.InOrder[0].From;
        var roster = RosterFold.Evolve(null, new UnitEntered(unit, unit, group, group, from));
        return (Scorer.Score(
            unit, facts.Where(fact => fact.Unit == unit), rules, roster, new DateOnly(from.Year, 5, 31)), rules);
    }

    private static (RuleSet Rules, IReadOnlyList<Fact> Facts) Read(string folder)
    {
        var files = SeedFolder.Files($"cases/{folder}");
        var rulebook = RulebookReader.Read(files["rulebook.yaml"]).Rulebook!;
        var read = FactsFile.Read(TextTable.Csv("facts.csv", files["facts.csv"]), rulebook.Kinds.Reportable);
        read.Faults.Should().BeEmpty();
        return (new RuleSet([rulebook]), [.. read.Rows.Select(row => new Fact(
            row.Id, row.Kind, row.Unit, row.OccurredOn, 1m, rulebook.Kinds.Find(row.Kind)!.Bind(row.Fields).Value))]);
    }
}
