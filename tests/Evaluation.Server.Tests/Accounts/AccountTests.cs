using System.Text.RegularExpressions;
using Evaluation.Office.Mandates;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Mandates;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Evaluation.Server.Tests.Web;
using FluentAssertions;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>From a server without accounts to people at work, and what is tried against it.</summary>
[Collection(nameof(SharedTown))]
public sealed class AccountTests(SharedTown shared)
{
    private const string Phrase = "河涌边有三只白鹭";
    private const string Claims = $"/api/{Town.District}/claims", Mandates = $"/{Town.District}/mandates";

    private static int made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Doer Test => new("test", "");

    private AccountDesk Desk => shared.Town.Get<AccountDesk>();

    private AccountBook Book => shared.Town.Get<AccountBook>();

    [Fact]
    public async Task The_first_administrator_comes_in_by_the_consoles_link_and_lets_others_in()
    {
        await shared.SqlAsync(
            "truncate accounts.mt_doc_account, accounts.mt_doc_accountsession, accounts.mt_doc_onetimelink");
        var replaced = (await Desk.FirstAsync(Test, Ct)).Value;
        var link = $"/welcome/{(await Desk.FirstAsync(Test, Ct)).Value.Secret}";
        using var admin = new Browser(shared.Town);
        using var stranger = new Browser(shared.Town);
        using var clerk = new Browser(shared.Town);
        (await stranger.GetAsync($"/welcome/{replaced.Secret}")).Status.Should().Be(404);

        // Messengers open links by themselves.
        (await stranger.GetAsync(link)).Status.Should().Be(200);
        (await admin.GetAsync(link)).Text.Should().Contain("登记首位管理员");
        var weak = await EnterAsync(admin, link, "zeng.nianci", "曾念慈", "123456789012");
        weak.Status.Should().Be(422);
        weak.Text.Should().Contain("人人都会先猜").And.Contain("value=\"zeng.nianci\"");
        var entered = await EnterAsync(admin, link, "zeng.nianci", "曾念慈", Phrase);
        (entered.Status, entered.Location).Should().Be((302, "/people"));
        (await stranger.GetAsync(link)).Status.Should().Be(404);
        (await stranger.PostAsync("/sign-in", link, ("phrase", Phrase), ("again", Phrase), ("name", "a"),
            ("person", "b"))).Status.Should().Be(404);
        (await Desk.FirstAsync(Test, Ct)).Refusal!.Code.Should().Be("administrator-exists");

        var added = await admin.PostAsync("/people", "/people", ("person", "黄书桓"), ("name", "yongan.huang"));
        added.Status.Should().Be(200);
        (await EnterAsync(clerk, added.Link, "", "", Phrase)).Location.Should().Be("/account");
        (await clerk.GetAsync("/people")).Status.Should().Be(403);
        (await clerk.GetAsync(Claims)).Status.Should().Be(403, "no district has given a mandate");

        var mandate = await GiveAsync(admin, "yongan.huang", "reporter", "永安镇");
        (mandate.Status, mandate.Location).Should().Be((302, Mandates));
        (await clerk.GetAsync(Claims)).Status.Should().Be(200);
        (await clerk.GetAsync(Mandates)).Status.Should().Be(403);
        (await clerk.GetAsync("/api/elsewhere/claims")).Status.Should().Be(403);
        (await GiveAsync(admin, "zeng.nianci", "sealer", "")).Status.Should().Be(403, "nobody gives to himself");

        var page = (await admin.GetAsync(Mandates)).Text;
        const string row = "yongan\\.huang</span>.*?name=\"mandate\" value=\"([^\"]+)\"";
        var name = Regex.Match(page, row, RegexOptions.Singleline).Groups[1].Value;
        (await admin.PostAsync(Mandates, $"{Mandates}/end", ("mandate", name), ("reason", "调离"))).Status
            .Should().Be(302);
        (await clerk.GetAsync(Claims)).Status.Should().Be(403, "the mandate ended a moment ago");
        (await Book.AuditAsync("yongan.huang", Ct)).Select(one => (one.Who, one.What)).Should().Contain(
        [
            ("zeng.nianci", Audited.Added), ("zeng.nianci", Audited.Linked), ("yongan.huang", Audited.Entered),
            ("zeng.nianci", Audited.MandateGiven), ("zeng.nianci", Audited.MandateEnded),
        ]).And.NotContain(one => one.Who == "");
        (await admin.GetAsync("/audit")).Text.Should().Contain("授予职责").And.Contain("127.0.0.1");
        (await admin.GetAsync("/people/yongan.huang")).Text.Should().Contain("黄书桓").And.Contain("可用");

        var locked = await admin.PostAsync(
            "/people/yongan.huang", "/people/yongan.huang/lock", ("reason", "调离"));
        locked.Text.Should().Contain("已锁定");
        (await clerk.GetAsync("/account")).Status.Should().Be(302, "locking ends what one is signed in to");
        (await clerk.SignInAsync("yongan.huang", Phrase)).Status.Should().Be(401);
        (await Desk.LockAsync("zeng.nianci", "试", Test, Ct)).Refusal!.Code.Should().Be("last-administrator");
    }

