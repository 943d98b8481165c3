using Evaluation.Office.Balances;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>The first bulletin of a district that begins on 6 March with the points of January and February.</summary>
public sealed class OpeningTests
{
    private static readonly Week First = GateDesk.Tenth;

    private static readonly RulebookText Rules = GateDesk.Usual with
    {
        From = "2023-01-01",
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        Columns = "[visits]",
        Clauses = "- {id: visit, text: 每家次计0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: {year: 8}}",
    };

    private static readonly BalancesOpened Opened = new(
        First.Start, "委〔2023〕9号", "由2023年1至2月台账结转",
        [
            .. Of(Sample.Kengkou, 7.5m, 7.5m, 15m), .. Of(Sample.Fenghuang, 3m, 2m, 4m),
            .. Of(Sample.Bureau, 0m, 0m, 0m),
        ],
        "hui.luo");

    [Fact]
    public void The_year_to_date_goes_on_and_each_balance_says_where_it_comes_from()
    {
        var desk = Desk();

        var report = Gate.Examine(desk.Gathered(First));
        var bulletin = report.Draft!.Bulletin;
        bulletin.Groups[0].Rows.Select(row => $"{row.Unit} {row.WeekPoints} {row.YearPoints}").Should()
            .Equal(["坑口街道 0.5 8", "凤凰镇 0 3"], "the year's cap leaves half a point of two visits");
        bulletin.Corrections.Should().BeEmpty();
        bulletin.Inherited!.Where(note => note.Unit == Sample.Fenghuang).Select(note => $"{note.Points} {note.Because}")
            .Should().Equal(
                "1 凤凰镇人民政府期初结转合计得分3分，其中未列明条款的1分（2023年度，截至2023年3月5日，"
                + "由2023年1至2月台账结转，依据委〔2023〕9号）。",
                "2 凤凰镇人民政府期初结转条款“visit”得分2分（2023年度，截至2023年3月5日，由2023年1至2月台账结转，"
                + "依据委〔2023〕9号）。",
                "0 凤凰镇人民政府期初结转指标“外出”4家次（2023年度，截至2023年3月5日，由2023年1至2月台账结转，"
                + "依据委〔2023〕9号）。");
        report.Checks.Where(check => !check.Met).SelectMany(check => check.Findings)
            .Should().NotContain(finding => finding.Contains("第二套计算", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sealed_week_counts_again_to_the_same_bytes()
    {
        var desk = Desk();
        var draft = Gate.Examine(desk.Gathered(First)).Draft!.Bulletin;
        desk.Sealed(First).And(
            GateDesk.Visit("V9", "2023-03-14"), GateDesk.Verified("V9"), GateDesk.NextClosed);

        var next = Gate.Examine(desk.Gathered(First.Next)).Draft!.Bulletin;
        next.Corrections.Should().BeEmpty();
        BulletinFiles.Record(Gate.Examine(Desk().Gathered(First)).Draft!.Bulletin).Should()
            .Be(BulletinFiles.Record(draft));
        next.Groups[0].Rows.Select(row => $"{row.Unit} {row.YearPoints}").Should().Equal("坑口街道 8", "凤凰镇 3");
    }

    [Fact]
    public void The_first_closing_leaves_the_beginning_where_the_balances_are()
    {
        var desk = GateDesk.Of(
            GateDesk.Adopted(Rules), new WeeksBegun(First, "委〔2023〕8号", "hui.luo"), Opened,
            GateDesk.Visit("V0", "2023-02-20"), GateDesk.Verified("V0"), GateDesk.Closed);

        var sheet = Gate.Examine(desk.Gathered(First)).Draft!.Bulletin;
        sheet.Groups[0].Rows.Should().Contain(row => row.Unit == Sample.Kengkou && row.YearPoints == 7.5m);
    }

    private static GateDesk Desk() => GateDesk.Of(
        GateDesk.Adopted(Rules), new WeeksBegun(First, "委〔2023〕8号", "hui.luo"), Opened,
        GateDesk.Visit("V1", "2023-03-07"), GateDesk.Verified("V1"),
        GateDesk.Visit("V2", "2023-03-08", firm: "乙"), GateDesk.Verified("V2"), GateDesk.Closed);

    private static Balance[] Of(string unit, decimal points, decimal visit, decimal visits) =>
    [
        new(unit, BalanceOf.Points, "", "2023", points), new(unit, BalanceOf.Clause, "visit", "2023", visit),
        new(unit, BalanceOf.Measure, "visits", "2023", visits),
    ];
}
