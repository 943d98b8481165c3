using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Evaluation.Server.Tests.Web;
using FluentAssertions;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>Adding passkeys and signing in with them, and what is tried against it.</summary>
[Collection(nameof(SharedTown))]
public sealed class PasskeyTests(SharedTown shared)
{
    private const string Answer = "/account/sign-in/passkey", Page = "/sign-in/passkey";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Doer Test => new("test", "");

    private Town Town => shared.Town;

    private AccountDesk Desk => Town.Get<AccountDesk>();

    [Fact]
    public async Task A_passkey_is_added_named_used_and_removed()
    {
        using var here = Site.Browser(Town);
        using var there = Site.Browser(Town);
        using var key = new SoftKey();
        var name = await Site.NewAsync(Town);
        await AddAsync(here, key, name, "办公室电脑");
        var signed = await SignInAsync(there, key, back: "/account");
        (signed.Status, signed.Location).Should().Be((302, "/account"));
        signed.Session.Should().StartWith("__Host-evaluation=");
        var page = (await there.GetAsync("/account")).Text;
        page.Should().Contain("办公室电脑").And.Contain("通行密钥登录").And.NotContain("还没有用过");

        var shown = Regex.Match(page, "name=\"passkey\" value=\"(\\w{12})\"").Groups[1].Value;
        (await here.PostAsync("/account", "/account/passkeys/rename", ("passkey", shown), ("name", "手机"))).Location
            .Should().Be("/account?done=passkey-renamed");
        (await here.PostAsync("/account", "/account/passkeys/rename", ("passkey", shown), ("name", " "))).Status
            .Should().Be(422);
        (await here.PostAsync("/account", "/account/passkeys/remove", ("passkey", shown))).Location
            .Should().Be("/account?done=passkey-removed");
        (await there.GetAsync("/account")).Status.Should().Be(302, "it may be a thief's browser");
        (await SignInAsync(there, key)).Status.Should().Be(401, "it was removed a moment ago");
        (await Site.AuditAsync(Town, name)).Should().Contain(
        [
            "passkey-added 办公室电脑", "signed-in 通行密钥“办公室电脑”", "passkey-removed 手机",
        ]);
    }

