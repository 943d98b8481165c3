using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Server.Claims;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>A claim's page: a returned claim is corrected on it, and what each step changed is kept.</summary>
[Collection(nameof(SharedTown))]
public sealed class ClaimFileTests(SharedTown shared)
{
    private const string Claim = "F-1";

    private static readonly string Address = $"/{Town.District}/claims/{Claim}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_returned_claim_is_corrected_verified_and_reversed_on_its_page()
    {
        var town = shared.Town;
        await town.VisitAsync(Claim, day: 5);
        await town.DoAsync(
            "zhou", Town.Monday.AddDays(1),
            by => new ReturnClaim(by, new ClaimReturned(Claim, "请核对带队领导"), null));
        using var unit = Browser("chen");

        var page = await unit.GetStringAsync(Address, Ct);
        Words(page).Should().Contain("退回补正：请核对带队领导");
        page.Should().Contain("补正并重新报送").And.NotContain("冲销认定");

        // An unknown field, a missing reason, an old version: said at the form, and nothing stored.
        var fields = Fields(page);
        fields["leader"].Should().Be("top");
        (await SendAsync(unit, "correct", fields, ("reason", ""))).Page.Should().Contain("未办理");
        (await SendAsync(unit, "correct", fields, ("reason", "补"), ("colour", "red"))).Page.Should()
            .Contain("没有字段“colour”");
        (await SendAsync(unit, "correct", fields, ("reason", "补"), ("occurred_on", "昨天"))).Page.Should()
            .Contain("发生日期没有填写或无法识别").And.Contain("昨天");
        (await SendAsync(unit, "correct", fields, ("reason", "补"), ("version", "1"))).Status.Should()
            .Be(HttpStatusCode.PreconditionFailed);

        (await SendAsync(unit, "correct", fields, ("reason", "由分管领导带队"), ("leader", "member"))).Status.Should()
            .Be(HttpStatusCode.Redirect);
        page = await unit.GetStringAsync(Address, Ct);
        page.Should().Contain("由分管领导带队").And.Contain("<del>").And.Contain("待核验");

        await town.VerifyAsync(Claim);
        await town.CaughtUpAsync();
        using var office = Browser("zhou");
        page = await office.GetStringAsync(Address, Ct);
        page.Should().Contain("按第").And.Contain("冲销认定");
        (await SendAsync(office, "reverse", Fields(page, "reverse"), ("reason", "不实"), ("document", "试〔2023〕8号")))
            .Status.Should().Be(HttpStatusCode.Redirect);
        (await office.GetStringAsync(Address, Ct)).Should().Contain("不实（试〔2023〕8号）");
    }

    [Fact]
    public async Task Its_unit_withdraws_it_and_no_other_unit_reads_it()
    {
        await shared.Town.VisitAsync("F-2");
        using var own = Browser("chen");
        using var foreign = Browser("li");
        var address = $"/{Town.District}/claims/F-2";

        using var refused = await foreign.GetAsync(address, Ct);
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var unknown = await own.GetAsync($"/{Town.District}/claims/F-none", Ct);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);

        var fields = Fields(await own.GetStringAsync(address, Ct), "withdraw");
        (await SendAsync(own, "withdraw", fields, "F-2", ("reason", "重复填报"))).Status.Should()
            .Be(HttpStatusCode.Redirect);
        Words(await own.GetStringAsync(address, Ct)).Should().Contain("已撤回：重复填报").And
            .NotContain("撤回这件事项");
    }

    private HttpClient Browser(string account)
    {
        var client = shared.Town.Client(account);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    private static string Words(string page) => Regex.Replace(page, "<[^>]*>", "");

    // The values of a form of the page, as a browser would send them.
    private static Dictionary<string, string> Fields(string page, string step = "correct")
    {
        var form = Regex.Match(page, $"<form[^>]*/{step}\".*?</form>", RegexOptions.Singleline).Value;
        const string input = "<input(?=[^>]* name=\"(?<name>[^\"]+)\")(?:[^>]* value=\"(?<value>[^\"]*)\")?";
        const string select = "<select[^>]* name=\"([^\"]+)\".*?</select>";
        var fields = Regex.Matches(form, input)
            .Where(one => one.Groups["name"].Success).DistinctBy(one => one.Groups["name"].Value)
            .ToDictionary(one => one.Groups["name"].Value, one => WebUtility.HtmlDecode(one.Groups["value"].Value));
        foreach (Match one in Regex.Matches(form, select, RegexOptions.Singleline))
        {
            fields[one.Groups[1].Value] =
                Regex.Match(one.Value, "<option value=\"([^\"]*)\" selected").Groups[1].Value;
        }

        return fields;
    }

    private static Task<(HttpStatusCode Status, string Page)> SendAsync(
        HttpClient client, string step, Dictionary<string, string> fields,
        params (string Name, string Value)[] changes) => SendAsync(client, step, fields, Claim, changes);

    private static async Task<(HttpStatusCode Status, string Page)> SendAsync(
        HttpClient client, string step, Dictionary<string, string> fields, string claim,
        params (string Name, string Value)[] changes)
    {
        var sent = new Dictionary<string, string>(fields);
        foreach (var (name, value) in changes)
        {
            sent[name] = value;
        }

        using var form = new FormUrlEncodedContent(sent);
        using var answer = await client.PostAsync($"/{Town.District}/claims/{claim}/{step}", form, Ct);
        return (answer.StatusCode, await SharedTown.TextAsync(answer));
    }
}
