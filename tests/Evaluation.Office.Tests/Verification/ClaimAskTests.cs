using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Verification;

/// <summary>Which claims a list shows by its conditions, and what a verifier is told beside a claim.</summary>
public sealed class ClaimAskTests
{
    private static readonly string[] Reported =
    [
        "V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member place=广州市 材料=合影9901.jpg",
        "V-2 凤凰镇 2023-03-01 visit enterprise=鼎新 leader=member place=佛山市",
        "V-3 坑口街道 2023-03-08 visit enterprise=衡澜 leader=top place=广州市",
        "V-4 坑口街道 2023-03-09 lead title=一家电池厂有意落户",
        "V-5 凤凰镇 2023-03-10 stage project=P-3 stage=started",
        "v-6 凤凰镇 2023-03-20 visit enterprise=华强 leader=top",
    ];

    private readonly Desk desk = new Desk().Report(Reported)
        .Apply(new AliasAdded("衡澜", "Henglan Parts"), new ClaimReturned("V-3", "请补充现场照片"),
            new ClaimRefused("V-4", "超期"))
        .Verify("V-5");

    public static TheoryData<ClaimAsk, string> Asks => new()
    {
        { new ClaimAsk(), "V-1 V-2 V-3 V-4 V-5 v-6" },
        { new ClaimAsk { Unit = "凤凰镇" }, "V-2 V-5 v-6" },
        { new ClaimAsk { Kind = "lead" }, "V-4" },
        { new ClaimAsk { Status = ClaimStatus.Reported }, "V-1 V-2 v-6" },
        { new ClaimAsk { From = new DateOnly(2023, 3, 8), Through = new DateOnly(2023, 3, 10) }, "V-3 V-4 V-5" },
        { new ClaimAsk { Through = new DateOnly(2023, 3, 1) }, "V-1 V-2" },
        { new ClaimAsk { Unit = "凤凰镇", Kind = "visit", Status = ClaimStatus.Reported }, "V-2 v-6" },
        { new ClaimAsk { Text = "鼎新材料" }, "V-1 V-2" },
        { new ClaimAsk { Text = "henglan" }, "V-3" },
        { new ClaimAsk { Text = "衡澜部件项目" }, "V-5" },
        { new ClaimAsk { Text = "电池厂" }, "V-4" },
        { new ClaimAsk { Text = "V-6" }, "v-6" },
        { new ClaimAsk { Text = "现场照片" }, "V-3" },
        { new ClaimAsk { Text = "9901" }, "V-1" },
        { new ClaimAsk { Text = "  广州\t鼎新 " }, "V-1" },
        { new ClaimAsk { Text = "广州 没有" }, "" },
        { new ClaimAsk { Finding = ClaimAsk.GraveFinding }, "V-1 V-2" },
        { new ClaimAsk { Finding = ClaimAsk.AnyFinding }, "V-1 V-2" },
        { new ClaimAsk { Finding = ClaimFinding.Duplicate, Unit = "坑口街道" }, "V-1" },
        { new ClaimAsk { Finding = ClaimAsk.NoFinding }, "V-3 V-4 V-5 v-6" },
        { new ClaimAsk { Finding = ClaimFinding.Burst }, "" },
    };

    [Theory]
    [MemberData(nameof(Asks))]
    public void Only_the_claims_that_are_asked_for_are_listed(ClaimAsk ask, string found) =>
        string.Join(' ', ask.Of(desk.Book, About).Select(one => one.Claim.Id)).Should().Be(found);

    [Fact]
    public void Findings_are_not_looked_for_when_nobody_asks_by_them() =>
        new ClaimAsk { Text = "鼎新" }.Of(desk.Book, _ => throw new InvalidOperationException()).Should().HaveCount(2);

    [Fact]
    public void Every_word_of_findings_has_a_label() =>
        ClaimAsk.Findings.Select(ClaimAsk.LabelOf).Should().OnlyHaveUniqueItems().And.NotContainNulls();

    // Reading after each event keeps the order that reading once makes.
    [Fact]
    public void Claims_stay_in_order_whatever_is_read_between_events()
    {
        var (often, once) = (new Desk(), new Desk());
        object[] events =
        [
            .. Reported.Reverse().Select(Desk.Read), new ClaimReturned("V-2", "核对日期"),
            new ClaimCorrected("V-2", new DateOnly(2023, 3, 15), Facts.None, [], "日期有误"),
            new ClaimCorrected("V-1", new DateOnly(2023, 2, 1), Facts.None, [], "日期有误"),
            new ClaimWithdrawn("v-6", "重复"),
        ];
        foreach (var one in events)
        {
            often.Apply(one).Book.Claims.Should().BeInAscendingOrder(each => each.Claim.OccurredOn);
        }

        once.Apply(events);
        often.Book.Claims.Should().Equal(once.Book.Claims);
        often.Book.Claims.Select(one => one.Claim.Id).Should().Equal("V-1", "V-3", "V-4", "V-5", "V-2", "v-6");
        often.Book.Find("V-2")!.Version.Should().Be(3);
        often.Book.Find("V-3")!.Version.Should().Be(1);
    }

    [Fact]
    public void The_office_is_offered_the_reasons_that_it_gives_and_others_until_it_gave_enough()
    {
        new Desk().Book.UsualReasons.Should().HaveCount(4).And.Contain("请补充佐证材料。");

        desk.Book.UsualReasons.Should().NotContain("超期", "once is not usually");
        desk.Apply(
            new ClaimReturned("V-1", "超期"), new ClaimRefused("V-2", "与V-1重复 "),
            new ClaimReturned("v-6", "与V-1重复"), new ClaimRefused("v-6", "与V-1重复"));
        desk.Book.UsualReasons.Should().StartWith("与V-1重复").And.HaveElementAt(1, "超期").And.HaveCount(6);
    }

    [Fact]
    public void A_unit_s_year_is_counted_by_what_the_office_found()
    {
        desk.Apply(new ClaimCorrected("V-3", new DateOnly(2023, 3, 8), Facts.None, [], "照片已补")).Verify("V-1", "V-3")
            .Apply(new ClaimReversed("V-1", "不实", "试〔2023〕1号"));

        UnitRecord.Of(desk.Book, "坑口街道", 2023).Should().Be(new UnitRecord(2023, 3, 1, 0, 1, 2));
        UnitRecord.Of(desk.Book, "凤凰镇", 2023).Should().Be(new UnitRecord(2023, 1, 1, 1, 0, 0));
        UnitRecord.Of(desk.Book, "坑口街道", 2022).Should().Be(new UnitRecord(2022, 0, 0, 0, 0, 0));
    }

    private IReadOnlyList<ClaimFinding> About(string claim) =>
        [.. desk.Findings.Where(one => one.Claims.Contains(claim))];
}