    [Fact]
    public async Task It_takes_the_place_of_pass_phrase_and_code_and_of_the_pause_after_guesses()
    {
        using var browser = Site.Browser(Town);
        using var key = new SoftKey();
        var name = await Site.NewAsync(Town);
        await AddAsync(browser, key, name);
        var (own, self) = (Town.Get<OwnAccount>(), new Doer(name, ""));
        var secret = (await own.BeginCodesAsync(Site.Phrase, self, Ct)).Value.Codes!.Key;
        await own.CodesOnAsync(Telephone.CodeAt(secret, Town.Get<AccountBook>().Now), self, Ct);
        for (var i = 0; i < Misses.Most; i++)
        {
            await Town.Get<SignIns>().SignInAsync(new Credentials(name, "falsch geraten", ""), Test, "", null, Ct);
        }

        (await SignInAsync(browser, key)).Status.Should().Be(302);
        (await Town.Get<AccountBook>().FindAsync(name, Ct))!.Misses.Count.Should().Be(
            Misses.Most, "whoever guesses does not begin anew");
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_in_its_own_browser()
    {
        using var browser = Site.Browser(Town);
        using var other = Site.Browser(Town);
        using var key = new SoftKey();
        var name = await Site.NewAsync(Town);
        await AddAsync(browser, key, name);
        await browser.PostAsync("/account", "/sign-out");
        await AskedAsync(other);
        var answer = key.Sign(await AskedAsync(browser));
        (await PostAsync(other, answer)).Status.Should().Be(401, "the other browser was asked something else");
        using var copy = browser.At(Town);
        copy.Send("Host", "kaoping.example");
        copy.Send("X-Forwarded-Proto", "https");
        copy.Send("X-Forwarded-For", "192.0.2.251");
        var token = await browser.TokenAsync("/sign-in");
        (await browser.SendAsync(Answer, ("credential", answer), token)).Status.Should().Be(302);
        var again = await copy.SendAsync(Answer, ("credential", answer), token);
        (again.Status, again.Session).Should().Be((401, null), "the same challenge was answered");
        (await Site.AuditAsync(Town, name)).Should().Contain(
            ["sign-in-refused 通行密钥“密钥”：没有通过验证", "sign-in-refused 通行密钥“密钥”：重复使用"]);
    }

    [Fact]
    public async Task Two_answers_at_once_to_one_challenge_are_one_sign_in()
    {
        using var browser = Site.Browser(Town);
        using var key = new SoftKey();
        var name = await Site.NewAsync(Town);
        await AddAsync(browser, key, name);
        var (id, challenge) = (key.Id, new Brief($"two-{name}", DateTimeOffset.UtcNow.AddMinutes(1)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Town.Get<PasskeyDesk>().SignInAsync(
            $$"""{"id":"{{id}}"}""", challenge, (_, _) => Task.FromResult<long?>(0), new Guest(Test, "", null), Ct)));
        answers.Count(answer => answer.Refusal is null).Should().Be(1);
        answers.Where(answer => answer.Refusal is not null).Should()
            .OnlyContain(answer => answer.Refusal!.Code == "passkey-over");
    }

    [Fact]
    public async Task What_another_page_or_nobody_in_person_has_signed_is_refused()
    {
        using var browser = Site.Browser(Town);
        using var honest = new SoftKey();
        await AddAsync(browser, honest, await Site.NewAsync(Town));
        foreach (var (origin, verified) in ((string, bool)[])
            [("https://kaoping.example.evil.example", true), ("http://kaoping.example", true),
                ("https://kaoping.example:8443", true), ("https://kaoping.example", false)])
        {
            using var key = new SoftKey { Origin = origin, IsVerified = verified };
            var page = await browser.PostAsync("/account", "/account/passkeys/begin", ("current", Site.Phrase));
            (await browser.PostAsync(
                "/account", "/account/passkeys", ("credential", key.Make(Asked(page.Text))), ("name", "x"))).Status
                .Should().Be(422, origin);
            (honest.Origin, honest.IsVerified) = (origin, verified);
            (await SignInAsync(browser, honest)).Status.Should().Be(401, origin);
        }

        (honest.Origin, honest.IsVerified) = ("https://kaoping.example", true);
        (await SignInAsync(browser, honest)).Status.Should().Be(302);
    }

    [Fact]
    public async Task A_broken_signature_an_older_count_and_anothers_handle_are_refused_and_in_the_audit()
    {
        using var browser = Site.Browser(Town);
        using var key = new SoftKey { Count = 5 };
        var (name, other) = (await Site.NewAsync(Town), await Site.NewAsync(Town));
        await AddAsync(browser, key, name);
        (await PostAsync(browser, key.Sign(await AskedAsync(browser), broken: true))).Status.Should().Be(401);
        (await SignInAsync(browser, key)).Status.Should().Be(401, "it has signed five times already");
        key.Count = 6;
        var stranger = key.Sign(await AskedAsync(browser), Passkey.HandleOf(other));
        (await PostAsync(browser, stranger)).Status.Should().Be(401);
        (await SignInAsync(browser, key)).Status.Should().Be(302);
        (await SignInAsync(browser, key)).Status.Should().Be(401, "a copy has signed as often");
        key.Count = 0;
        (await SignInAsync(browser, key)).Status.Should().Be(401);
        (await Site.AuditAsync(Town, name)).Should().Contain(
            ["sign-in-refused 通行密钥“密钥”：没有通过验证", "sign-in-refused 通行密钥“密钥”：计数倒退，可能被复制"]);
        (await Site.AuditAsync(Town, other)).Should().NotContain(line => line.StartsWith("sign-in"));
    }

    [Fact]
    public async Task A_locked_account_and_a_used_link_refuse_it_at_once()
    {
        using var browser = Site.Browser(Town);
        using var key = new SoftKey();
        var name = await Site.NewAsync(Town);
        await AddAsync(browser, key, name);
        await Desk.LockAsync(name, "调离", Test, Ct);
        (await SignInAsync(browser, key)).Status.Should().Be(401);
        await Desk.UnlockAsync(name, Test, Ct);
        (await SignInAsync(browser, key)).Status.Should().Be(302);
        var link = (await Desk.LinkAsync(name, Test, Ct)).Value.Secret;
        (await SignInAsync(browser, key)).Status.Should().Be(302, "a link that is not used takes nothing away");
        await Site.EnterAsync(Town, link);
        (await SignInAsync(browser, key)).Status.Should().Be(401, "whoever has the link begins anew");
        (await Site.AuditAsync(Town, name)).Should().Contain("sign-in-refused 通行密钥“密钥”：账号已锁定");
    }

    [Fact]
    public async Task One_is_added_by_whoever_shows_the_pass_phrase_in_the_same_session()
    {
        using var browser = Site.Browser(Town);
        using var second = Site.Browser(Town);
        using var key = new SoftKey();
        var name = await Site.NewAsync(Town);
        await browser.SignInAsync(name, Site.Phrase);
        await second.SignInAsync(name, Site.Phrase);
        (await browser.PostAsync("/account", "/account/passkeys/begin", ("current", "falsch geraten"))).Status
            .Should().Be(403);
        (await browser.PostAsync("/account", "/account/passkeys", ("credential", "{}"), ("name", "x"))).Status
            .Should().Be(401, "nothing was asked");
        var page = await browser.PostAsync("/account", "/account/passkeys/begin", ("current", Site.Phrase));
        page.Text.Should().Contain("<script src=\"/scripts/passkey.js?v=").And.Contain("data-begin=\"asked\"");
        var made = key.Make(Asked(page.Text));
        (await second.PostAsync("/account", "/account/passkeys", ("credential", made), ("name", "x"))).Status
            .Should().Be(401, "it was asked in another session");
        (await browser.PostAsync("/account", "/account/passkeys", ("credential", made), ("name", "办公"))).Status
            .Should().Be(302);
        var (taken, other) = (await Site.NewAsync(Town), Site.Browser(Town));
        using (other)
        {
            (await TryAddAsync(other, key, taken, "x")).Status.Should().Be(409, "a credential has one account");
        }
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_and_not_a_fault()
    {
        using var browser = Site.Browser(Town);
        await browser.SignInAsync(await Site.NewAsync(Town), Site.Phrase);
        await browser.PostAsync("/account", "/account/passkeys/begin", ("current", Site.Phrase));
        foreach (var answer in (string[])
            ["", "{}", "[", """{"id":"\ud800"}""", """{"id":7}""",
                """{"id":"AAAA","type":"public-key","response":{}}""", new string('[', 3000)])
        {
            (await browser.PostAsync("/account", "/account/passkeys", ("credential", answer), ("name", "x"))).Status
                .Should().Be(422, answer);
            await AskedAsync(browser);
            (await PostAsync(browser, answer)).Status.Should().Be(401, answer);
            await browser.PostAsync("/account", "/account/passkeys/begin", ("current", Site.Phrase));
        }
    }

    [Fact]
    public async Task Only_pages_that_ask_a_device_run_a_script_and_only_at_the_sites_address()
    {
        using var browser = Site.Browser(Town);
        using var elsewhere = new Browser(Town);
        (await browser.GetAsync("/sign-in")).Text.Should().Contain("用通行密钥登录");
        (await elsewhere.GetAsync("/sign-in")).Text.Should().NotContain("通行密钥");
        var refused = await elsewhere.GetAsync(Page);
        refused.Status.Should().Be(404);
        refused.Text.Should().Contain("https://kaoping.example");
        using var client = Town.Client();
        client.DefaultRequestHeaders.Host = "kaoping.example";
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        async Task<string> PolicyAsync(string address)
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), Ct);
            return answer.Headers.GetValues("Content-Security-Policy").Single();
        }

