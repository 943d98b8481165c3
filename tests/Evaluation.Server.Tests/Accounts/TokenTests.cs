using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Office.Mandates;
using Evaluation.Server.Accounts;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Evaluation.Server.Tests.Web;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>Programs that are known by a token, and persons who ask by one.</summary>
[Collection(nameof(SharedTown))]
public sealed class TokenTests(SharedTown shared)
{
    private const string Phrase = "河涌边有三只白鹭", Api = $"/api/{Town.District}";

    private static int made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Doer Test => new("test", "");

    private TokenDesk Desk => shared.Town.Get<TokenDesk>();

    [Fact]
    public async Task A_use_beside_the_end_of_a_token_does_not_bring_it_back()
    {
        for (var round = 0; round < 20; round++)
        {
            var request = new ProgramRequest(
                $"race.{Interlocked.Increment(ref made)}", Town.District, Roles.Auditor, null, 1);
            var token = (await Desk.ForProgramAsync(request, Test, Ct)).Value;

            await Task.WhenAll(
                Desk.UseAsync(token.Secret, Ct), Desk.EndAsync(TokenDesk.ShownAs(token.Token), null, Test, Ct),
                Desk.UseAsync(token.Secret, Ct));

            (await Desk.UseAsync(token.Secret, Ct)).Should().BeNull("it was ended");
        }
    }

    [Fact]
    public async Task A_program_reads_or_reports_for_a_unit_until_its_token_is_ended()
    {
        using var admin = await AdministratorAsync();
        var name = $"oa.{Interlocked.Increment(ref made)}";
        var page = await admin.PostAsync("/tokens", "/tokens", ("name", name), ("district", Town.District),
            ("role", "reporter"), ("unit", "永安 镇"), ("days", "30"));
        page.Status.Should().Be(200, page.Text);
        var secret = Regex.Match(page.Text, "evt_[\\w-]{32}").Value;
        (await admin.GetAsync("/tokens")).Text.Should().Contain(name).And.NotContain(secret).And.Contain("还没有用过");

        using var program = Program(secret);
        (await StatusAsync(program, $"{Api}/claims")).Should().Be(200);
        var claim = new
        {
            claim = $"T{name}",
            kind = "visit",
            occurredOn = "2023-01-05",
            facts = new { enterprise = "鼎新", leader = "top" },
        };
        program.DefaultRequestHeaders.Add("Cookie", "anything=1");
        (await PostAsync(program, "claims", claim)).Should().Be(200, "a token needs no proof beside it");
        await shared.Town.CaughtUpAsync();
        var stored = (await program.GetFromJsonAsync<JsonElement>($"{Api}/claims/T{name}", Ct)).GetProperty("claim");
        stored.GetProperty("unit").GetString().Should().Be("永安镇");
        stored.GetProperty("reportedBy").GetString().Should().Be($"program/{name}");
        (await StatusAsync(program, $"{Api}/claims/V1")).Should().Be(403, "it is another unit's");
        (await PostAsync(program, "claims", claim with { claim = $"U{name}" })).Should().Be(200);
        (await PostAsync(program, $"claims/T{name}/verify", new { })).Should().Be(403);
        (await StatusAsync(program, "/api/elsewhere/claims")).Should().BeOneOf(403, 404);
        foreach (var of in (string[])["/people", "/account", "/tokens", "/audit", $"{Api}/mandates"])
        {
            (await StatusAsync(program, of)).Should().Be(403, of);
        }

        (await admin.GetAsync("/tokens")).Text.Should().NotContain("还没有用过");
        var shown = Regex.Match((await admin.GetAsync("/tokens")).Text, "name=\"token\" value=\"(\\w{12})\"");
        (await admin.PostAsync("/tokens", "/tokens/end", ("token", shown.Groups[1].Value))).Status.Should().Be(200);
        using var refused = await program.GetAsync($"{Api}/claims", Ct);
        ((int)refused.StatusCode).Should().Be(401, "it was ended a moment ago");
        (await SharedTown.TextAsync(refused)).Should().Contain("令牌不对、已到期或者已撤销");
        (await shared.Town.Get<AccountBook>().AuditAsync($"program/{name}", Ct)).Select(one => one.What).Should()
            .Equal(Audited.TokenEnded, Audited.TokenMade);
        (await admin.GetAsync($"/audit?what={Audited.TokenRefused}")).Text.Should().Contain("127.0.0.1");
    }

