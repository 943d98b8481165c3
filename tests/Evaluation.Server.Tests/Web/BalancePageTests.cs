using System.Net.Http.Json;
using System.Text.Json;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Publication;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// A district of the shared town that begins in week 10: balances go in by page and interface, and from there into
/// board, gate, bulletin and recount.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class BalancePageTests(SharedTown shared)
{
    private const string District = "qi-chu";

    private static readonly Week First = new(new DateOnly(2023, 3, 6));

    private static readonly string[] Units = ["桂城街道", "永安镇", "区教育局", "区财政局"];

    [Fact]
    public async Task Balances_go_in_by_page_and_interface_and_come_out_in_the_bulletin()
    {
        var (town, ct) = (shared.Town, TestContext.Current.CancellationToken);
        await town.FoundAsync(District);
        foreach (var (account, role, unit) in Town.People)
        {
            town.Get<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        await town.DoAsync("gao", Town.CutOff(First), by => new BeginWeeks(by, First, "委〔2023〕8号"), District);
        using var api = town.Client("gao", District);
        using var client = town.Client("gao", District);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        // The form holds what is needed; what is wrong in it comes back with the reason.
        (await PageAsync(client)).Should().Contain("桂城街道,合计,,2023,0").And.Contain("value=\"2023-03-05\"");
        var wrong = await FormAsync(client, "unit,of,name,period,amount\n桂城街,合计,,2023,7.5");
        wrong.Status.Should().Be(404);
        wrong.Page.Should().Contain("没有单位“桂城街”").And.Contain("桂城街,合计,,2023,7.5")
            .And.Contain("委〔2023〕9号");
        (await FormAsync(client, "unit,of,name,period,amount\n桂城街道,合计,,2023,七")).Page.Should()
            .Contain("“七”不是结转数");
        (await FormAsync(client, Table(2m))).Status.Should().Be(302);

        // Another amount takes the place of the first one once the difference was seen.
        var unseen = await FormAsync(client, Table(7.5m), replace: true);
        unseen.Status.Should().Be(409);
        unseen.Page.Should().Contain("桂城街道2023合计得分由2改为7.5");
        var (status, body) = await PostAsync(api, 7.5m, unseen.Page.Split("seen 为 ")[1][..8]);
        status.Should().Be(200, body.ToString());
        body.GetProperty("remarks").EnumerateArray().Select(one => one.GetString()).Should()
            .Contain("考评自2023-03-06起；此前发生的事项不另计分，已含在结转数内。");
        (await api.GetFromJsonAsync<BalancesRead>($"/api/{District}/balances", ct))!.Balances.Should()
            .Contain(one => one.Unit == "桂城街道" && one.Of == "points" && one.Amount == 7.5m);

        // Into the bulletin, and nothing differs from what the events say.
        (await town.AskAsync("ma", Town.CutOff(First), by => new CloseWeek(by, First), District)).Refusal.Should()
            .BeNull();
        await town.Get<Rebuild>().RunAsync(District, null, ct);
        var gate = await town.GateAsync(First, District);
        var draft = gate.Draft!;
        gate.Checks.SelectMany(check => check.Findings).Should().NotContain(finding => finding.Contains("不一致"));
        draft.Bulletin.Inherited!.Should().Contain(note => note.Unit == "桂城街道" && note.Points == 7.5m
            && note.Because.Contains("期初结转合计得分7.5分") && note.Because.Contains("委〔2023〕9号"));
        (await town.AskAsync(
            "xu", Town.CutOff(First).AddHours(1), by => new ConfirmWeek(by, First, draft.Digest), District)).Refusal
            .Should().BeNull();
        await town.CaughtUpAsync(District);
        (await town.AskAsync(
            "song", Town.CutOff(First).AddHours(2), by => new SealBulletin(by, First, null, draft.Digest), District))
            .Refusal.Should().BeNull();
        await using var session = town.Session(District);
        (await town.Get<Recount>().DifferenceAsync(session, First, ct)).Should().BeNull();
        (await PostAsync(api, 9m, null)).Status.Should().Be(409);
        (await PageAsync(client)).Should().NotContain("登记期初结转");
    }

    private static async Task<string> PageAsync(HttpClient client) =>
        await client.GetStringAsync($"/{District}/balances", TestContext.Current.CancellationToken);

    private static async Task<(int Status, string Page)> FormAsync(
        HttpClient client, string table, bool replace = false)
    {
        var fields = new Dictionary<string, string>
        {
            ["through"] = "2023年3月5日",
            ["document"] = "委〔2023〕9号",
            ["reason"] = "由1至2月台账结转",
            ["table"] = table,
        };
        if (replace)
        {
            fields["replace"] = "yes";
        }

        var token = await BodyTests.TokenAsync(client, $"/{District}/balances");
        using var form = new FormUrlEncodedContent(fields.Append(token));
        using var answer = await client.PostAsync(
            $"/{District}/balances", form, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode,
            System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(
                TestContext.Current.CancellationToken)));
    }

    private static async Task<(int Status, JsonElement Body)> PostAsync(HttpClient client, decimal points, string? seen)
    {
        using var answer = await client.PostAsJsonAsync(
            $"/api/{District}/balances",
            new
            {
                through = "2023-03-05",
                document = "委〔2023〕9号",
                reason = "由1至2月台账结转",
                balances = Units.Select(unit => new
                {
                    unit,
                    of = "points",
                    period = "2023",
                    amount = unit == "桂城街道" ? points : 0m,
                }),
                replace = seen is not null,
                seen,
            }, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode,
            await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private static string Table(decimal points) => "unit,of,name,period,amount\n" + string.Join('\n', Units.Select(
        unit => $"{unit},合计,,2023,{(unit == "桂城街道" ? points : 0m)}"));

    private sealed record BalancesRead(IReadOnlyList<OneBalance> Balances);

    private sealed record OneBalance(string Unit, string Of, decimal Amount);
}