        (await PolicyAsync(Page)).Should().Contain("script-src 'self'").And.NotContain("script-src 'unsafe");
        using var script = await client.GetAsync(new Uri("/scripts/passkey.js", UriKind.Relative), Ct);
        script.Content.Headers.ContentType!.MediaType.Should().Be("text/javascript");
    }

    [Fact]
    public async Task Administrators_and_the_command_line_see_and_remove_them()
    {
        await using var presence = await ServerPresence.HoldAsync(Town.Database, Ct);
        var terminal = new Terminal(Town.Database);
        using var browser = Site.Browser(Town);
        using var admin = Site.Browser(Town);
        using var key = new SoftKey();
        var name = await Site.NewAsync(Town);
        await AddAsync(browser, key, name);
        var listed = await terminal.RunAsync("account", "passkey", "list", name, "--format", "csv");
        listed.Out.Should().Contain(",密钥,");
        var shown = Regex.Match(listed.Out, "(\\w{12}),密钥").Groups[1].Value;
        (await terminal.RunAsync("account", "passkey", "remove", name, "--passkey", shown)).Out
            .Should().Contain("已移除通行密钥");
        (await terminal.RunAsync("account", "passkey", "remove", name)).Error.Should().Contain("没有这个通行密钥");
        (await browser.GetAsync("/account")).Status.Should().Be(302);

        using var second = new SoftKey();
        await AddAsync(browser, second, name);
        await admin.SignInAsync(await Site.NewAsync(Town, administrator: true), Site.Phrase);
        (await admin.GetAsync($"/people/{name}")).Text.Should().Contain("移除全部通行密钥");
        (await admin.PostAsync($"/people/{name}", $"/people/{name}/passkeys")).Text.Should()
            .Contain("已移除全部通行密钥");
        (await SignInAsync(browser, second)).Status.Should().Be(401);
    }

    private static async Task AddAsync(Browser browser, SoftKey key, string account, string name = "密钥") =>
        (await TryAddAsync(browser, key, account, name)).Location.Should().Be("/account?done=passkey-added");

    private static async Task<Sent> TryAddAsync(Browser browser, SoftKey key, string account, string name)
    {
        (await browser.SignInAsync(account, Site.Phrase)).Status.Should().Be(302);
        var page = await browser.PostAsync("/account", "/account/passkeys/begin", ("current", Site.Phrase));
        return await browser.PostAsync(
            "/account", "/account/passkeys", ("credential", key.Make(Asked(page.Text))), ("name", name));
    }

    private static async Task<Sent> SignInAsync(Browser browser, SoftKey key, string back = "/") =>
        await PostAsync(browser, key.Sign(await AskedAsync(browser)), back);

    private static Task<Sent> PostAsync(Browser browser, string answer, string back = "/") =>
        browser.PostAsync("/sign-in", Answer, ("credential", answer), ("return", back));

    private static async Task<string> AskedAsync(Browser browser) => Asked((await browser.GetAsync(Page)).Text);

    private static string Asked(string page) =>
        WebUtility.HtmlDecode(Regex.Match(page, "data-asked=\"([^\"]*)\"").Groups[1].Value);
}
