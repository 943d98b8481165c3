using System.Text;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>A district of the shared town reads its rulebook and gets another one by two persons.</summary>
[Collection(nameof(SharedTown))]
public sealed class RulebookPageTests(SharedTown shared)
{
    private const string District = "ban-fa";
    private const string New = "rulebook-proposals";
    private const string Mine = "rulebook-proposals/1";

    private Town Town => shared.Town;

    [Fact]
    public async Task An_edition_is_read_by_those_whom_it_judges_and_the_next_one_needs_two_persons()
    {
        await FoundAsync();
        var text = await Town.RulebookAsync();
        var next = text.Replace("edition: 1", "edition: 2", StringComparison.Ordinal)
            .Replace("cap: {week: 3, year: 50}", "cap: {week: 3, year: 60}", StringComparison.Ordinal);
        using var clerk = Person("chen");
        using var closer = Person("ma");
        using var committee = Person("gao");
        using var other = Person("lin");

        await ReadByTheClerkAsync(clerk);
        await RefusedTextsAsync(closer, text, next);
        await ProposedAsync(closer, clerk, next);
        await AdoptedAsync(closer, committee, other, next);
    }

    private static async Task ReadByTheClerkAsync(Desk clerk)
    {
        (await clerk.SeeAsync("rulebooks")).Text.Should().Contain("试〔2023〕1号").And.Contain("已期满")
            .And.NotContain("检查并提出");
        var (status, page) = await clerk.SeeAsync("rulebooks/1");
        status.Should().Be(200, page);
        page.Should().Contain("外出拜访企业，每家次计0.5分").And.Contain("每周最多得3分、全年最多得50分")
            .And.Contain("三十日内再次拜访同一企业的不计分").And.Contain("按本办法算出的结果一致")
            .And.NotContain("结果不同").And.Contain("桂城街道").And.Contain("0.5分</strong>")
            .And.Contain("1件，共0.5分");
        (await clerk.SeeAsync("rulebooks/1/text")).Text.Should().Contain("id=\"L1\"").And.Contain("rulebook: dinghu");
        (await clerk.SeeAsync("rulebooks/1/file")).Text.Should().Be(await Town.RulebookAsync());
        (await clerk.SeeAsync("rulebooks/2")).Status.Should().Be(404);
        (await clerk.SeeAsync("rulebooks/0/text")).Status.Should().Be(404);
        (await clerk.SeeAsync(New)).Status.Should().Be(403);
    }

    private async Task RefusedTextsAsync(Desk closer, string text, string next)
    {
        var before = await Town.LastAsync(District);
        (await closer.UploadAsync(New, New, null, ("text", " "), ("do", "check"))).Text.Should()
            .Contain("没有文本");
        var broken = next.Replace("cap: {week: 3, year: 60}", "cap: {weak: 4}", StringComparison.Ordinal)
            .Replace("gives: [0.3, 0.4]", "gives: [0.3, x]", StringComparison.Ordinal);
        var (status, page) = await closer.UploadAsync(
            New, New, Encoding.UTF8.GetBytes(broken), ("text", ""), ("note", "改上限"), ("do", "check"));
        status.Should().Be(200, page);
        page.Should().Contain("处有错").And.Contain("<mark>weak</mark>").And.Contain("改上限")
            .And.Contain("cap: {weak: 4}").And.NotContain("value=\"propose\"");
        var wrong = next.Replace("gives: [0.3, 0.4]", "gives: [0.3, 0.5]", StringComparison.Ordinal);
        (await closer.UploadAsync(New, New, null, ("text", wrong), ("do", "check"))).Text.Should()
            .Contain("1个按办法算出的结果不同").And.NotContain("value=\"propose\"");
        (await closer.UploadAsync(New, New, null, ("text", wrong), ("do", "propose"))).Status.Should().Be(422);
        (await closer.UploadAsync(New, New, null, ("text", text), ("do", "check"))).Text.Should()
            .Contain("已采纳").And.NotContain("value=\"propose\"");
        (await closer.UploadAsync(New, New, [0xFF, 0xFE, 1, 2], ("text", ""), ("do", "check"))).Text.Should()
            .Contain("UTF-16");
        (await Town.LastAsync(District)).Should().Be(before, "nothing is stored");
    }