    [Fact]
    public async Task Who_made_a_program_s_token_does_not_verify_what_it_reported_or_corrected()
    {
        var (maker, browser) = await PersonAsync(administrator: true);
        using var admin = browser;
        var name = $"oa.{Interlocked.Increment(ref made)}";
        var page = await admin.PostAsync("/tokens", "/tokens", ("name", name), ("district", Town.District),
            ("role", "reporter"), ("unit", "永安镇"), ("days", "30"));
        using var program = Program(Regex.Match(page.Text, "evt_[\\w-]{32}").Value);
        var claim = new
        {
            claim = $"B{name}",
            kind = "visit",
            occurredOn = "2023-01-05",
            facts = new { enterprise = "鼎新", leader = "top" },
        };
        (await PostAsync(program, "claims", claim)).Should().Be(200);
        await shared.Town.VisitAsync($"C{name}", "li", day: 4);
        var correction = new { reason = "带队领导有误", facts = new { leader = "member" } };
        (await PostAsync(program, $"claims/C{name}/correct", correction)).Should().Be(200);

        foreach (var one in new[] { $"B{name}", $"C{name}" })
        {
            (await VerifyAsync(maker, one)).Refusal!.What.Should()
                .Be("该事项由程序以本人生成的令牌填报或更正，不能由本人核验。", one);
            (await VerifyAsync("zhou", one)).Refusal.Should().BeNull(one);
        }
    }

    [Theory]
    [InlineData("oa x", Town.District, "auditor", null, 30, "name-wrong")]
    [InlineData("oa", "nowhere", "auditor", null, 30, "unknown-district")]
    [InlineData("oa", Town.District, "verifier", null, 30, "unknown-role")]
    [InlineData("oa", Town.District, "sealer", null, 30, "unknown-role")]
    [InlineData("oa", Town.District, "reporter", null, 30, "unit-missing")]
    [InlineData("oa", Town.District, "reporter", "月球镇", 30, "unknown-unit")]
    [InlineData("oa", Town.District, "auditor", "永安镇", 30, "unit-surplus")]
    [InlineData("oa", Town.District, "auditor", null, 0, "days-wrong")]
    [InlineData("oa", Town.District, "auditor", null, 367, "days-wrong")]
    public async Task What_is_wrong_with_a_program_is_said(
        string name, string district, string role, string? unit, int days, string code) =>
        (await Desk.ForProgramAsync(new ProgramRequest(name, district, role, unit, days), Test, Ct)).Refusal!.Code
            .Should().Be(code);

