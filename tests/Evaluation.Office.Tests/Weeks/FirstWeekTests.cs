using Evaluation.Office.Ledger;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Tests.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Weeks;

/// <summary>
/// The first bulletin of a district that begins in week 47, in March or on 29 December, under rules for the whole year.
/// </summary>
public sealed class FirstWeekTests
{
    private const string Duties = """
        - {id: 外出, text: 每家次计0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: none}
        - {id: 周报, text: 漏报一次扣0.5分, unit: 分/次, each: week, where: "report = 'missing'", gives: -0.5, cap: none}
        - {id: 月, text: 全月没有外出扣1分, unit: 分/月, each: month, where: visits = 0, gives: -1, cap: none}
        - {id: 年, text: 全年少于12家次扣5分, unit: 分/年, each: year, where: visits < 12, gives: -5, cap: none}
        """;

    private static readonly RulebookText Year = GateDesk.Usual with
    {
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        Clauses = Duties,
        From = "2023-01-01",
    };

    // One visit of one unit in the first week gives 0.5 points, and both lose 0.5 for their missing report.
    [Theory]
    [InlineData("2023-11-22", "2023-W47", "坑口街道0/0 凤凰镇-0.5/-0.5", "")]
    [InlineData("2023-03-08", "2023-W10", "坑口街道0/0 凤凰镇-0.5/-0.5", "")]
    [InlineData("2023-12-29", "2023-W52", "坑口街道0/0 凤凰镇-0.5/-0.5", "月、年")]
    public void The_first_bulletin_prints_the_first_week_and_nothing_before_it(
        string visit, string week, string printed, string unjudged)
    {
        var first = Sample.WeekOf(visit);
        var (desk, remarks) = Begun(GateDesk.Of(GateDesk.Adopted(Year)), visit, first);

        var bulletin = Gate.Examine(desk.Gathered(first)).Draft!.Bulletin;
        bulletin.Week.Should().Be(week);
        string.Join(' ', bulletin.Groups[0].Rows
            .Select(row => $"{row.Unit}{row.WeekPoints}/{row.YearPoints}")).Should().Be(printed);
        bulletin.Groups[0].Rows.Should().OnlyContain(row => row.PreviousYearRank == null, "no week was before it");
        bulletin.Corrections.Should().BeEmpty();
        remarks[0].Should().StartWith($"本区考评自{week}（{first.Start:yyyy-MM-dd}）起");
        remarks[1].Should().Contain("不满一期");
        bulletin.Sheets.Where(sheet => sheet.Unit == Sample.Kengkou).SelectMany(sheet => sheet.Lines)
            .Where(line => line.Because.Contains($"本区考评自{first.Start:yyyy-MM-dd}起，本期不满一期，不考核"))
            .Select(line => line.Clause).Should().Equal(unjudged.Split('、', StringSplitOptions.RemoveEmptyEntries));
    }

    // Without a beginning the same bulletin took half a point for each week since January.
    [Fact]
    public void Without_a_beginning_every_week_of_the_rules_was_owed()
    {
        var first = Sample.WeekOf("2023-11-22");
        var desk = GateDesk.Of(GateDesk.Adopted(Year), GateDesk.Visit("V1", "2023-11-22"), GateDesk.Verified("V1"))
            .And(Closing(first));

        Gate.Examine(desk.Gathered(first)).Draft!.Bulletin.Groups[0].Rows.Select(row => row.YearPoints)
            .Should().OnlyContain(points => points < -30m);
        var known = desk.Gathered(first).Now;
        FirstWeek.Remarks(known.Known, known.Rules, first).Should().ContainSingle(one => one.Contains("没有任何填报的"))
            .Which.Should().StartWith("没有任何填报的46个周（2023-W01、2023-W02、2023-W03、2023-W04、2023-W05等）");
    }