    private static async Task ProposedAsync(Desk closer, Desk clerk, string next)
    {
        var (_, page) = await closer.UploadAsync(New, New, Encoding.UTF8.GetBytes(next), ("text", ""), ("do", "check"));
        page.Should().Contain("“第五条”的上下限由“每周最多得3分、全年最多得50分”改为“每周最多得3分、全年最多得60分”")
            .And.Contain("value=\"propose\"");
        (await closer.UploadAsync(New, "trial", null, ("text", next), ("note", ""), ("do", "trial"))).Text.Should()
            .Contain("只是试算").And.Contain("永安镇");
        (await closer.UploadAsync(New, New, null, ("text", next), ("do", "stay"))).Status.Should().Be(200);
        (await clerk.SeeAsync(Mine)).Status.Should().Be(404, "Enter proposes nothing");

        var proposed = await closer.UploadAsync(New, New, null, ("text", next), ("note", "放宽"), ("do", "propose"));
        proposed.Status.Should().Be(302, proposed.Text);
        proposed.Text.Should().Contain("待采纳").And.Contain("放宽").And.Contain("ma提出")
            .And.NotContain("value=\"adopt\"");
        (await closer.UploadAsync(New, New, null, ("text", next), ("do", "propose"))).Status.Should().Be(409);
        (await clerk.SeeAsync(Mine)).Text.Should().Contain("待采纳").And.NotContain("value=\"adopt\"")
            .And.NotContain("撤下提案");
        (await clerk.SeeAsync($"{Mine}/trial")).Status.Should().Be(403);
        (await closer.SeeAsync($"{Mine}/trial")).Text.Should().Contain("只是试算");
    }

    private async Task AdoptedAsync(Desk closer, Desk committee, Desk other, string next)
    {
        // What the committee itself proposes, it does not adopt: by no door.
        const string step = "rulebook-proposals/2";
        var third = next.Replace("edition: 2", "edition: 3", StringComparison.Ordinal);
        (await committee.UploadAsync(New, New, null, ("text", third), ("do", "propose"))).Text.Should()
            .Contain("须由委员会的另一人采纳");
        (await committee.SendAsync(step, $"{step}/adopt", ("document", "试3号"), ("seen", "yes"), ("do", "adopt")))
            .Text.Should().Contain("不能再由本人采纳").And.NotContain("value=\"adopt\"");
        (await Town.AskAsync("gao", Town.Monday, by => new AdoptRulebook(by, third, "试3号", null), District)).Refusal!
            .Code.Should().Be("same-person");
        (await Town.AskAsync(
            "gao", Town.Monday, by => new AdoptRulebook(by, $"{third}\n# 改", "试3号", null), District)).Refusal!
            .Code.Should().Be("same-person");

        (await closer.SendAsync(Mine, $"{Mine}/adopt", ("document", "试2号"), ("seen", "yes"), ("do", "adopt")))
            .Status.Should().Be(403);
        foreach (var (fields, said) in new ((string, string)[], string)[]
        {
            ([("document", "试〔2023〕2号"), ("seen", "yes")], "还没有办理"),
            ([("document", "试〔2023〕2号"), ("seen", "yes"), ("do", "stay")], "还没有办理"),
            ([("document", "试〔2023〕2号"), ("do", "adopt")], "没有确认"),
            ([("document", " "), ("seen", "yes"), ("do", "adopt")], "须有文号"),
        })
        {
            var refused = await committee.SendAsync(Mine, $"{Mine}/adopt", fields);
            refused.Status.Should().Be(422, refused.Text);
            refused.Text.Should().Contain(said).And.Contain($"value=\"{fields[0].Item2}\"");
        }

        var adopted = await committee.SendAsync(
            Mine, $"{Mine}/adopt", ("document", "试〔2023〕2号"), ("seen", "yes"), ("do", "adopt"));
        adopted.Status.Should().Be(302, adopted.Text);
        adopted.Text.Should().Contain("已采纳").And.Contain("试〔2023〕2号");
        (await committee.SeeAsync(Mine)).Text.Should().Contain("看采纳的办法").And.NotContain("value=\"adopt\"");
        (await committee.SeeAsync("rulebooks/2")).Text.Should().Contain("与上一版").And.Contain("全年最多得60分");

        // The one that is dropped is adopted by nobody.
        (await other.SendAsync(step, $"{step}/drop", ("reason", "不再需要"))).Text.Should().Contain("还没有办理");
        (await other.SendAsync(step, $"{step}/drop", ("reason", " "), ("do", "drop"))).Status.Should().Be(422);
        (await other.SendAsync(step, $"{step}/drop", ("reason", "不再需要"), ("do", "drop"))).Text.Should()
            .Contain("提案已撤下").And.Contain("不再需要");
        (await other.SendAsync(step, $"{step}/adopt", ("document", "试3号"), ("seen", "yes"), ("do", "adopt")))
            .Text.Should().Contain("不能采纳");
    }

    private async Task FoundAsync()
    {
        await Town.FoundAsync(District);
        foreach (var (account, role, unit) in Town.People.Append(("lin", Roles.Committee, null)))
        {
            Town.Get<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        await Town.VisitAsync("V1", district: District);
        await Town.VerifyAsync("V1", district: District);
        await Town.CloseAsync(Town.First, District);
        await Town.CaughtUpAsync(District);
    }

    private Desk Person(string account) => new(Town, account, District);
}
