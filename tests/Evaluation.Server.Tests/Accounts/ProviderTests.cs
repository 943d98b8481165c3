using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Evaluation.Server.Tests.Web;
using FluentAssertions;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>Signing in by a provider of OpenID Connect, to the way out, and what is tried against it.</summary>
[Collection(nameof(SharedTown))]
public sealed class ProviderTests(SharedTown shared) : IDisposable
{
    private const string Start = "/sign-in/provider?return=/account";

    private readonly TestProvider provider = Fresh(shared);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Doer Test => new("test", "");

    private Town Town => shared.Town;

    private AccountDesk Desk => Town.Get<AccountDesk>();

    [Fact]
    public async Task A_person_links_the_own_identity_and_signs_in_with_it()
    {
        using var here = Site.Browser(Town);
        using var there = Site.Browser(Town);
        var name = await Site.NewAsync(Town);
        await LinkAsync(here, name, "subject of 黄");
        (await here.GetAsync("/account")).Text.Should().Contain("粤政易").And.Contain("已关联");
        var signed = await SignInAsync(there, "subject of 黄");
        (signed.Status, signed.Location).Should().Be((302, "/account"));
        signed.Session.Should().StartWith("__Host-evaluation=");
        (await there.GetAsync("/account")).Text.Should().Contain("试用人").And.Contain("统一身份登录");
        provider.Asked!["code_challenge_method"].ToString().Should().Be("S256");
        provider.Asked["redirect_uri"].ToString().Should().Be("https://kaoping.example/sign-in/provider/return");

        var left = await there.PostAsync("/account", "/sign-out");
        left.Location.Should().Be("/sign-in?provider=left");
        (await there.GetAsync("/account")).Status.Should().Be(302);
        (await there.GetAsync(left.Location!)).Text.Should().Contain("同时退出粤政易");
        (await there.VisitAsync("/sign-in/provider/leave")).Location.Should().StartWith($"{provider.Issuer}/leave?")
            .And.Contain("post_logout_redirect_uri=https%3A%2F%2Fkaoping.example");

        (await here.PostAsync("/account", "/account/identity/remove")).Location.Should().Contain("identity-removed");
        (await SignInAsync(there, "subject of 黄")).Location.Should().Be("/sign-in?provider=unknown");
        (await Site.AuditAsync(Town, name)).Should().Contain(line => line.StartsWith("identity-linked subject of 黄"))
            .And.Contain(line => line.StartsWith("signed-in subject of 黄"))
            .And.Contain(line => line.StartsWith("identity-removed"));
    }

    [Fact]
    public async Task Whom_nobody_knows_gets_no_account_and_is_in_the_audit()
    {
        using var browser = Site.Browser(Town);
        var before = (await Town.Get<AccountBook>().AllAsync(Ct)).Count;
        var refused = await SignInAsync(browser, "stranger-7");
        refused.Location.Should().Be("/sign-in?provider=unknown");
        refused.Session.Should().BeNull();
        var page = await browser.GetAsync(refused.Location!);
        page.Text.Should().Contain("粤政易已通过").And.Contain("不会自动建立账号").And.NotContain("stranger");
        (await Town.Get<AccountBook>().AllAsync(Ct)).Should().HaveCount(before);
        var lines = await Town.Get<AuditBook>().PageAsync(
            AuditAsk.All with { What = Audited.SignInRefused }, AuditPlace.Newest, 50, Ct);
        lines.Lines.Should().Contain(line => line.Note.Contains("stranger-7"));
    }

    [Fact]
    public async Task A_token_that_is_wrong_in_one_thing_lets_nobody_in()
    {
        using var browser = Site.Browser(Town);
        await LinkAsync(browser, await Site.NewAsync(Town), "wrong");
        await browser.PostAsync("/account", "/sign-out");
        Action<Dictionary<string, object?>>[] changes =
        [
            claims => claims["iss"] = "https://evil.example", claims => claims["aud"] = "another client",
            claims => claims["nonce"] = "another nonce", claims => claims["nonce"] = null,
            claims => claims["sub"] = null, claims => claims["exp"] = 1_700_000_300, _ => provider.Forged = true,
        ];
        foreach (var (i, change) in changes.Index())
        {
            provider.Change = change;
            var refused = await SignInAsync(browser, "wrong");
            (refused.Location, refused.Session).Should().Be(("/sign-in?provider=refused", null), $"change {i}");
        }

        (await browser.GetAsync("/sign-in?provider=refused")).Text.Should().Contain("粤政易没有完成");
        provider.Reset();
        (await SignInAsync(browser, "wrong")).Location.Should().Be("/account", "the way itself works");
    }

