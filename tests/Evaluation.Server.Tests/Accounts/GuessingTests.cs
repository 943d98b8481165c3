using System.Diagnostics;
using System.Globalization;
using Evaluation.Server.Accounts;
using Evaluation.Server.Tests.Web;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>Guessing is hopeless from wherever, and keeps nobody out who has been there before.</summary>
/// <param name="shared">The town of the collection.</param>
[Collection(nameof(SharedTown))]
public sealed class GuessingTests(SharedTown shared)
{
    private const string Phrase = "河涌边有三只白鹭", Other = "另一句很长的口令啊",
        Wrong = "falsch geraten wie immer";

    private static int made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Doer Test => new("test", "");

    private AccountBook Book => shared.Town.Get<AccountBook>();

    private AuditBook Audit => shared.Town.Get<AuditBook>();

    [Fact]
    public async Task A_device_that_has_signed_in_is_not_paused_by_what_strangers_guess()
    {
        var name = await NewAsync();
        using var own = new Browser(shared.Town);
        (await own.SignInAsync(name, Phrase)).Status.Should().Be(302);

        await GuessAsync(name, addresses: 60, each: 1);
        var account = (await Book.FindAsync(name, Ct))!;
        account.Misses.Count.Should().Be(Misses.MostOfAll, "the others were not looked at");
        account.Misses.Bars(Book.Now).Should().BeTrue();
        using (var stranger = new Browser(shared.Town))
        {
            (await stranger.SignInAsync(name, Phrase)).Status.Should().Be(401, "only known devices are looked at");
        }

        (await own.SignInAsync(name, Phrase)).Status.Should().Be(302);
        (await Book.FindAsync(name, Ct))!.Misses.Count.Should().Be(
            Misses.MostOfAll, "whoever guesses does not begin anew with it");
    }

    [Fact]
    public async Task A_known_device_has_a_pause_of_its_own_and_none_with_another_pass_phrase()
    {
        var name = await NewAsync();
        using var own = new Browser(shared.Town);
        await own.SignInAsync(name, Phrase);
        for (var i = 0; i < Misses.Most; i++)
        {
            (await own.SignInAsync(name, Wrong)).Status.Should().Be(401);
        }

        (await own.SignInAsync(name, Phrase)).Status.Should().Be(401, "somebody sits at it");
        (await Book.FindAsync(name, Ct))!.Misses.Count.Should().Be(0, "that is nobody else's");
        using (var other = new Browser(shared.Town))
        {
            (await other.SignInAsync(name, Phrase)).Status.Should().Be(302);
        }

        var link = (await shared.Town.Get<AccountDesk>().LinkAsync(name, Test, Ct)).Value.Secret;
        await shared.Town.Get<OwnAccount>().EnterAsync(link, "", "", (Other, Other), Test, "", null, Ct);
        await GuessAsync(name, addresses: 50, each: 1);
        (await own.SignInAsync(name, Other)).Status.Should().Be(401, "it knows another pass-phrase");
    }

    [Fact]
    public async Task Guesses_from_one_address_keep_nobody_out_who_is_at_another()
    {
        var name = await NewAsync();
        await GuessAsync(name, addresses: 1, each: 9);
        (await Book.FindAsync(name, Ct))!.Misses.Count.Should().Be(Misses.Most);

        using var elsewhere = new Browser(shared.Town);
        (await elsewhere.SignInAsync(name, Phrase)).Status.Should().Be(302);
    }

    [Fact]
    public async Task Whoever_guesses_at_an_open_browser_is_paused_there_and_not_at_signing_in()
    {
        var (name, own) = (await NewAsync(), shared.Town.Get<OwnAccount>());
        var at = new Doer(name, "198.51.100.7");
        for (var i = 0; i < Misses.Most; i++)
        {
            (await own.ShowPhraseAsync(Wrong, at, Ct)).Refusal!.Code.Should().Be("phrase-wrong");
        }

        (await own.ShowPhraseAsync(Phrase, at, Ct)).Refusal!.Code.Should().Be("phrase-wrong");
        (await LinesAsync(name)).Should().Contain(line => line.Note.Contains("现在的口令不对"));
        using var browser = new Browser(shared.Town);
        (await browser.SignInAsync(name, Phrase)).Status.Should().Be(302);
    }