    [Fact]
    public void What_was_reported_before_the_first_closing_is_where_the_evaluation_begins()
    {
        var first = Sample.WeekOf("2023-11-20");
        var desk = GateDesk.Of(
            GateDesk.Adopted(Year), GateDesk.Visit("V1", "2023-11-02"), GateDesk.Verified("V1"),
            GateDesk.Visit("V2", "2023-10-25"));

        Following(desk, first)!.Week.Id.Should().Be("2023-W43", "a claim of it waits for a decision");
        Following(desk.And(GateDesk.Visit("V3", "2022-12-30")), first)!.Week.Id.Should()
            .Be("2023-W43", "no rules were in force in 2022");
        Following(desk.And(GateDesk.Visit("V4", "2023-01-05")), first).Should().BeNull("the rules begin with it");
    }

    [Fact]
    public void Later_claims_of_earlier_weeks_do_not_move_the_beginning()
    {
        var first = Sample.WeekOf("2023-11-22");
        var (desk, _) = Begun(GateDesk.Of(GateDesk.Adopted(Year)), "2023-11-22", first);
        desk.Sealed(first).And(
            GateDesk.Visit("V9", "2023-10-10", "2023-11-29 09:00"), GateDesk.Verified("V9"), Closing(first.Next));

        var bulletin = Gate.Examine(desk.Gathered(first.Next)).Draft!.Bulletin;
        bulletin.Corrections.Select(one => $"{one.Week} {one.Clause} {one.After}").Should()
            .Equal(["2023-W41 外出 0.5"], "the visit counts, no duty does");
    }

    [Fact]
    public void The_committee_may_decide_on_the_first_week_until_its_bulletin_is_sealed()
    {
        var rules = Year.Alone();
        var (tenth, eleventh) = (Sample.WeekOf("2023-03-06"), Sample.WeekOf("2023-03-13"));
        var begun = new WeeksBegun(tenth, "委〔2023〕1号", "hui.luo");
        Given.When(closed => BeginningDecider.Begin(closed, null, rules, begun)).Then(begun);
        Given.When(closed => BeginningDecider.Begin(closed, null, rules, begun with { Document = " " }))
            .Refused("document-missing");
        Given.When(closed => BeginningDecider.Begin(
            closed, null, rules, begun with { Week = Sample.WeekOf("2025-03-03") })).Refused("no-edition");
        Given.Given(begun).When(closed => BeginningDecider.Begin(closed, null, rules, begun)).Refused("repeated");
        Given.Given(Closing(tenth)).When(closed => BeginningDecider.Begin(
            closed, null, rules, begun with { Week = eleventh })).Refused("after-closed");
        Given.Given(Closing(tenth)).When(closed => BeginningDecider.Begin(
            closed, WeekFile.Empty with { Sealed = Sealing(tenth) }, rules, begun)).Refused("already-sealed");
        Given.Given(begun).When(closed => WeekDecider.Close(closed, Closing(tenth.Previous), Late))
            .Refused("before-beginning");
        Given.Given(begun).When(closed => WeekDecider.Close(closed, Closing(tenth), Late)).Then(
            Closing(tenth) with { CutOff = Late });
        Given.When(closed => WeekDecider.Close(closed, Closing(tenth), Late, begun)).Then(
            begun, Closing(tenth) with { CutOff = Late });
    }

    private static readonly DateTimeOffset Late = Sample.At("2024-06-01 08:00");

    private static Case<ClosedWeeks> Given => new(ClosedWeeks.Evolve);

    private static WeekClosed Closing(Week week) =>
        new(week, Sample.At($"{week.End.AddDays(2):yyyy-MM-dd} 18:00"), "wu.closer");

    private static BulletinSealed Sealing(Week week) =>
        new(week, 1, "考〔2023〕1号", 9, [], Late, "wu.closer", "he.sealer", "{}", "a", "b", "c");

    private static WeeksBegun? Following(GateDesk desk, Week first)
    {
        var known = desk.Gathered(first).Now;
        return FirstWeek.Following(known.Known, known.Rules, Closing(first));
    }

    private static (GateDesk Desk, IReadOnlyList<string> Remarks) Begun(GateDesk desk, string visit, Week first)
    {
        desk.And(GateDesk.Visit("V1", visit), GateDesk.Verified("V1"));
        desk.And(Following(desk, first)!, Closing(first));
        var known = desk.Gathered(first).Now;
        return (desk, FirstWeek.Remarks(known.Known, known.Rules, first));
    }
}
