using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Accounts;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Evaluation.Server.Tests.Web;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Server.Tests.Founding;

/// <summary>A district from nothing to its first sealed week, by the pages' forms and the command line.</summary>
[Collection(nameof(SharedTown))]
public sealed class FoundingTests(SharedTown shared)
{
    private static readonly string[] Lists = ["units", "leaders", "people"];

    private const string Phrase = "河涌边有三只白鹭";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static int made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The last whole week: its cut-off lies ahead and its reports are due, so that it can be closed early.
    private static Week Last => Week.Of(
        DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(China).DateTime), DayOfWeek.Monday).Previous;

    [Fact]
    public async Task An_administrator_founds_a_district_and_its_office_closes_confirms_and_seals_the_first_week()
    {
        var (code, week) = ($"xin-qu-{Interlocked.Increment(ref made)}", Last);
        using var admin = await SignedInAsync(await AdministratorAsync());
        await FoundAsync(admin, code);
        var people = await TakeAsync(admin, code, week);

        using var committee = await EnteredAsync(people["luo"]);
        await DecideAsync(committee, code, week);
        (await committee.GetAsync($"/{code}/setup")).Text.Should().Contain("还缺1项").And.Contain("首期通报还没有签发");

        using var clerk = await EnteredAsync(people["unit0"]);
        var reported = await clerk.PostAsync(
            $"/{code}/claims/report?kind=lead", $"/{code}/claims/report", ("kind", "lead"), ("claim", "X-1"),
            ("occurred_on", $"{week.Start:yyyy-MM-dd}"), ("title", "一家电池厂有意落户"), ("enterprise", ""),
            ("expected", ""), ("evidence", "线索.pdf"));
        (reported.Status, reported.Location).Should().Be((302, $"/{code}/claims/X-1?done=yes"));
        using var verifier = await EnteredAsync(people["liang"]);
        (await verifier.PostAsync(
            $"/{code}/claims", $"/{code}/claims/X-1/decide", ("reason", ""), ("do", "verify"))).Status.Should().Be(302);

        var gate = $"/{code}/weeks/{week.Id}";
        using var closer = await EnteredAsync(people["su"]);
        var closed = await closer.PostAsync(gate, $"{gate}/close", ("document", "新考〔2026〕3号"));
        closed.Status.Should().Be(302, closed.Text);
        await shared.Town.CaughtUpAsync(code);
        using var second = await EnteredAsync(people["deng"]);
        var confirmed = await ConfirmAsync(second, gate);
        confirmed.Status.Should().Be(302, confirmed.Text);
        using var sealer = await EnteredAsync(people["xie"]);
        var issued = await sealer.PostAsync(
            gate, $"{gate}/seal", ("document", ""), ("digest", DigestOf((await sealer.GetAsync(gate)).Text)));
        issued.Status.Should().Be(302, issued.Text);

        using var stranger = new Browser(shared.Town);
        (await stranger.GetAsync($"/{code}/bulletins/{week.Id}")).Text.Should().Contain("新区").And
            .Contain("东塘镇").And.Contain($"新考〔{week.End.Year}〕");
        (await admin.GetAsync($"/{code}/setup")).Text.Should().Contain("各项齐备");
        (await admin.PostAsync($"/{code}/setup", $"/{code}/setup/list", ("units", "甲\t甲\t镇街\t镇街\t2026-01-01"),
            ("do", "take"))).Text.Should().Contain("名册不再成批接收");
    }

    [Fact]
    public async Task Nobody_but_an_administrator_founds_and_enter_founds_nothing()
    {
        using var clerk = await SignedInAsync(await PersonAsync(administrator: false));
        using var admin = await SignedInAsync(await AdministratorAsync());
        (await clerk.GetAsync("/districts/new")).Status.Should().Be(403);
        (await clerk.PostAsync("/account", "/districts", Fields("zhong-qu", "found"))).Status.Should().Be(403);
        var entered = await admin.PostAsync("/districts/new", "/districts", Fields("zhong-qu", "stay"));
        entered.Text.Should().Contain("所填内容已保留").And.Contain("value=\"zhong-qu\"");
        foreach (var (code, words) in new[]
        {
            ("people", "本系统自己的网址"), ("Zhong", "不能作网址中的代码"), ("中区", "不能作网址中的代码"),
            ("zhong-", "不能作网址中的代码"), ("", "没有填写代码"), (Town.District, "已用于“试验区”"),
        })
        {
            var refused = await admin.PostAsync("/districts/new", "/districts", Fields(code, "found"));
            refused.Status.Should().BeOneOf(409, 422);
            refused.Text.Should().Contain(words).And.Contain("value=\"中区\"");
        }

        (await shared.Town.Get<Districts>().AllAsync(Ct)).Should().NotContain("zhong-qu");

        static (string, string)[] Fields(string code, string what) =>
            [("district", code), ("name", "中区"), ("issuer", "中区考评办"), ("week", "Monday"), ("do", what)];
    }

    [Fact]
    public void No_district_can_be_called_as_this_sites_own_addresses_are()
    {
        var own = shared.Town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(one => one.RoutePattern.PathSegments).Where(parts => parts.Count > 0)
            .Select(parts => parts[0].Parts[0]).OfType<Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart>()
            .Select(part => part.Content).Distinct();
        own.Where(word => RosterDecider.Found(null, new DistrictFounded(
                word, "一", DayOfWeek.Monday, China, "二")).Refusal is null)
            .Should().BeSubsetOf(Evaluation.Server.Units.FoundDistrictHandler.Taken);
    }

    [Fact]
    public async Task The_command_line_does_the_same_and_goes_on_where_it_stopped()
    {
        await using var presence = await ServerPresence.HoldAsync(shared.Town.Database, Ct);
        var terminal = new Terminal(shared.Town.Database);
        var (prefix, folder) = ($"zhong{Interlocked.Increment(ref made)}", Directory.CreateTempSubdirectory());
        try
        {
            (await terminal.RunAsync("district", "init", folder.FullName, "--history")).Code.Should().Be(0);
            (await terminal.RunAsync("district", "init", folder.FullName)).Out.Should().Contain("已有，未改动");
            var list = Path.Combine(folder.FullName, "list.xlsx");
            var admin = await AdministratorAsync();
            string[] found =
            [
                "district", "new", prefix, "--name", "中区", "--issuer", "中区考评办", "--as", admin, "--units", list,
            ];
            await File.WriteAllBytesAsync(list, FilledList.Make(prefix, new DateOnly(2026, 1, 1), "主任"), Ct);
            var faulty = await terminal.RunAsync(found);
            faulty.Code.Should().Be(1);
            faulty.Error.Should().Contain("“人员” 第19行“角色”：“角色”不能是“主任”。").And.Contain("未接收任何内容");
            (await terminal.RunAsync([.. found[..8], await PersonAsync(false)])).Error.Should().Contain("不是管理员");

            await File.WriteAllBytesAsync(list, FilledList.Make(prefix, new DateOnly(2026, 1, 1)), Ct);
            string[] all =
            [
                .. found, "--rulebook", "dinghu", "--document", "中招委〔2026〕1号", "--year", "2026", "--first-week",
                "2026-W45", "--numbers", "中考〔{year}〕{number}号",
            ];
            (await terminal.RunAsync(all)).Error.Should().Contain("请加上 --committee");
            var done = await terminal.RunAsync([.. all, "--committee", $"{prefix}.luo"]);
            done.Should().BeEquivalentTo(new { Code = 0, Error = "" });
            done.Out.Should().Contain("已采纳考评办法").And.Contain("✓ 起始周　考评自2026年第45周")
                .And.Contain("18人有职责").And.Contain("✕ 首周");
            (await terminal.RunAsync([.. all, "--committee", $"{prefix}.luo"])).Out.Should().Contain("已经设立")
                .And.Contain("已登记单位0家");
            (await terminal.RunAsync("district", "status", "--district", prefix)).Code.Should().Be(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FoundAsync(Browser admin, string code)
    {
        var founded = await admin.PostAsync(
            "/districts/new", "/districts", ("district", code), ("name", "新区"), ("issuer", "新区考评办"),
            ("week", "Monday"), ("do", "found"));
        (founded.Status, founded.Location).Should().Be((302, $"/{code}/setup?done=district"), founded.Text);
        (await admin.GetAsync(founded.Location!)).Text.Should().Contain("范围已经建立").And.Contain("还没有单位")
            .And.Contain("由委员会办理").And.Contain("没有施行中的考评办法").And.Contain("没有签发人");
        (await admin.GetAsync("/")).Text.Should().Contain($"/{code}/setup");
    }

    // The one-time links of the people, by what their accounts end with.
    private static async Task<Dictionary<string, string>> TakeAsync(Browser admin, string code, Week week)
    {
        var (page, from) = ($"/{code}/setup/list", week.Start);
        (await admin.GetAsync($"/{code}/setup/list.xlsx")).Status.Should().Be(200);
        var faulty = await admin.UploadAsync(
            page, page, "file", FilledList.Make(code, from, "主任"), ("do", "check"));
        faulty.Text.Should().Contain("共1处有误，未接收任何内容").And.Contain("不能是“主任”").And.Contain("bad-cell")
            .And.NotContain(">接收<");
        var found = await admin.UploadAsync(page, page, "file", FilledList.Make(code, from), ("do", "check"));
        found.Text.Should().Contain("检查无误").And.Contain("单位13家、领导13人，新开账号18个，授予职责18项")
            .And.Contain("东塘镇");
        var fields = Lists.Select(field => (field, WebUtility.HtmlDecode(Regex.Match(
            found.Text, $"<textarea id=\"{field}\"[^>]*>\\s*(.*?)</textarea>", RegexOptions.Singleline)
            .Groups[1].Value))).ToList();

        // A browser sends the box without a file too.
        var taken = await admin.UploadAsync(page, page, "", [], [.. fields, ("file", ""), ("do", "take")]);
        taken.Text.Should().Contain("已登记单位13家、领导13人，授予职责18项").And.Contain("只显示这一次");
        var again = await admin.PostAsync(page, page, [.. fields, ("do", "check")]);
        again.Text.Should().Contain("没有新的内容");
        return Regex.Matches(WebUtility.HtmlDecode(taken.Text), $"<td>{code}\\.(\\w+)</td>.*?(/welcome/[\\w-]{{32}})",
            RegexOptions.Singleline).ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value);
    }

    private static async Task DecideAsync(Browser committee, string code, Week week)
    {
        var page = $"/{code}/setup/rulebook";
        var fitted = await committee.PostAsync(
            page, page, ("model", "dinghu"), ("year", $"{week.End.Year}"), ("report_days", "0"),
            ("report_at", "23:59"), ("cut_days", "7"), ("cut_at", "23:59"), ("pattern", "新考〔{year}〕{number}号"),
            ("text", ""), ("document", ""), ("do", "fit"));
        fitted.Text.Should().Contain($"新区综合考评办法（{week.End.Year}年），第1版").And.Contain("没有错误");
        var text = WebUtility.HtmlDecode(Regex.Match(
            fitted.Text, "<textarea id=\"text\"[^>]*>\\s*(.*?)</textarea>", RegexOptions.Singleline).Groups[1].Value);
        var broken = await committee.PostAsync(
            page, page, ("text", text.Replace("gives: 0.5", "gives: 0,5", StringComparison.Ordinal)), ("do", "check"));
        broken.Text.Should().Contain("处错误").And.Contain("gives: 0,5").And.NotContain(">采纳<");
        (await committee.PostAsync(page, page, ("text", text), ("document", ""), ("do", "adopt"))).Text
            .Should().Contain("采纳考评办法须有文号");
        var adopted = await committee.PostAsync(
            page, page, ("text", text), ("document", "新招委〔2026〕1号"), ("do", "adopt"));
        (adopted.Status, adopted.Location).Should().Be((302, $"/{code}/setup?done=rulebook"), adopted.Text);

        var holidays = $"/{code}/setup/holidays";
        var stated = await committee.PostAsync(
            holidays, holidays, ("year", $"{week.End.Year}"), ("document", "国办发明电〔2026〕7号"), ("name", "元旦"),
            ("from", "1月1日"), ("to", "1月3日"), ("work", ""), ("do", "state"));
        (stated.Status, stated.Location).Should().Be((302, $"/{code}/setup?done=holidays"), stated.Text);
        var begun = await committee.PostAsync(
            $"/{code}/setup", $"/{code}/setup/week", ("week", week.Id), ("document", "新招委〔2026〕2号"),
            ("do", "begin"));
        (begun.Status, begun.Location).Should().Be((302, $"/{code}/setup?done=week"), begun.Text);
    }

    private static async Task<Sent> ConfirmAsync(Browser person, string gate) => await person.PostAsync(
        gate, $"{gate}/confirm", ("digest", DigestOf((await person.GetAsync(gate)).Text)));

    private static string DigestOf(string page) =>
        Regex.Match(page, "name=\"digest\" value=\"([0-9a-f]+)\"").Groups[1].Value;

    private async Task<string> AdministratorAsync() => await PersonAsync(administrator: true);

    private async Task<string> PersonAsync(bool administrator)
    {
        var (name, test) = ($"founder.{Interlocked.Increment(ref made)}", new Doer("test", ""));
        var link = (await shared.Town.Get<AccountDesk>().AddAsync(name, "曾念慈", administrator, test, Ct)).Value;
        await shared.Town.Get<OwnAccount>().EnterAsync(link.Secret, "", "", (Phrase, Phrase), test, "", null, Ct);
        return name;
    }

    private async Task<Browser> SignedInAsync(string account)
    {
        var browser = new Browser(shared.Town);
        (await browser.SignInAsync(account, Phrase)).Status.Should().Be(302);
        return browser;
    }

    private async Task<Browser> EnteredAsync(string link)
    {
        var browser = new Browser(shared.Town);
        (await browser.PostAsync(
            link, link, ("phrase", Phrase), ("again", Phrase), ("name", ""), ("person", ""))).Location
            .Should().Be("/account");
        return browser;
    }
}
