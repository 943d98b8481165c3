using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Server.Accounts;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>Projects renamed, stopped, resumed and split by their pages and by the interface.</summary>
[Collection(nameof(SharedTown))]
public sealed class ProjectFilePageTests(SharedTown shared)
{
    private const string District = "xiang-mu";

    private Town Town => shared.Town;

    [Fact]
    public async Task A_project_is_renamed_stopped_resumed_and_split()
    {
        await Town.FoundAsync(District);
        foreach (var (account, role, unit) in Town.People)
        {
            Town.Get<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        using var verifier = new Desk(Town, "zhou", District);
        using var clerk = new Desk(Town, "chen", District);
        (await verifier.SendAsync(
            "projects", "projects", ("project", "P-1"), ("name", "电池项目"), ("enterprise", "鼎新"),
            ("contracted", "3亿"), ("do", "file"))).Status.Should().Be(302);
        (await verifier.SendAsync("projects/P-1", "projects/P-1/introducer", ("unit", "桂城街道"), ("do", "name")))
            .Status.Should().Be(302);
        (await clerk.SeeAsync("projects/P-1")).Text.Should().NotContain("项目终止…");
        (await clerk.SeeAsync("projects/P-1/stop")).Status.Should().Be(403);
        (await verifier.SeeAsync("projects/无/stop")).Status.Should().Be(404);

        await RenamedAsync(verifier);
        await SplitAsync(verifier);
        await StoppedAsync(verifier);
    }

    private static async Task RenamedAsync(Desk verifier)
    {
        (string, string)[] name = [("name", "动力电池产业园"), ("from", Today), ("reason", "备案变更")];
        (await LookAsync(verifier, "name", [("from", "某日")])).Text.Should().Contain("name-error")
            .And.Contain("reason-error").And.Contain("“某日”不是日期");
        (await LookAsync(verifier, "name", [name[0], ("from", "2020-01-01"), name[2]])).Text.Should()
            .Contain("from-error").And.Contain("早于登记项目的日期");
        var seen = await LookAsync(verifier, "name", name);
        seen.Text.Should().Contain("改称“动力电池产业园”");
        var entered = await EnterAsync(verifier, "name", seen.Text, [.. name, ("do", "enter")]);
        entered.Status.Should().Be(302, entered.Text);
        entered.Text.Should().Contain("✓ 已登记").And.Contain("<h1>动力电池产业园").And.Contain("曾用名");
    }

    private static async Task SplitAsync(Desk verifier)
    {
        (string, string)[] part =
            [("part", "P-1-2"), ("name", "电池回收项目"), ("contracted", "1亿"), ("reason", "补充协议")];
        (await LookAsync(verifier, "split", [("part", "P 1"), ("contracted", "一些")])).Text.Should()
            .Contain("part-error").And.Contain("name-error").And.Contain("contracted-error");
        (await LookAsync(verifier, "split", [part[0], part[1], ("contracted", "4亿"), part[3]])).Text.Should()
            .Contain("多于原项目的3亿");
        var seen = await LookAsync(verifier, "split", part);
        seen.Text.Should().Contain("原项目拆分后").And.Contain("2亿").And.Contain("首谈单位“桂城街道”");
        (await EnterAsync(verifier, "split", seen.Text, [.. part, ("do", "enter")])).Text.Should()
            .Contain("✓ 已登记").And.Contain("已拆出").And.Contain("P-1-2");
        (await verifier.SeeAsync("projects/P-1-2")).Text.Should().Contain("拆自").And.Contain("1亿")
            .And.Contain("桂城街道");
        (await verifier.SeeAsync("projects?q=回收")).Text.Should().Contain("共1个");
    }

    private async Task StoppedAsync(Desk verifier)
    {
        (string, string)[] stop = [("on", Today), ("reason", "企业放弃投资")];
        (await LookAsync(verifier, "stop", [("on", "2999-01-01"), stop[1]])).Text.Should().Contain("晚于今天");
        var seen = await LookAsync(verifier, "stop", stop);
        seen.Text.Should().Contain("终止").And.Contain("不再受理");
        (await EnterAsync(verifier, "stop", seen.Text, [.. stop, ("do", "enter")])).Text.Should()
            .Contain("✓ 已登记").And.Contain("企业放弃投资").And.Contain("项目恢复…").And.NotContain("项目终止…");
        (await verifier.SeeAsync("projects")).Text.Should().Contain("终止）");
        (await EnterAsync(verifier, "split", "", [("do", "preview"), ("part", "P-9"), ("name", "丙"),
            ("contracted", "1万"), ("reason", "由")])).Text.Should().Contain("请先登记恢复");

        var tomorrow = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(1);
        var refused = await Town.AskAsync("chen", tomorrow, by => new ReportClaim(
            by, "S1", by.Unit!, BuiltInKinds.Signing, DateOnly.FromDateTime(tomorrow.DateTime),
            new Dictionary<string, string> { ["project"] = "P-1", ["contracted"] = "2亿" }, [], []), District);
        refused.Refusal!.Code.Should().Be("project-stopped");

        (string, string)[] resume = [("from", Today), ("reason", "重新签约")];
        seen = await LookAsync(verifier, "resume", resume);
        seen.Text.Should().Contain("重新受理");
        (await EnterAsync(verifier, "resume", seen.Text, [.. resume, ("do", "enter")])).Text.Should()
            .Contain("✓ 已登记").And.Contain("终止和恢复").And.Contain("项目终止…");
    }

    private static string Today => $"{DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}";

    private static Task<(int Status, string Text)> LookAsync(
        Desk verifier, string entry, (string, string)[] fields) =>
        EnterAsync(verifier, entry, "", [.. fields, ("do", "preview")]);

    private static Task<(int Status, string Text)> EnterAsync(
        Desk verifier, string entry, string seen, (string, string)[] fields) => verifier.SendAsync(
        $"projects/P-1/{entry}", $"projects/P-1/{entry}",
        [.. fields, ("seen", Regex.Match(seen, "name=\"seen\" value=\"(\\d+)\"").Groups[1].Value)]);
}