    [Fact]
    public async Task Signing_in_gives_a_new_session_that_ends_on_the_server()
    {
        var name = await NewAsync();
        using var browser = new Browser(shared.Town);
        var wrong = await browser.SignInAsync(name, Phrase + "x");
        wrong.Status.Should().Be(401);
        wrong.Session.Should().BeNull();
        wrong.Text.Should().Contain("登录名或口令不对").And.Contain($"value=\"{name}\"").And.NotContain(Phrase);
        (await browser.SignInAsync("no.such.person", Phrase)).Text.Should().Contain("登录名或口令不对");
        var signed = await browser.SignInAsync(name, Phrase, back: "/account");
        (signed.Status, signed.Location).Should().Be((302, "/account"));
        signed.Cookies.Should()
            .ContainSingle(cookie => cookie.StartsWith("evaluation-session=", StringComparison.Ordinal))
            .Which.ToLowerInvariant().Should().Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/");
        (await browser.GetAsync("/account")).Text.Should().Contain("我的账号").And.Contain("本次");

        (await browser.PostAsync("/account", "/sign-out")).Status.Should().Be(302);
        (await StolenAsync(signed.Session!)).Should().Be(401, "the session has ended on the server");
        (await Book.AuditAsync(name, Ct)).Select(one => one.What).Should().Contain(
            [Audited.SignInRefused, Audited.SignedIn, Audited.SignedOut]);
    }

    [Fact]
    public async Task A_session_that_somebody_planted_does_not_become_the_victims()
    {
        var (attacker, victim) = (await NewAsync(), await NewAsync());
        using var own = new Browser(shared.Town);
        var planted = (await own.SignInAsync(attacker, Phrase)).Session!;

        // The victim's browser has the attacker's cookie when the victim signs in.
        var signed = await own.SignInAsync(victim, Phrase);
        signed.Session.Should().NotBeNull().And.NotBe(planted);
        (await StolenAsync(planted)).Should().Be(401, "it ended when the browser signed in anew");
    }

