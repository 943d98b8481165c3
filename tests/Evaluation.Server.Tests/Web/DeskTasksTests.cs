using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Home;
using Evaluation.Server.Kit.Access;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>Everybody is shown what waits for him, and nothing that waits for others.</summary>
public sealed class DeskTasksTests
{
    private static readonly Week Week = new(new DateOnly(2023, 7, 10));
    private static readonly DateTimeOffset Due = new(2023, 7, 17, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly DeskFacts Facts = new("shi-yan", Due.AddDays(-2), Week)
    {
        Due = (Due, Due.AddDays(1)),
        Waiting = new WaitingCount(3, new DateOnly(2023, 7, 4)),
        Closed = (Week.Previous, WeekFile.Empty),
        Proposals =
        [
            new RulebookProposed(
                2, "dinghu", 3, new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31), "", "", "ma", "马文", "修订"),
        ],
    };

    [Fact]
    public void A_clerk_sees_what_came_back_and_the_report_that_is_due()
    {
        var returned = new Claim(
            "V1", "永安镇", BuiltInKinds.Visit, Week.Start, Evaluation.Rulebooks.Words.Facts.None, [],
            ClaimStatus.Returned, "请补充照片", Due, "li");
        var facts = Facts with
        {
            Unit = "永安镇",
            Report = new ReportState(null, Due, Facts.Now),
            Returned = [.. Enumerable.Range(0, 12).Select(i => (returned with { Id = $"V{i}" }, $"第{i}件"))],
        };

        var tasks = Tasks(facts, Roles.Reporter);
        tasks.Should().HaveCount(12);
        tasks[0].Said.Should().Be("请补充照片");
        tasks[0].Link.Should().Be("/shi-yan/claims/V0");
        tasks[10].Title.Should().Be("另有2件退回补正");
        tasks[11].Should().Match<TaskView>(task => task.State == "未报送" && task.Note!.Contains("还有2天"));
        Tasks(facts with { Now = Due.AddDays(3), Report = new ReportState(null, Due, Due.AddDays(3)) }, Roles.Reporter)
            [11].Should().Match<TaskView>(task => task.State == "漏报" && task.Tone == "refused");
        Tasks(
            facts with
            {
                Returned = [],
                Report = new ReportState(new WeeklyReport("永安镇", Week, true, Due), Due, Facts.Now),
            },
            Roles.Reporter).Should().BeEmpty();
    }

    [Fact]
    public void Each_step_of_publishing_waits_for_whom_it_is()
    {
        var confirmed = Facts with
        {
            Closed = (Week.Previous,
                WeekFile.Empty with { Confirmed = new WeekConfirmed(Week.Previous, "xu", Due, "") }),
        };

        Titles(Facts, Roles.Verifier).Should().Equal("2023年第27周通报稿等待核对、确认", "3件事项待核验");
        Titles(Facts, Roles.Sealer).Should().Equal("2023年第27周通报稿还没有确认");
        Titles(confirmed, Roles.Sealer).Should().Equal("2023年第27周通报等待签发");
        Titles(confirmed, Roles.Verifier).Should().Equal("3件事项待核验");
        Titles(Facts with { Now = Due.AddDays(2) }, Roles.Closer).Should()
            .Equal("2023年第27周通报稿等待核对、确认", "2023年第28周可以截止填报");
        Titles(Facts, Roles.Committee).Should().Equal("考评办法第3版，马文提出");
        DeskTasks.Of(Facts, roles => roles.Contains(Roles.Committee), "ma").Should()
            .BeEmpty("nobody adopts an edition of his own");
        Titles(Facts, Roles.Auditor).Should().BeEmpty();
    }

    private static IEnumerable<string> Titles(DeskFacts facts, string role) =>
        Tasks(facts, role).Select(task => task.Title);

    private static IReadOnlyList<TaskView> Tasks(DeskFacts facts, string role) =>
        DeskTasks.Of(facts, roles => roles.Contains(role), "somebody");
}