    // What is tried, and what the audit says of it: each the first time, and then how often.
    [Theory]
    [InlineData("nobody", "没有这个登录名")]
    [InlineData("locked", "账号已锁定")]
    [InlineData("new", "账号尚未启用")]
    [InlineData("paused", "连续出错，暂停期间")]
    public async Task Every_guess_is_in_the_audit_and_many_are_counted(string what, string note)
    {
        var name = $"stranger.{Interlocked.Increment(ref made)}";
        if (what != "nobody")
        {
            name = what == "new"
                ? (await shared.Town.Get<AccountDesk>().AddAsync(name, "试用人", false, Test, Ct)).Value.Account
                : await NewAsync();
        }

        var address = $"192.0.2.{made}";
        if (what == "locked")
        {
            await shared.Town.Get<AccountDesk>().LockAsync(name, "调离", Test, Ct);
        }
        else if (what == "paused")
        {
            await TryAsync(name, address, Misses.Most);
        }

        await TryAsync(name, address, 7);
        await Audit.CountTriesAsync(Ct);

        var refused = AuditAsk.All with { What = Audited.SignInRefused };
        var lines = (await Audit.PageAsync(refused, AuditPlace.Newest, 200, Ct)).Lines
            .Where(line => line.Address == address && line.Note.StartsWith(note, StringComparison.Ordinal));
        lines.Select(line => (line.Note, line.About)).Should().Equal(
            ($"{note}：十分钟内又有6次", what == "nobody" ? "" : name), (note, what == "nobody" ? "" : name));
    }

    // `ops/test -explicit only` runs it: each guess is compared as long as a right one is, which takes minutes.
    [Fact(Explicit = true)]
    public async Task Ten_thousand_guesses_find_nothing_and_keep_nobody_out()
    {
        var name = await NewAsync();
        using var own = new Browser(shared.Town);
        await own.SignInAsync(name, Phrase);
        var (before, clock) = (await RecordsAsync(), Stopwatch.StartNew());

        await GuessAsync(name, addresses: 2000, each: 5);
        await Audit.CountTriesAsync(Ct);

        var lines = await RecordsAsync() - before;
        var account = (await Book.FindAsync(name, Ct))!;
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"10000 guesses from 2000 addresses in {clock.Elapsed.TotalSeconds:0} s: {account.Misses.Count} looked at, "
                + $"{account.From.Count} places kept, {lines} lines in the audit."));
        account.Misses.Count.Should().Be(Misses.MostOfAll);
        lines.Should().BeLessThan(1100);
        (await own.SignInAsync(name, Phrase)).Status.Should().Be(302);
    }

    private async Task<long> RecordsAsync()
    {
        await using var count = shared.Town.Get<NpgsqlDataSource>().CreateCommand(
            "select count(*) from accounts.mt_doc_auditrecord");
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }

    private async Task GuessAsync(string name, int addresses, int each) => await Parallel.ForEachAsync(
        Enumerable.Range(0, addresses), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct },
        async (i, _) => await TryAsync(name, $"10.{i / 60000}.{i / 250 % 240}.{i % 250}", each));

    private async Task TryAsync(string name, string address, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await shared.Town.Get<SignIns>().SignInAsync(
                new Credentials(name, $"{Wrong} {i}", ""), new Doer("", address), "", null, Ct))
                .Refusal!.Code.Should().Be("sign-in-wrong");
        }
    }

    private async Task<IReadOnlyList<AuditLine>> LinesAsync(string name) =>
        (await Audit.PageAsync(AuditAsk.All with { People = [name] }, AuditPlace.Newest, 200, Ct)).Lines;

    private async Task<string> NewAsync()
    {
        var name = $"guessed.{Interlocked.Increment(ref made)}";
        var secret = (await shared.Town.Get<AccountDesk>().AddAsync(name, "试用人", false, Test, Ct)).Value.Secret;
        await shared.Town.Get<OwnAccount>().EnterAsync(secret, "", "", (Phrase, Phrase), Test, "", null, Ct);
        return name;
    }
}