    [Fact]
    public async Task An_answer_holds_once_in_the_browser_that_asked()
    {
        using var browser = Site.Browser(Town);
        using var victim = Site.Browser(Town);
        var name = await Site.NewAsync(Town);
        await LinkAsync(browser, name, "once");
        await browser.PostAsync("/account", "/sign-out");
        provider.Forgets = true;
        var back = await AnswerAsync(browser, "once");
        using var copy = browser.At(Town);
        copy.Send("Host", "kaoping.example");
        copy.Send("X-Forwarded-Proto", "https");
        (await victim.VisitAsync(back)).Session.Should().BeNull("nobody becomes somebody else by a link");
        (await browser.VisitAsync(back)).Location.Should().Be("/account");
        (await browser.VisitAsync(back)).Location.Should().Be("/sign-in?provider=refused");
        var replayed = await copy.VisitAsync(back);
        (replayed.Location, replayed.Session).Should().Be(
            ("/sign-in?provider=refused", null), "though the provider takes the code again");
        foreach (var forged in new[] { "", "?code=a", "?code=a&state=b", "?error=access_denied", "?state=%00" })
        {
            var answer = await victim.VisitAsync($"/sign-in/provider/return{forged}");
            answer.Status.Should().BeOneOf([302, 400], forged);
            answer.Session.Should().BeNull(forged);
        }
    }

    [Fact]
    public async Task An_identity_has_one_account_and_is_linked_in_the_session_that_showed_the_pass_phrase()
    {
        using var first = Site.Browser(Town);
        using var second = Site.Browser(Town);
        await LinkAsync(first, await Site.NewAsync(Town), "shared");
        var other = await Site.NewAsync(Town);
        (await second.SignInAsync(other, Site.Phrase)).Status.Should().Be(302);
        (await second.VisitAsync("/account/identity/go")).Location.Should().Be("/account", "no pass-phrase was shown");
        (await second.PostAsync("/account", "/account/identity/begin", ("current", "falsch geraten"))).Status
            .Should().Be(403);
        var taken = await LinkAsync(second, other, "shared", expected: "/account?provider=taken");
        (await second.GetAsync(taken)).Text.Should().Contain("您登录的粤政易账号已经关联");

        // Somebody else signs in in the same browser between the question and the answer.
        await second.PostAsync("/account", "/account/identity/begin", ("current", Site.Phrase));
        var back = await AnswerAsync(second, "meanwhile", "/account/identity/go");
        await second.SignInAsync(await Site.NewAsync(Town), Site.Phrase);
        (await second.VisitAsync(back)).Location.Should().Be("/account?provider=refused");
        (await SignInAsync(second, "meanwhile")).Location.Should().Be("/sign-in?provider=unknown");
    }

    [Fact]
    public async Task The_declared_claim_links_whom_an_administrator_has_entered_and_nobody_else()
    {
        using var browser = Site.Browser(Town);
        var (plain, admin, careful) = (await Site.NewAsync(Town, entered: false),
            await Site.NewAsync(Town, administrator: true), await Site.NewAsync(Town));
        var self = new Doer(careful, "");
        var own = Town.Get<OwnAccount>();
        var key = (await own.BeginCodesAsync(Site.Phrase, self, Ct)).Value.Codes!.Key;
        await own.CodesOnAsync(Telephone.CodeAt(key, Town.Get<AccountBook>().Now), self, Ct);
        provider.Account = plain;
        (await SignInAsync(browser, "claims-plain")).Location.Should().Be("/account");
        (await browser.GetAsync("/account")).Text.Should().Contain(plain).And.Contain("先有口令");
        (await SignInAsync(browser, "claims-again")).Location.Should().Be(
            "/sign-in?provider=unknown", "the account has shown whose it is");
        foreach (var account in new[] { admin, careful, "no.such.person", " ", new string('x', 500) })
        {
            provider.Account = account;
            (await SignInAsync(browser, $"claims-{account[..1]}")).Location.Should().Be(
                "/sign-in?provider=unknown", account);
        }
    }