    [Fact]
    public async Task A_token_is_stored_as_its_hash_and_ends_by_itself()
    {
        var name = $"leser.{Interlocked.Increment(ref made)}";
        var token = (await Desk.ForProgramAsync(
            new ProgramRequest(name, Town.District, Roles.Auditor, null, 1), Test, Ct)).Value;
        (await Desk.ForProgramAsync(new ProgramRequest(name, Town.District, Roles.Auditor, null, 1), Test, Ct))
            .Refusal!.Code.Should().Be("token-exists");
        await using var rows = shared.Town.Get<NpgsqlDataSource>().CreateCommand(
            "select string_agg(data::text, '') from accounts.mt_doc_accesstoken");
        ((string?)await rows.ExecuteScalarAsync(Ct)).Should().Contain(token.Token.Id).And
            .NotContain(token.Secret[4..]);
        using var program = Program(token.Secret);
        (await StatusAsync(program, $"{Api}/weeks/2023-W01/gate")).Should().Be(200);
        (await StatusAsync(program, $"/{Town.District}/audit")).Should().Be(200);
        token.Token.Holds(token.Token.Until).Should().BeFalse();
        token.Token.Holds(token.Token.Until.AddSeconds(-1)).Should().BeTrue();
        await shared.SqlAsync(
            "update accounts.mt_doc_accesstoken set data = jsonb_set(data, '{until}', '\"2020-01-01T00:00:00+00:00\"') "
            + $"where id = '{token.Token.Id}'");
        (await StatusAsync(program, $"{Api}/weeks/2023-W01/gate")).Should().Be(401, "its time is over");
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer evt_")]
    [InlineData("bearer evt_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Bearer ' or 1=1 --")]
    [InlineData("Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task What_is_no_token_is_nobodys(string header)
    {
        using var client = shared.Town.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        (await StatusAsync(client, $"{Api}/claims")).Should().Be(401);
        (await StatusAsync(client, "/")).Should().Be(200);
    }

    [Fact]
    public async Task A_persons_token_acts_as_the_person_in_districts_alone()
    {
        var (name, browser) = await PersonAsync(administrator: false);
        using var own = browser;
        await GiveAsync(name, "verifier");
        var page = await own.PostAsync("/account", "/account/tokens", ("name", "命令行"), ("days", "5"));
        var secret = Regex.Match(page.Text, "evt_[\\w-]{32}").Value;
        using var program = Program(secret);
        (await StatusAsync(program, $"{Api}/verification/findings?week=2023-W01")).Should().Be(200);
        (await PostAsync(program, "visibility", new { others = "all", document = "x" })).Should().Be(403);
        foreach (var of in (string[])["/account", "/people", "/tokens"])
        {
            (await StatusAsync(program, of)).Should().Be(403, of);
        }

        var (other, foreign) = await PersonAsync(administrator: false);
        using var stranger = foreign;
        var shown = Regex.Match((await own.GetAsync("/account")).Text, "name=\"token\" value=\"(\\w{12})\"");
        (await stranger.PostAsync("/account", "/account/tokens/end", ("token", shown.Groups[1].Value))).Status
            .Should().Be(404, "{0} ends no token of {1}", other, name);
        await shared.Town.Get<AccountDesk>().LockAsync(name, "试", Test, Ct);
        await shared.Town.Get<AccountDesk>().UnlockAsync(name, Test, Ct);
        (await StatusAsync(program, $"{Api}/claims")).Should().Be(401, "a lock ends it for good");
    }

    [Fact]
    public async Task The_command_line_makes_lists_and_ends_tokens()
    {
        await using var presence = await ServerPresence.HoldAsync(shared.Town.Database, Ct);
        var terminal = new Terminal(shared.Town.Database);
        var name = $"cli.{Interlocked.Increment(ref made)}";
        var added = await terminal.RunAsync(
            "account", "token", "add", name, "--district", Town.District, "--role", "auditor", "--days", "2");
        added.Code.Should().Be(0, added.Error);
        using var program = Program(Regex.Match(added.Out, "evt_[\\w-]{32}").Value);
        (await StatusAsync(program, $"{Api}/claims")).Should().Be(200);
        var listed = (await terminal.RunAsync("account", "token", "list", "--format", "csv")).Out;
        var shown = Regex.Match(listed, $"(\\w{{12}}),{name}").Groups[1].Value;
        (await terminal.RunAsync("account", "token", "end", shown)).Code.Should().Be(0);
        (await terminal.RunAsync("account", "token", "end", shown)).Error.Should().Contain("没有这个令牌");
        (await StatusAsync(program, $"{Api}/claims")).Should().Be(401);
        var audit = await terminal.RunAsync("audit", "--who", $"program/{name}", "--format", "csv");
        audit.Out.Should().Contain("生成令牌").And.Contain("撤销令牌").And.Contain("命令行（");
    }

    private HttpClient Program(string secret)
    {
        var client = shared.Town.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private Task<Outcome> VerifyAsync(string account, string claim) => shared.Town.AskAsync(
        account, Town.Monday.AddDays(7), by => new VerifyClaim(by, claim, "", null));

    private async Task<Browser> AdministratorAsync() => (await PersonAsync(administrator: true)).Browser;

    private async Task<(string Name, Browser Browser)> PersonAsync(bool administrator)
    {
        var name = $"token.{Interlocked.Increment(ref made)}";
        var added = await shared.Town.Get<AccountDesk>().AddAsync(name, "试用人", administrator, Test, Ct);
        await shared.Town.Get<OwnAccount>()
            .EnterAsync(added.Value.Secret, "", "", (Phrase, Phrase), Test, "", null, Ct);
        var browser = new Browser(shared.Town);
        await browser.SignInAsync(name, Phrase);
        return (name, browser);
    }

    private Task<Outcome> GiveAsync(string account, string role) => shared.Town.DoAsync(
        "test", shared.Town.Get<AccountBook>().Now, by => new GiveMandate(
            by,
            new MandateGiven($"D-{account}", account, "", role, null, new DateOnly(2026, 1, 1), null, null, "试"),
            ""));

    private static async Task<int> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Ct);
        return (int)answer.StatusCode;
    }

    private static async Task<int> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync($"{Api}/{path}", body, Ct);
        return (int)answer.StatusCode;
    }
}
