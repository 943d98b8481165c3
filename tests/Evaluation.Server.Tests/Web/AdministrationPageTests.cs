using System.Text.RegularExpressions;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// Holidays, targets, decisions, firms and projects by the pages of a district of the shared town: what is wrong comes
/// back at its field with what was typed, Enter registers nothing, and what was done is said.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class AdministrationPageTests(SharedTown shared)
{
    private const string District = "guan-li";

    private Town Town => shared.Town;

    [Fact]
    public async Task What_the_office_keeps_is_kept_by_pages()
    {
        await Town.FoundAsync(District);
        foreach (var (account, role, unit) in Town.People)
        {
            Town.Get<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        await Town.VisitAsync("V1", district: District);
        await Town.VerifyAsync("V1", district: District);
        await Town.CaughtUpAsync(District);
        using var committee = new Desk(Town, "gao", District);
        using var verifier = new Desk(Town, "zhou", District);
        using var clerk = new Desk(Town, "chen", District);

        await HolidaysAsync(committee, clerk);
        await TargetsAsync(committee, clerk);
        await DecisionsAsync(committee, clerk);
        await FirmsAsync(verifier);
        await ProjectsAsync(verifier);
    }

    private static async Task HolidaysAsync(Desk committee, Desk clerk)
    {
        (await clerk.SeeAsync("calendar?year=2023")).Text.Should().Contain("没有登记").And.NotContain("看差别");
        (string, string)[] wrong =
            [("year", "2023"), ("document", ""), ("days", "端午节放假\n2023-06-22，放假，端午节")];
        var refused = await committee.SendAsync("calendar", "calendar", [.. wrong, ("do", "preview")]);
        refused.Status.Should().Be(422);
        refused.Text.Should().Contain("第1行“端午节放假”读不出").And.Contain("document-error")
            .And.Contain("2023-06-22，放假，端午节");
        (string, string)[] notice =
        [
            ("year", "2023"), ("document", "国办发明电〔2022〕16号"),
            ("days", "2023年6月22日，放假，端午节\n6月23日 放假 端午节\n2023-06-25，上班，端午节"),
        ];
        (await committee.SendAsync("calendar", "calendar", [.. notice, ("do", "state"), ("version", "7")])).Status
            .Should().Be(412);
        var seen = await committee.SendAsync("calendar", "calendar", [.. notice, ("do", "preview")]);
        seen.Text.Should().Contain("登记后有3天不同").And.Contain("2023-06-25由未列改为端午节上班");
        var stated = await committee.SendAsync(
            "calendar", "calendar", [.. notice, .. Hidden(seen.Text), ("do", "state")]);
        stated.Status.Should().Be(302, stated.Text);
        stated.Text.Should().Contain("✓ 已登记").And.Contain("2023年6月25日（日）").And.Contain("上班（调休）");

        // A day of it is amended; the year is replaced only by what was seen.
        (string, string)[] amended = [("year", "2023"), ("document", "补1号"), ("days", "2023-06-26，放假，端午节")];
        seen = await committee.SendAsync("calendar", "calendar", [.. amended, ("do", "preview")]);
        seen.Text.Should().Contain("登记后有1天不同");
        (string, string)[] replaced = [.. amended, ("replace", "yes")];
        seen = await committee.SendAsync("calendar", "calendar", [.. replaced, ("do", "preview")]);
        seen.Text.Should().Contain("登记后有4天不同");
        (await committee.SendAsync("calendar", "calendar", [.. replaced, .. Hidden(seen.Text), ("do", "state")])).Text
            .Should().Contain("✓ 已登记").And.NotContain("2023年6月25日");
    }

    private static async Task TargetsAsync(Desk committee, Desk clerk)
    {
        (await clerk.SeeAsync("targets")).Text.Should().Contain("还没有下达").And.NotContain("value=\"give\"");
        var refused = await committee.SendAsync(
            "targets", "targets", ("document", "委3号"), ("targets", "永安镇，外出招上，2023年，60"), ("do", "give"));
        refused.Status.Should().Be(404);
        refused.Text.Should().Contain("外出招上").And.Contain("targets-error").And.Contain("value=\"委3号\"");
        (await committee.SendAsync(
            "targets", "targets", ("document", "委3号"), ("targets", "永安镇 60\n桂城街道，很多"), ("do", "give"))).Text
            .Should().Contain("第1行“永安镇 60”读不出").And.Contain("第2行");
        (string, string)[] given =
        [
            ("document", "委3号"),
            ("targets", "各单位，外出招商，2023年，20\n桂城街道,外出招商,2023,4\n永安镇，签约金额，2023，3亿"),
        ];
        (await committee.SendAsync("targets", "targets", [.. given, ("do", "stay")])).Text.Should()
            .Contain("还没有下达");
        var done = await committee.SendAsync("targets", "targets", [.. given, ("do", "give")]);
        done.Status.Should().Be(302, done.Text);
        Flat(done.Text).Should().Contain("已下达").And.Contain("2023年度外出招商：")
            .And.MatchRegex(TargetRow("桂城街道", 4, 1, "25.0%")).And.MatchRegex(TargetRow("永安镇", 3, 0, "0.0%"))
            .And.MatchRegex(TargetRow("永安镇", 20, 0, "0.0%"));
    }

    // Unit, target, nothing brought along, done with the way to its claims, rate.
    private static string TargetRow(string unit, int target, int done, string rate) =>
        $"{unit}</a></th> <td class=\"n\">{target}</td><td class=\"n\">—</td> "
            + $"<td class=\"n\">(<a [^>]*>)?{done}(</a>)?</td><td class=\"n\">{rate}";

    private async Task DecisionsAsync(Desk committee, Desk clerk)
    {
        (await clerk.SeeAsync("adjustments")).Status.Should().Be(403);
        (string, string)[] decided =
        [
            ("adjustment", "D-1"), ("unit", "永安镇"), ("points", "1.5"), ("decided_on", "2023年1月4日"),
            ("effective_on", "2023-01-04"), ("document", "委4号"), ("reason", "组织有力"),
        ];
        var before = await Town.LastAsync(District);
        (await committee.SendAsync("adjustments", "adjustments", decided)).Text.Should().Contain("还没有登记");
        var wrong = await committee.SendAsync(
            "adjustments", "adjustments",
            decided.Select(field => field.Item1 is "points" or "unit" ? (field.Item1, "") : field)
                .Append(("do", "decide")));
        wrong.Status.Should().Be(422);
        wrong.Text.Should().Contain("points-error").And.Contain("unit-error").And.Contain("组织有力");
        (await committee.SendAsync(
            "adjustments", "adjustments",
            decided.Select(field => field.Item1 == "points" ? ("points", "5000") : field).Append(("do", "decide"))))
            .Text.Should().Contain("超出±1000");
        (await Town.LastAsync(District)).Should().Be(before, "nothing is stored");
        (await committee.SendAsync("adjustments", "adjustments", [.. decided, ("do", "decide")])).Text.Should()
            .Contain("已登记").And.Contain("+1.5").And.Contain("组织有力");

        (string, string)[] reversed =
        [
            ("reversal", "D-2"), ("decided_on", "2023-01-05"), ("effective_on", "2023-01-03"), ("document", "委5号"),
            ("reason", "有误"), ("do", "reverse"),
        ];
        const string one = "adjustments/D-1";
        (await committee.SendAsync(one, $"{one}/reverse", reversed)).Text.Should().Contain("早于原决定");
        (await committee.SendAsync(
            one, $"{one}/reverse",
            reversed.Select(field => field.Item1 == "effective_on" ? ("effective_on", "2023-01-05") : field))).Text
            .Should().Contain("已登记撤销").And.Contain("委5号");
        (await committee.SeeAsync(one)).Text.Should().NotContain("value=\"reverse\"");
        (await committee.SeeAsync("adjustments/D-9")).Status.Should().Be(404);
    }

    private static async Task FirmsAsync(Desk verifier)
    {
        (await verifier.SeeAsync("firms")).Text.Should().Contain("共1家").And.Contain("肇庆鼎新材料有限公司");
        (string, string)[] firm = [("enterprise", "衡澜"), ("name", "肇庆衡澜科技有限公司"), ("credit_code", "123")];
        (await verifier.SendAsync("firms", "firms", [.. firm, ("do", "file")])).Text.Should()
            .Contain("credit_code-error").And.Contain("校验位").And.Contain("肇庆衡澜科技有限公司");
        (await verifier.SendAsync(
            "firms", "firms", ("enterprise", "新 鼎"), ("name", ""), ("do", "file"))).Text.Should()
            .Contain("enterprise-error").And.Contain("name-error");
        for (var i = 0; i < 51; i++)
        {
            (await verifier.SendAsync(
                "firms", "firms", ("enterprise", $"甲{i:00}"), ("name", $"甲{i:00}有限公司"), ("do", "file"))).Status
                .Should().Be(302);
        }

        var first = (await verifier.SeeAsync("firms")).Text;
        first.Should().Contain("第1—50家，共52家");
        var next = Regex.Match(first, "href=\"/[^/]+/(firms[?][^\"]*)\" rel=\"next\"").Groups[1].Value;
        (await verifier.SeeAsync(next)).Text.Should().Contain("第51—52家，共52家").And.NotContain("rel=\"next\"");
        (await verifier.SeeAsync("firms?after=nowhere")).Text.Should().Contain("第1—50家");
        var table = (await verifier.SeeAsync("firms.csv?q=")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        table.Should().HaveCount(53);
        (await verifier.SeeAsync("firms?q=鼎新材料")).Text.Should().Contain("共1家").And.NotContain("甲01");
        (await verifier.SeeAsync("firms?q=没有的")).Text.Should().Contain("没有名称、别名或代码相符");
        (await verifier.SendAsync("firms/鼎新", "firms/鼎新/aliases", ("alias", "甲01有限公司"), ("do", "add"))).Text
            .Should().Contain("alias-error").And.Contain("甲01");
        (await verifier.SendAsync("firms/鼎新", "firms/鼎新/aliases", ("alias", "鼎新新材"), ("do", "add"))).Text
            .Should().Contain("✓ 已登记").And.Contain("鼎新新材");
        (await verifier.SeeAsync("firms?q=鼎新新材")).Text.Should().Contain("共1家");
        (await verifier.SeeAsync("firms/无名")).Status.Should().Be(404);
    }

    private static async Task ProjectsAsync(Desk verifier)
    {
        (string, string)[] project =
            [("project", "P-1"), ("name", "鼎新二期"), ("enterprise", "鼎新"), ("contracted", "三个亿")];
        (await verifier.SendAsync("projects", "projects", [.. project, ("do", "file")])).Text.Should()
            .Contain("contracted-error").And.Contain("三个亿");
        (await verifier.SendAsync(
            "projects", "projects", ("project", "P-1"), ("name", "鼎新二期"), ("enterprise", "无名"),
            ("contracted", "3亿"), ("do", "file"))).Text.Should().Contain("enterprise-error");
        (await verifier.SendAsync(
            "projects", "projects", ("project", "P-1"), ("name", "鼎新二期"), ("enterprise", "鼎新"),
            ("contracted", "3亿"), ("do", "file"))).Text.Should().Contain("✓ 已登记").And.Contain("3亿");
        const string one = "projects/P-1";
        (await verifier.SendAsync(one, $"{one}/shares", ("shares", "永安镇，0.6"), ("source", ""), ("do", "agree")))
            .Text.Should().Contain("source-error").And.Contain("永安镇，0.6");
        (await verifier.SendAsync(
            one, $"{one}/shares", ("shares", "永安镇，0.6\n桂城街道，0.4"), ("source", "协议"), ("do", "agree"))).Text
            .Should().Contain("永安镇60%、桂城街道40%");
        (await verifier.SendAsync(one, $"{one}/introducer", ("unit", "永安镇"))).Text.Should().Contain("还没有登记");
        (await verifier.SendAsync(one, $"{one}/introducer", ("unit", "永安镇"), ("do", "name"))).Text.Should()
            .Contain("✓ 已登记").And.NotContain("value=\"name\"");
        (await verifier.SeeAsync("projects?q=二期")).Text.Should().Contain("共1个").And.Contain("永安镇");
    }

    private static IEnumerable<(string, string)> Hidden(string page) =>
        Regex.Matches(page, "<input type=\"hidden\" name=\"(seen|version)\" value=\"([^\"]*)\"")
            .Select(found => (found.Groups[1].Value, found.Groups[2].Value));

    private static string Flat(string page) => Regex.Replace(page, "[ \n]+", " ");
}
