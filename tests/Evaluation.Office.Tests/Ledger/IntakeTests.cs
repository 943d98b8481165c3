using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>
/// The cut-off rule, by examples of 2023-W10, from 6 to 12 March, which the rules let close on Tuesday the 14th at
/// 18:00.
/// </summary>
public sealed class IntakeTests
{
    private const string OnTime = "2023-03-14 18:00", Late = "2023-03-16 09:30", Open = "";

    private static readonly string Here = "属于本期", Later = "以后各期补录", Carried = "已结转", Next = "属于以后各周";

    // Closed at, happened on, reported at, left for later; where it belongs.
    public static TheoryData<string, string, string, bool, string> Examples => new()
    {
        // While the week is open everything reported so far belongs to it.
        { Open, "2023-03-08", "2023-03-08 18:00", false, "属于本期" },
        { Open, "2023-03-12", "2023-03-15 10:00", false, "属于本期" },
        { Open, "2023-02-14", "2023-03-15 10:00", false, "属于本期" },
        { Open, "2023-03-13", "2023-03-13 18:00", false, "属于以后各周" },
        // Closed on time: reported by then or not is what matters, not the day on which it happened.
        { OnTime, "2023-03-08", "2023-03-08 18:00", false, "属于本期" },
        { OnTime, "2023-03-08", "2023-03-14 18:00", false, "属于本期" },
        { OnTime, "2023-03-08", "2023-03-14 18:01", false, "以后各期补录" },
        { OnTime, "2023-02-14", "2023-03-14 17:59", false, "属于本期" },
        { OnTime, "2023-02-14", "2023-03-14 18:01", false, "以后各期补录" },
        { OnTime, "2023-03-13", "2023-03-13 18:00", false, "属于以后各周" },
        // Closed two days late: the week was open until then.
        { Late, "2023-03-08", "2023-03-14 18:01", false, "属于本期" },
        { Late, "2023-03-08", "2023-03-16 09:30", false, "属于本期" },
        { Late, "2023-03-08", "2023-03-16 09:31", false, "以后各期补录" },
        { Late, "2023-03-13", "2023-03-13 18:00", false, "属于以后各周" },
        // Left for later by name: not in this bulletin, even if it is verified before the sealing.
        { OnTime, "2023-03-08", "2023-03-08 18:00", true, "已结转" },
        { OnTime, "2023-03-08", "2023-03-14 18:01", true, "以后各期补录" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void What_was_reported_before_the_closing_belongs_to_the_week(
        string closed, string day, string reported, bool carried, string belongs) =>
        Word(new Intake(Tenth.End, closed == Open ? null : Sample.At(closed))
            .Of(Sample.Day(day), Sample.At(reported), carried)).Should().Be(belongs);

    // A new issue of 2023-W09 was made at 10:00, after the closing of 2023-W10 on Tuesday at 18:00.
    [Theory]
    [InlineData("2023-03-03", "2023-03-15 09:59", "属于本期")]
    [InlineData("2023-03-03", "2023-03-15 10:01", "以后各期补录")]
    [InlineData("2023-03-06", "2023-03-15 09:59", "以后各期补录")]
    public void What_an_earlier_issue_took_in_stays_in(string day, string reported, string belongs) =>
        Word((new Intake(Tenth.End, Sample.At(OnTime)) with
        {
            Earlier = [new TakenIn(Tenth.Previous.End, Sample.At("2023-03-15 10:00"))],
        }).Of(Sample.Day(day), Sample.At(reported))).Should().Be(belongs);

    [Fact]
    public void A_period_takes_in_what_the_bulletins_of_its_weeks_and_those_after_them_took_in()
    {
        var february = new Intake(Sample.Day("2023-02-28"), Sample.At("2023-03-07 18:00"))
        {
            Earlier =
            [
                new TakenIn(Tenth.Previous.Previous.End, Sample.At("2023-02-28 18:00")),
                new TakenIn(Tenth.Previous.End, Sample.At("2023-03-07 18:00")),
                new TakenIn(Tenth.End, Sample.At(OnTime)),
            ],
        };

        february.Until.Should().Be(Sample.At(OnTime));
        Word(february.Of(Sample.Day("2023-02-28"), Sample.At("2023-03-14 18:00"))).Should().Be(Here);
        Word(february.Of(Sample.Day("2023-02-28"), Sample.At("2023-03-14 18:01"))).Should().Be(Later);
        Word(february.Of(Sample.Day("2023-02-28"), Sample.At("2023-03-01 18:00"), carried: true)).Should().Be(Carried);
        Word(february.Of(Sample.Day("2023-03-01"), Sample.At("2023-03-01 18:00"))).Should().Be(Next);
        new Intake(Tenth.End, null).Until.Should().BeNull("the week is open");
    }

    [Fact]
    public void The_gate_asks_for_the_same_before_and_after_the_closing()
    {
        // Reported after the moment that the rules state, in a week that the office closes on Thursday.
        object[] happened =
        [
            Visit("V1", "2023-03-08"), Visit("V2", "2023-03-09", "2023-03-15 09:00", firm: "乙"),
            Visit("V3", "2023-03-09", "2023-03-15 09:00", firm: "丙"), Verified("V3"),
            Visit("V4", "2023-03-09", "2023-03-15 09:01", firm: "丙"), Verified("V4"),
            Appeal("S-1", "2023-03-15 10:00"),
        ];
        var closing = WeekDecider.Close(null, Closed, Sample.At("2023-03-16 09:29").AddSeconds(20));
        var thursday = (WeekClosed)closing.Events[^1];

        var (before, after) = (Findings(Of(Adopted(Usual)).And(happened)),
            Findings(Of(Adopted(Usual)).And(happened).And(thursday)));

        thursday.CutOff.Should().Be(Sample.At("2023-03-16 09:30"), "a whole minute is printed");
        before.Should().HaveCount(4);
        after.Should().Equal(before);
    }

    [Fact]
    public void The_figures_hold_what_was_reported_before_the_closing_and_the_rest_is_named_and_comes_later()
    {
        var desk = OfClosedWeek().And(
            Visit("V1", "2023-03-08"), Verified("V1"),
            Visit("V2", "2023-03-09", "2023-03-14 18:01", firm: "乙"), Verified("V2"),
            Visit("V3", "2023-03-09", "2023-03-15 09:00", firm: "丙"),
            new ReportSubmitted(Sample.Kengkou, Tenth, false, Sample.At("2023-03-15 09:10")));

        var draft = Gate.Examine(desk.Gathered(Tenth));

        draft.Draft!.Bulletin.Sheets.SelectMany(sheet => sheet.Lines).Select(line => line.Fact).Should().Equal("V1");
        draft.Draft.Bulletin.Reports.Missing.Should().Contain("坑口街道办事处");
        draft.Draft.Bulletin.Cut.Should().Match<BulletinCut>(cut =>
            cut.Until == Sample.At(OnTime) && cut.Stated == Sample.At(OnTime));
        draft.Later.Select(one => one.ToString()).Should().Equal(
            "坑口街道：外出拜访企业（2023-03-09，V2），2023-03-14 18:01填报。",
            "坑口街道：外出拜访企业（2023-03-09，V3），2023-03-15 09:00填报。",
            "坑口街道：周报（2023-03-12，report/2023-03-06/坑口街道），2023-03-15 09:10填报。");
        Gate.Examine(desk.And(Visit("V4", "2023-03-09", "2023-03-15 09:20", firm: "丁")).Gathered(Tenth)).Draft!.Digest
            .Should().Be(draft.Draft.Digest, "what units go on reporting must not hold up the sealing");

        var next = Gate.Examine(desk.Sealed(Tenth).And(NextClosed).Gathered(Tenth.Next)).Draft!.Bulletin;
        next.Corrections.Select(one => (one.Week, one.Fact, one.Before, one.After)).Should()
            .Equal(("2023-W10", "V2", 0m, 0.5m));
        next.Cut!.Later.Should().BeEmpty();
    }

    [Fact]
    public void A_claim_left_for_later_is_not_in_the_figures_although_it_is_verified_before_the_sealing()
    {
        var desk = OfClosedWeek().And(
            Visit("V1", "2023-03-08"), new ClaimCarriedOver(Tenth, "V1", "照片待补"), Verified("V1"));

        var draft = Gate.Examine(desk.Gathered(Tenth)).Draft!.Bulletin;
        var next = Gate.Examine(desk.Sealed(Tenth).And(NextClosed).Gathered(Tenth.Next)).Draft!.Bulletin;

        draft.Sheets.SelectMany(sheet => sheet.Lines).Should().BeEmpty();
        draft.CarriedOver.Should().ContainSingle(one => one.Claim == "V1");
        next.Corrections.Should().ContainSingle(one => one.Fact == "V1" && one.After == 0.5m);
    }

    private static List<string> Findings(Publication.GateDesk desk) =>
    [
        .. Gate.Examine(desk.Gathered(Tenth)).Checks
            .Where(check => check.Code is "decided" or "appeals" or "duplicates")
            .SelectMany(check => check.Findings),
    ];

    private static string Word(Belonging belonging) => belonging switch
    {
        Belonging.Here => Here,
        Belonging.LaterDay => Next,
        Belonging.ReportedLater => Later,
        _ => Carried,
    };
}