    [Fact]
    public async Task A_locked_account_and_a_used_link_end_it_and_the_others_see_it()
    {
        await using var presence = await ServerPresence.HoldAsync(Town.Database, Ct);
        var terminal = new Terminal(Town.Database);
        using var browser = Site.Browser(Town);
        using var admin = Site.Browser(Town);
        var name = await Site.NewAsync(Town);
        await LinkAsync(browser, name, "ends");
        await Desk.LockAsync(name, "调离", Test, Ct);
        (await SignInAsync(browser, "ends")).Location.Should().Be("/sign-in?provider=locked");
        await Desk.UnlockAsync(name, Test, Ct);
        (await SignInAsync(browser, "ends")).Location.Should().Be("/account");
        await Site.EnterAsync(Town, (await Desk.LinkAsync(name, Test, Ct)).Value.Secret);
        (await SignInAsync(browser, "ends")).Location.Should().Be("/sign-in?provider=unknown");

        await LinkAsync(browser, name, "again");
        (await terminal.RunAsync("account", "identity", "show", name, "--format", "csv")).Out.Should()
            .Contain("again,http");
        await admin.SignInAsync(await Site.NewAsync(Town, administrator: true), Site.Phrase);
        (await admin.PostAsync($"/people/{name}", $"/people/{name}/identity")).Text.Should().Contain("已解除统一身份");
        (await browser.GetAsync("/account")).Status.Should().Be(302);
        (await terminal.RunAsync("account", "identity", "remove", name)).Error.Should().Contain("没有关联统一身份");
    }

    [Fact]
    public async Task Without_the_provider_a_page_says_so_and_the_pass_phrase_works()
    {
        using var browser = Site.Browser(Town);
        var name = await Site.NewAsync(Town);
        await LinkAsync(browser, name, "away");
        await browser.PostAsync("/account", "/sign-out");
        var back = await AnswerAsync(browser, "away");
        provider.Away = true;
        (await browser.VisitAsync(back)).Location.Should().Be("/sign-in?provider=away");
        Town.Get<IOptionsMonitorCache<OpenIdConnectOptions>>().TryRemove(ProviderScheme.Name);
        (await browser.VisitAsync(Start)).Location.Should().Be("/sign-in?provider=away", "its metadata are not known");
        var page = await browser.GetAsync("/sign-in?provider=away");
        page.Status.Should().Be(503);
        page.Text.Should().Contain("暂时连不上粤政易").And.Contain("name=\"phrase\"");
        (await browser.SignInAsync(name, Site.Phrase)).Status.Should().Be(302);
        provider.Away = false;
        (await SignInAsync(browser, "away")).Location.Should().Be("/account");
    }

    [Fact]
    public async Task At_another_address_there_is_no_provider()
    {
        using var elsewhere = new Browser(Town);
        (await elsewhere.GetAsync("/sign-in")).Text.Should().NotContain("粤政易");
        (await elsewhere.GetAsync(Start)).Status.Should().Be(404);
        using var browser = Site.Browser(Town);
        (await browser.GetAsync("/sign-in")).Text.Should().Contain("用粤政易登录");
    }

    /// <inheritdoc/>
    public void Dispose() => provider.Reset();

    private async Task<string> LinkAsync(
        Browser browser, string account, string subject, string expected = "/account?done=identity-linked")
    {
        (await browser.SignInAsync(account, Site.Phrase)).Status.Should().Be(302);
        (await browser.PostAsync("/account", "/account/identity/begin", ("current", Site.Phrase))).Location
            .Should().Be("/account?done=identity-begun");
        (await browser.GetAsync("/account")).Text.Should().Contain("前往粤政易");
        var linked = await browser.VisitAsync(await AnswerAsync(browser, subject, "/account/identity/go"));
        linked.Location.Should().Be(expected);
        return linked.Location!;
    }

    private async Task<Sent> SignInAsync(Browser browser, string subject) =>
        await browser.VisitAsync(await AnswerAsync(browser, subject));

    // Where the provider sends the browser back.
    private async Task<string> AnswerAsync(Browser browser, string subject, string from = Start)
    {
        provider.Subject = subject;
        var question = (await browser.VisitAsync(from)).Location;
        question.Should().StartWith($"{provider.Issuer}/authorize?");
        using var there = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await there.GetAsync(new Uri(question!), Ct);
        return answer.Headers.Location!.PathAndQuery;
    }

    private static TestProvider Fresh(SharedTown shared)
    {
        shared.Provider.Reset();
        return shared.Provider;
    }
}