    [Fact]
    public async Task Over_https_the_cookie_is_the_hosts_own_and_without_it_nobody_signs_in_from_elsewhere()
    {
        var name = await NewAsync();
        using var outside = new Browser(shared.Town);
        using var open = new Browser(shared.Town);
        outside.Send("X-Forwarded-For", "6.6.6.6, 203.0.113.20");
        outside.Send("X-Forwarded-Proto", "https");
        var signed = await outside.SignInAsync(name, Phrase);
        signed.Status.Should().Be(302);
        signed.Cookies.Should()
            .ContainSingle(cookie => cookie.StartsWith("__Host-evaluation=", StringComparison.Ordinal))
            .Which.ToLowerInvariant().Should().Contain("; secure").And.NotContain("domain");
        (await Book.SessionsAsync(name, Ct)).Should().ContainSingle()
            .Which.Address.Should().Be("203.0.113.20", "what the proxy says counts, not what the visitor wrote");

        open.Send("X-Forwarded-For", "203.0.113.21");
        var refused = await open.SignInAsync(name, Phrase);
        refused.Status.Should().Be(403);
        refused.Text.Should().Contain("没有加密");
        refused.Session.Should().BeNull();
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    public async Task One_is_not_sent_to_another_site(string back)
    {
        var name = await NewAsync();
        using var browser = new Browser(shared.Town);
        (await browser.GetAsync($"/sign-in?return={Uri.EscapeDataString(back)}")).Text.Should().NotContain("evil");
        (await browser.SignInAsync(name, Phrase, back: back)).Location.Should().Be("/");
    }

    [Fact]
    public async Task Guessing_ends_after_five_however_many_guess_at_once()
    {
        var name = await NewAsync();
        var signIns = shared.Town.Get<SignIns>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => signIns.SignInAsync(
            new Credentials(name, $"falsch geraten {i}", ""), Test, "", null, Ct)));
        answers.Should().OnlyContain(answer => answer.Refusal!.Code == "sign-in-wrong");
        var account = (await Book.FindAsync(name, Ct))!;
        account.Misses.Count.Should().Be(Misses.Most);
        (await Book.AuditAsync(name, Ct)).Count(one => one.What == Audited.SignInRefused).Should().Be(
            Misses.Most + 1, "those that were not looked at are one line, and their number another one later");
        (await signIns.SignInAsync(new Credentials(name, Phrase, ""), Test, "", null, Ct)).Refusal!.Code.Should()
            .Be("sign-in-wrong", "the right one is not looked at either from there");
        await Desk.UnlockAsync(name, Test, Ct);
        (await signIns.SignInAsync(new Credentials(name, Phrase, ""), Test, "", null, Ct)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Guesses_from_one_address_are_limited_and_those_from_others_are_not_for_it()
    {
        var name = await NewAsync();
        (await GuessAsync("198.51.100.1", 23)).Should().Equal(
            [.. Enumerable.Repeat(401, 20), .. Enumerable.Repeat(429, 3)]);
        (await GuessAsync("198.51.100.2", 1)).Should().Equal(401);

        async Task<List<int>> GuessAsync(string address, int times)
        {
            var statuses = new List<int>();
            for (var i = 0; i < times; i++)
            {
                using var browser = new Browser(shared.Town);
                browser.Send("X-Forwarded-For", address);
                browser.Send("X-Forwarded-Proto", "https");
                statuses.Add((await browser.SignInAsync(name, "falsch geraten")).Status);
            }

            return statuses;
        }
    }

    [Fact]
    public async Task A_code_and_a_recovery_code_are_taken_once()
    {
        var name = await NewAsync();
        var (own, self) = (shared.Town.Get<OwnAccount>(), new Doer(name, ""));
        (await own.BeginCodesAsync("falsch geraten", self, Ct)).Refusal!.Code.Should().Be("phrase-wrong");
        var key = (await own.BeginCodesAsync(Phrase, self, Ct)).Value.Codes!.Key;
        (await own.CodesOnAsync("000000", self, Ct)).Refusal!.Code.Should().Be("code-wrong");
        using var browser = new Browser(shared.Town);
        (await browser.SignInAsync(name, Phrase)).Status.Should().Be(302, "codes are not asked for yet");
        var recovery = (await own.CodesOnAsync(Telephone.CodeAt(key, Book.Now.AddSeconds(-30)), self, Ct)).Value;

        var without = await browser.SignInAsync(name, Phrase);
        without.Status.Should().Be(401);
        without.Text.Should().Contain("此账号已开启动态码");
        var code = Telephone.CodeAt(key, Book.Now);
        (await browser.SignInAsync(name, Phrase, code)).Status.Should().Be(302);
        (await browser.SignInAsync(name, Phrase, code)).Text.Should().Contain("已经用过");
        (await browser.SignInAsync(name, Phrase, recovery[3])).Status.Should().Be(302);
        (await browser.SignInAsync(name, Phrase, recovery[3])).Status.Should().Be(401, "it was used");
        (await browser.GetAsync("/account")).Text.Should().Contain("恢复码还剩9个");

        var lost = (await Desk.LinkAsync(name, Test, Ct)).Value.Secret;
        var entered = await EnterAsync(browser, $"/welcome/{lost}", "", "", Phrase + "在飞");
        entered.Location.Should().Be("/sign-in", "a link replaces the pass-phrase and not the telephone");
        await Desk.CodesOffAsync(name, Test, Ct);
        (await browser.SignInAsync(name, Phrase + "在飞")).Status.Should().Be(302);
    }

    [Fact]
    public async Task A_link_works_once_even_for_two_at_once()
    {
        var id = $"zwei.{Interlocked.Increment(ref made)}";
        var secret = (await Desk.AddAsync(id, "两人", false, Test, Ct)).Value.Secret;
        var own = shared.Town.Get<OwnAccount>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => own.EnterAsync(
            secret, "", "", ($"{Phrase}之{i}", $"{Phrase}之{i}"), Test, "", null, Ct)));
        answers.Count(answer => answer.Refusal is null).Should().Be(1);
        answers.Where(answer => answer.Refusal is not null)
            .Should().OnlyContain(answer => answer.Refusal!.Code == "link-ended");
    }

    [Fact]
    public async Task Changing_the_phrase_and_ending_sessions_leaves_only_this_browser()
    {
        var name = await NewAsync();
        using var here = new Browser(shared.Town);
        using var there = new Browser(shared.Town);
        await here.SignInAsync(name, Phrase);
        await there.SignInAsync(name, Phrase);
        (await here.PostAsync("/account", "/account/phrase", ("current", "falsch geraten"), ("phrase", Phrase + "在飞"),
            ("again", Phrase + "在飞"))).Status.Should().Be(403);
        (await here.PostAsync("/account", "/account/phrase", ("current", Phrase), ("phrase", Phrase + "在飞"),
            ("again", Phrase + "在走"))).Text.Should().Contain("两次输入的口令不一样");
        (await here.PostAsync("/account", "/account/phrase", ("current", Phrase), ("phrase", Phrase + "在飞"),
            ("again", Phrase + "在飞"))).Location.Should().StartWith("/account");
        (await there.GetAsync("/account")).Status.Should().Be(302);
        (await there.SignInAsync(name, Phrase)).Status.Should().Be(401);
        (await there.SignInAsync(name, Phrase + "在飞")).Status.Should().Be(302);
        (await here.PostAsync("/account", "/account/sessions", ("session", ""))).Status.Should().Be(302);
        (await there.GetAsync("/account")).Status.Should().Be(302);
        (await here.GetAsync("/account")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("a\u0000b", "x", 400)]
    [InlineData("", "", 401)]
    [InlineData("'; drop table x; --", "x", 401)]
    [InlineData("👩‍👩‍👧", "\u202E", 401)]
    public async Task What_nobody_is_called_is_nobody(string name, string phrase, int status)
    {
        using var browser = new Browser(shared.Town);
        (await browser.SignInAsync(name, phrase)).Status.Should().Be(status);
    }

    [Fact]
    public async Task A_form_without_its_fields_is_refused_and_not_a_fault()
    {
        using var browser = new Browser(shared.Town);
        (await browser.PostAsync("/sign-in", "/account/sign-in")).Status.Should().Be(422);
        (await browser.PostAsync("/sign-in", "/account/sign-in", ("name", "a"))).Status.Should().Be(422);
        (await browser.PostAsync("/sign-in", "/account/sign-in", ("name", "a"), ("phrase", "b"), ("name", "c")))
            .Status.Should().Be(422);
        (await browser.GetAsync("/welcome/%00")).Status.Should().BeOneOf(400, 404);
        (await browser.GetAsync($"/welcome/{new string('a', 32)}")).Status.Should().Be(404);
        (await browser.GetAsync("/people/nobody")).Status.Should().Be(302);
    }

    [Fact]
    public async Task The_command_line_does_the_same_and_asks_for_mandates_too()
    {
        await using var presence = await ServerPresence.HoldAsync(shared.Town.Database, Ct);
        var terminal = new Terminal(shared.Town.Database);
        var name = $"terminal.{Interlocked.Increment(ref made)}";
        var added = await terminal.RunAsync("account", "add", name, "--person", "终端人");
        added.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        using var browser = new Browser(shared.Town);
        var link = Regex.Match(added.Out, "/welcome/[\\w-]{32}").Value;
        (await EnterAsync(browser, link, "", "", Phrase)).Location.Should().Be("/account");
        (await terminal.RunAsync("account", "add", name, "--person", "终端人")).Error.Should().Contain("已有账号");
        (await terminal.RunAsync("account", "list", "--format", "csv")).Out.Should().Contain($"{name},终端人,,可用");

        var giver = await NewAsync();
        await shared.Town.DoAsync("test", Book.Now, by => new GiveMandate(
            by,
            new MandateGiven($"D-{giver}", giver, "", "admin", null, new DateOnly(2026, 1, 1), null, null, "试"), ""));
        string[] give =
            ["mandate", "give", name, "--role", "verifier", "--reason", "区考2号", "--district", Town.District];
        (await terminal.RunAsync([.. give, "--as", name])).Error.Should().Contain("没有办理此事的职责");
        (await terminal.RunAsync([.. give, "--as", "nobody"])).Error.Should().Contain("没有办理此事的职责");
        (await terminal.RunAsync([.. give, "--as", giver])).Code.Should().Be(0);
        var listed = (await terminal.RunAsync("mandate", "--district", Town.District, "--format", "csv")).Out;
        listed.Should().Contain($",{name},终端人,verifier,,");
        var mandate = Regex.Match(listed, $"(D-\\w+),{name}").Groups[1].Value;
        string[] end = ["mandate", "end", mandate, "--reason", "调离", "--district", Town.District];
        (await terminal.RunAsync([.. end, "--as", giver])).Code.Should().Be(0);
        (await terminal.RunAsync([.. end, "--as", giver])).Error.Should().Contain("已经终止");
        (await browser.GetAsync("/account")).Status.Should().Be(200);
        (await terminal.RunAsync("account", "lock", name, "--reason", "调离")).Out.Should().Contain("已锁定");
        (await browser.GetAsync("/account")).Status.Should().Be(302);
        (await terminal.RunAsync("account", "unlock", name)).Code.Should().Be(0);
        (await browser.SignInAsync(name, Phrase)).Status.Should().Be(302);
    }

    private async Task<string> NewAsync()
    {
        var name = $"person.{Interlocked.Increment(ref made)}";
        var secret = (await Desk.AddAsync(name, "试用人", false, Test, Ct)).Value.Secret;
        await shared.Town.Get<OwnAccount>().EnterAsync(secret, "", "", (Phrase, Phrase), Test, "", null, Ct);
        await Desk.EndSessionsAsync(name, Test, Ct);
        return name;
    }

    private static Task<Sent> EnterAsync(Browser browser, string link, string name, string person, string phrase) =>
        browser.PostAsync(
            link, link, ("phrase", phrase), ("again", phrase), ("name", name), ("person", person));

    private static async Task<Sent> GiveAsync(Browser admin, string account, string role, string unit) =>
        await admin.PostAsync(
            Mandates, Mandates, ("mandate", $"D-{Interlocked.Increment(ref made)}"), ("account", account),
            ("role", role), ("unit", unit), ("from", "2026-01-01"), ("to", ""), ("deputy", ""), ("reason", "区考1号"));

    private async Task<int> StolenAsync(string cookie)
    {
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false })
        {
            BaseAddress = shared.Town.Address,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", cookie);
        using var answer = await thief.SendAsync(request, Ct);
        return (int)answer.StatusCode;
    }
}
