using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Office.Mandates;
using Evaluation.Office.Weeks;
using Evaluation.Server.Accounts;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Evaluation.Server.Tests.Web;
using FluentAssertions;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>
/// Where two persons are asked for, one does not do with all mandates and through any door; and whoever calls the
/// command line proves who it is.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class DoorTests(SharedTown shared)
{
    private const string Phrase = "河涌边有三只白鹭", Api = $"/api/{Town.District}", Pages = $"/{Town.District}";

    private static int made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Doer Test => new("test", "");

    private Town Town => shared.Town;

    [Fact]
    public async Task One_person_with_every_mandate_is_not_two_through_any_door()
    {
        await using var presence = await ServerPresence.HoldAsync(Town.Database, Ct);
        var one = await PersonAsync();
        foreach (var role in MandateRoll.Roles.Remove("admin"))
        {
            await GiveAsync(one.Name, role);
        }

        using var browser = one.Browser;
        using var client = Program(one.Token);
        var terminal = new Terminal(Town.Database) { Development = false, Token = one.Token };
        var claim = $"D-{one.Name}";
        (await PostAsync(client, "claims", Visit(claim))).Should().Be(200);
        await Town.CaughtUpAsync();

        (await browser.PostAsync(
            $"{Pages}/claims", $"{Pages}/claims/{claim}/decide", ("reason", ""), ("do", "verify"))).Status
            .Should().Be(422);
        (await PostAsync(client, $"claims/{claim}/verify", new { })).Should().Be(422);
        (await terminal.RunAsync("claim", "verify", "--id", claim, "--district", Town.District)).Error.Should()
            .Contain("本人");
        await InFilesAsync(terminal, one.Name);
        (await PostAsync(client, "mandates", new
        {
            mandate = claim,
            account = one.Name,
            role = "sealer",
            from = "2026-01-01",
            reason = "试",
        })).Should().Be(403);

        // Whoever closes a week or confirms its draft does not seal it.
        await Town.CloseAsync(Town.First);
        await ConfirmedByAsync(one, client, terminal);
    }

    [Fact]
    public async Task The_command_line_asks_for_proof_of_who_calls()
    {
        await using var presence = await ServerPresence.HoldAsync(Town.Database, Ct);
        var (one, other) = (await PersonAsync(), await PersonAsync());
        one.Browser.Dispose();
        other.Browser.Dispose();
        await GiveAsync(one.Name, "verifier");
        await GiveAsync(other.Name, "verifier");
        await Town.VisitAsync($"P-{one.Name}");
        await Town.VisitAsync($"Q-{one.Name}", day: 2);
        string[] verify = ["claim", "verify", "--id", $"P-{one.Name}", "--district", Town.District];

        var open = new Terminal(Town.Database) { Development = false };
        (await open.RunAsync(verify)).Error.Should().Contain("没有证明由谁办理").And.Contain("EVALUATION_TOKEN");
        (await open.RunAsync([.. verify, "--as", one.Name])).Error.Should().Contain($"没有证明您是“{one.Name}”");
        (await open.RunAsync([.. verify, "--as", "zhou"])).Error.Should().Contain("没有证明您是“zhou”");
        var wrong = new Terminal(Town.Database) { Development = false, Token = "evt_" + new string('a', 32) };
        (await wrong.RunAsync(verify)).Error.Should().Contain("已到期或者已撤销");
        var own = new Terminal(Town.Database) { Development = false, Token = one.Token };
        (await own.RunAsync([.. verify, "--as", other.Name])).Error.Should().Contain($"令牌证明的是“{one.Name}”");
        (await own.RunAsync(verify)).Should().BeEquivalentTo(new { Code = 0, Error = "" });
        (await own.RunAsync([.. verify, "--as", one.Name])).Error.Should().NotContain("证明");

        // By a trust that an administrator declared.
        var liang = new Terminal(Town.Database) { Development = false, User = $"u.{one.Name}" };
        string[] again = ["claim", "verify", "--id", $"Q-{one.Name}", "--district", Town.District];
        (await liang.RunAsync(again)).Code.Should().Be(1);
        (await liang.RunAsync("account", "trust", one.Name, "--user", $"u.{one.Name}")).Code.Should().Be(0);
        (await liang.RunAsync([.. again, "--as", other.Name])).Error.Should().Contain("没有证明");
        (await liang.RunAsync(again)).Should().BeEquivalentTo(new { Code = 0, Error = "" });
        (await liang.RunAsync("account", "trust", other.Name, "--user", $"u.{one.Name}")).Code.Should().Be(0);
        (await liang.RunAsync(again)).Error.Should().Contain("请用 --as 写明其中之一");
        (await liang.RunAsync("account", "trust", one.Name)).Code.Should().Be(0);
        (await liang.RunAsync([.. again, "--as", one.Name])).Error.Should().Contain("没有证明");

        // A mandate is asked for all the same, and a program has its own.
        var none = await PersonAsync();
        none.Browser.Dispose();
        (await new Terminal(Town.Database) { Development = false, Token = none.Token }.RunAsync(verify)).Error
            .Should().Contain("没有办理此事的职责");
        var program = (await Town.Get<TokenDesk>().ForProgramAsync(
            new ProgramRequest($"door.{one.Name}", Town.District, "reporter", "永安镇", 1), Test, Ct)).Value;
        var machine = new Terminal(Town.Database) { Development = false, Token = program.Secret };
        (await machine.RunAsync(verify)).Error.Should().Contain("没有办理此事的职责");
        await Town.Get<AccountDesk>().LockAsync(one.Name, "试", Test, Ct);
        (await own.RunAsync(again)).Error.Should().Contain("已到期或者已撤销", "its owner was locked");
    }

    // A file names nobody but whoever sends it.
    private static async Task InFilesAsync(Terminal terminal, string account)
    {
        const string head = "id,kind,unit,occurred_on,recorded_at,recorded_by,enterprise,leader,"
            + "verified_at,verified_by,note";
        const string day = "2023-01-05,2023-01-06T09:00:00+08:00", verified = "2023-01-10T09:00:00+08:00";
        foreach (var (reporter, verifier, words) in new[]
        {
            ("li", account, "不能以“li”的名义填报"), (account, "zhou", "不能以“zhou”的名义认定"),
            ("chen", "zhou", "不能以“chen”的名义填报"), (account, account, "本人"), ("", account, "本人"),
        })
        {
            var file = Path.GetTempFileName() + ".csv";
            await File.WriteAllTextAsync(
                file, $"{head}\nF-{account},visit,永安镇,{day},{reporter},鼎新,top,{verified},{verifier},\n",
                new UTF8Encoding(true), Ct);
            var taken = await terminal.RunAsync("claim", "import", "--file", file, "--district", Town.District);
            File.Delete(file);
            taken.Code.Should().Be(1, "{0} {1}: {2}", reporter, verifier, taken.Out);
            taken.Error.Should().Contain(words);
        }
    }

    private async Task ConfirmedByAsync(One one, HttpClient client, Terminal terminal)
    {
        // What other tests left undecided would keep the week from being confirmed.
        var undecided = await Town.Get<BoardReader>().ClaimsAsync(
            Town.District, [ClaimStatus.Reported, ClaimStatus.Returned], null, int.MaxValue, Ct);
        foreach (var claim in undecided)
        {
            await Town.AskAsync("zhou", Town.Get<AccountBook>().Now, by => new RefuseClaim(
                by, new ClaimRefused(claim.Id, "试"), null));
        }

        var digest = await Town.DigestAsync(Town.First) ?? "";
        await PostAsync(client, "weeks/2023-W01/confirm", new { digest });
        digest = await Town.DigestAsync(Town.First) ?? "";
        (await PostAsync(client, "weeks/2023-W01/seal", new { digest })).Should().BeOneOf(403, 409, 422);
        (await one.Browser.PostAsync(
            $"{Pages}/weeks/2023-W01", $"{Pages}/weeks/2023-W01/seal", ("digest", digest))).Text.Should()
            .Contain("未办理");
        (await terminal.RunAsync(
            "publish", "--week", "2023-W01", "--digest", digest, "--district", Town.District)).Error.Should()
            .Contain("拒绝");
        await using var session = Town.Session();
        ((await session.StateAsync<WeekFile>(WeekFile.StreamOf(Town.First), Ct))?.LastIssue ?? 0).Should()
            .Be(0, "nothing is sealed");
    }

    private static object Visit(string claim) => new
    {
        claim,
        kind = "visit",
        occurredOn = "2023-01-05",
        facts = new { enterprise = "鼎新", leader = "top" },
    };

    private HttpClient Program(string secret)
    {
        var client = Town.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private async Task<One> PersonAsync()
    {
        var name = $"door.{Interlocked.Increment(ref made)}";
        var secret = (await Town.Get<AccountDesk>().AddAsync(name, "试用人", false, Test, Ct)).Value.Secret;
        await Town.Get<OwnAccount>().EnterAsync(secret, "", "", (Phrase, Phrase), Test, "", null, Ct);
        var browser = new Browser(Town);
        await browser.SignInAsync(name, Phrase);
        var page = await browser.PostAsync("/account", "/account/tokens", ("name", "命令行"), ("days", "5"));
        return new One(name, browser, Regex.Match(page.Text, "evt_[\\w-]{32}").Value);
    }

    private Task<Outcome> GiveAsync(string account, string role) => Town.DoAsync(
        "test", Town.Get<AccountBook>().Now, by => new GiveMandate(
            by,
            new MandateGiven(
                $"D-{role}-{account}", account, "", role, role == "reporter" ? "永安镇" : null,
                new DateOnly(2026, 1, 1), null, null, "试"),
            ""));

    private static async Task<int> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync($"{Api}/{path}", body, Ct);
        return (int)answer.StatusCode;
    }

    private sealed record One(string Name, Browser Browser, string Token);
}
