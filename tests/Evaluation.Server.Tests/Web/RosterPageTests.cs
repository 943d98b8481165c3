using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>Entries in the list of units by the page: seen first, entered as seen, refused at their fields.</summary>
[Collection(nameof(SharedTown))]
public sealed class RosterPageTests(SharedTown shared)
{
    private const string District = "ming-ce";

    private Town Town => shared.Town;

    [Fact]
    public async Task An_entry_is_looked_at_before_it_is_entered()
    {
        await FoundAsync();
        using var closer = Person("ma");
        using var clerk = Person("chen");
        (await clerk.SeeAsync("roster?on=2023-01-05")).Text.Should().Contain("永安镇").And.NotContain("列入单位");
        (await clerk.SeeAsync("roster-entries/leave?unit=永安镇")).Status.Should().Be(403);
        (await clerk.SeeAsync("roster?on=昨天")).Text.Should().Contain("不是日期");

        // All faults at once, at their fields, and what was typed stays.
        var empty = await closer.SendAsync(
            "roster-entries/merge", "roster-entries/merge", ("name", "合镇"), ("from", "明天"), ("do", "preview"));
        empty.Status.Should().Be(422, empty.Text);
        empty.Text.Should().Contain("document-error").And.Contain("reason-error").And.Contain("“明天”不是日期")
            .And.Contain("value=\"合镇\"").And.NotContain("value=\"enter\"");
        (await closer.SendAsync(
            "roster-entries/enter", "roster-entries/enter", ("unit", "桂城街道"), ("name", "桂城"), ("kind", "镇街"),
            ("group", "镇街"), ("from", "2023-01-01"), ("do", "preview"))).Text.Should().Contain("已用于");
        (await closer.SeeAsync("roster-entries/nothing")).Status.Should().Be(404);
        (await closer.SeeAsync("roster/无名镇")).Status.Should().Be(404);

        await LeavesAsync(closer);
        await RenamedAsync(closer);
    }

    private async Task LeavesAsync(Desk closer)
    {
        (string, string)[] leaving = [("unit", "永安镇"), ("to", "2023年1月4日")];
        var seen = await LookAsync(closer, "leave", leaving);
        seen.Text.Should().Contain("永安镇考评到2023年1月4日为止").And.Contain("已截止的各周中")
            .And.Contain("不参加排名").And.Contain("这些周的通报都还没有签发");
        var before = await Town.LastAsync(District);

        // Enter stays; what was not seen is not entered; nor what was seen of another list.
        (await EnterAsync(closer, "leave", [.. leaving, ("seen", Seen(seen.Text)), ("do", "stay")])).Text.Should()
            .Contain("登记后");
        (await EnterAsync(closer, "leave", [.. leaving, ("do", "enter")])).Status.Should().Be(412);
        (await Town.LastAsync(District)).Should().Be(before, "nothing is stored");
        var stale = Seen(seen.Text);
        var entered = await EnterAsync(closer, "leave", [.. leaving, ("seen", stale), ("do", "enter")]);
        entered.Status.Should().Be(302, entered.Text);
        entered.Text.Should().Contain("✓ 已登记");
        (await EnterAsync(
            closer, "rename",
            [("unit", "桂城街道"), ("name", "桂城"), ("from", "2023-02-01"), ("seen", stale), ("do", "enter")]))
            .Status.Should().Be(412);
        (await closer.SeeAsync("roster/永安镇")).Text.Should().Contain("已退出").And.NotContain("调整排名组别");
    }

    private static async Task RenamedAsync(Desk closer)
    {
        (string, string)[] renamed = [("unit", "桂城街道"), ("name", "桂城街道办事处"), ("from", "2023年2月1日")];
        var seen = await LookAsync(closer, "rename", renamed);
        seen.Text.Should().Contain("改称桂城街道办事处").And.Contain("已截止的各周不变");
        (await EnterAsync(closer, "rename", [.. renamed, ("seen", Seen(seen.Text)), ("do", "enter")])).Status.Should()
            .Be(302);

        (string, string)[] appointed =
            [("unit", "桂城街道"), ("person", "陈耀辉"), ("post", "top"), ("from", "2023-01-01")];
        seen = await LookAsync(closer, "appoint", appointed);
        seen.Text.Should().Contain("陈耀辉自2023年1月1日起任桂城街道办事处党政一把手");
        (await EnterAsync(closer, "appoint", [.. appointed, ("seen", Seen(seen.Text)), ("do", "enter")])).Status
            .Should().Be(302);
        (await closer.SeeAsync("roster?on=2023-03-01")).Text.Should().Contain("桂城街道办事处").And.Contain("陈耀辉");
        var unit = (await closer.SeeAsync("roster/桂城街道")).Text;
        unit.Should().Contain("2023年2月1日起").And.Contain("登记离任").And.Contain("陈耀辉");

        (await LookAsync(closer, "split", Parts("甲局，甲局"))).Text.Should().Contain("“甲局，甲局”不是五项");
        (await LookAsync(closer, "split", Parts("甲局，甲局，部门，部门，0.5"))).Text.Should().Contain("拆分为甲局");
        (await LookAsync(closer, "split", Parts("甲局，甲局，部门，部门，0.4"))).Text.Should().Contain("合计不是1");

        static (string, string)[] Parts(string first) =>
        [
            ("unit", "区教育局"), ("parts", $"{first}\n乙局，乙局，部门，部门，0.5"), ("from", "2023-03-01"),
            ("document", "号"), ("reason", "由"),
        ];
    }

    private static Task<(int Status, string Text)> LookAsync(Desk closer, string entry, (string, string)[] fields) =>
        EnterAsync(closer, entry, [.. fields, ("do", "preview")]);

    private static Task<(int Status, string Text)> EnterAsync(Desk closer, string entry, (string, string)[] fields) =>
        closer.SendAsync($"roster-entries/{entry}", $"roster-entries/{entry}", fields);

    private static string Seen(string page) =>
        System.Text.RegularExpressions.Regex.Match(page, "name=\"seen\" value=\"(\\d+)\"").Groups[1].Value;

    private async Task FoundAsync()
    {
        await Town.FoundAsync(District);
        foreach (var (account, role, unit) in Town.People)
        {
            Town.Get<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        await Town.VisitAsync("V1", district: District);
        await Town.VerifyAsync("V1", district: District);
        (await Town.CloseAsync(Town.First, District)).Refusal.Should().BeNull();
        await Town.CaughtUpAsync(District);
    }

    private Desk Person(string account) => new(Town, account, District);
}
