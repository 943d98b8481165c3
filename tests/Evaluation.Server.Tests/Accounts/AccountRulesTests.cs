using Evaluation.Server.Accounts;
using FluentAssertions;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>What is decided about accounts without asking anybody.</summary>
public sealed class AccountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    // RFC 6238, appendix B, the last six of its eight digits; the secret is "12345678901234567890".
    private const string RfcKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData("/people", "/people")]
    [InlineData("/dinghu/board?week=2023-W05&x=1", "/dinghu/board?week=2023-W05&x=1")]
    [InlineData("/永安镇/board", "/%E6%B0%B8%E5%AE%89%E9%95%87/board")]
    [InlineData("/a#b", "/a")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("people", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\n/evil.example", "/")]
    [InlineData("/\u0000", "/")]
    [InlineData("/./\\evil.example", "/")]
    [InlineData("/.//evil.example", "/")]
    [InlineData("/a/..//evil.example", "/")]
    [InlineData("/@evil.example", "/@evil.example")]
    [InlineData(" /people", "/")]
    public void One_goes_on_to_this_site_only(string? address, string to) =>
        AccountRules.GoOn(address).Should().Be(to);

    [Theory]
    [InlineData("yongan.huang", "yongan.huang")]
    [InlineData(" Yongan.Huang ", "yongan.huang")]
    [InlineData("ｙongan", "yongan")]
    [InlineData("黄书桓", "黄书桓")]
    [InlineData("a\u0000b", null)]
    [InlineData("a b", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("a/b", null)]
    public void A_name_is_found_as_people_type_it(string? typed, string? id) =>
        AccountRules.IdOf(typed).Should().Be(id);

    [Theory]
    [InlineData("wang.fang", "王芳", null)]
    [InlineData("王芳", "王芳", null)]
    [InlineData("Wang.fang", "王芳", "name-wrong")]
    [InlineData("wang fang", "王芳", "name-wrong")]
    [InlineData("", "王芳", "name-wrong")]
    [InlineData("wang", " ", "person-wrong")]
    [InlineData("wang", "王\u0000芳", "person-wrong")]
    public void A_new_account_has_a_plain_name(string name, string person, string? code) =>
        AccountRules.Check(name, person)?.Code.Should().Be(code);

    [Theory]
    [InlineData("correct horse battery", true)]
    [InlineData("河涌边有三只白鹭", true)]
    [InlineData("河涌白鹭", false)]
    [InlineData("河涌 白鹭 88", false)]
    [InlineData("short1!", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("123456789012", false)]
    [InlineData("Qwertyuiopas", false)]
    [InlineData("wang.fang 2026 sky", false)]
    [InlineData("今天王芳去开会了吗", false)]
    [InlineData("correct\u0000horse battery", false)]
    public void A_phrase_is_long_and_not_what_is_guessed_first(string phrase, bool taken)
    {
        var refusal = PassPhrases.Check(phrase, "wang.fang", "王芳");
        (refusal is null).Should().Be(taken, "{0}: {1}", phrase, refusal);
    }

    [Fact]
    public void A_phrase_that_is_longer_than_anybody_types_is_not_looked_at()
    {
        PassPhrases.Check(string.Concat(Enumerable.Repeat("abcdef", 40)), "a", "b")!.Code.Should().Be("phrase-weak");
        var hash = PassPhrases.Hash("河涌边有三只白鹭");
        PassPhrases.Matches(hash, "河涌边有三只白鹭").Should().BeTrue();
        PassPhrases.Matches(hash, "河涌边有三只白路").Should().BeFalse();
        PassPhrases.Matches(hash, new string('x', 100_000)).Should().BeFalse();
        PassPhrases.Matches(null, "河涌边有三只白鹭").Should().BeFalse();
    }

    [Fact]
    public void Five_misses_bring_a_pause_and_each_pause_is_longer()
    {
        var (misses, pauses) = (Misses.None, new List<double>());
        for (var i = 1; i <= 50; i++)
        {
            misses = misses.Counted(Now);
            misses.Bars(Now).Should().Be(i % Misses.Most == 0, "of miss {0}", i);
            if (misses.Until is { } until)
            {
                pauses.Add((until - Now).TotalHours);
                misses.Bars(until).Should().BeFalse();
            }
        }

        pauses.Should().Equal(0.25, 0.5, 1, 2, 4, 8, 16, 24, 24, 24);
    }

    [Fact]
    public void Ten_thousand_guesses_take_years()
    {
        var (misses, at) = (Misses.None, Now);
        for (var i = 0; i < 10_000; i++)
        {
            misses = misses.Counted(at);
            at = misses.Until ?? at;
        }

        (at - Now).TotalDays.Should().BeGreaterThan(5 * 365);
    }

    // However many addresses somebody has, and however long he waits in between.
    [Theory]
    [InlineData(0, 150)]
    [InlineData(8, 150)]
    public void Ten_thousand_guesses_from_everywhere_take_months(int daysBetween, int atLeast)
    {
        var (misses, at) = (Misses.None, Now);
        for (var i = 1; i <= 10_000; i++)
        {
            misses = misses.CountedOfAll(at);
            at = misses.Until ?? at;
            at = daysBetween > 0 && i % (8 * Misses.MostOfAll) == 0 ? at.AddDays(daysBetween) : at;
        }

        (at - Now).TotalDays.Should().BeGreaterThan(atLeast);
    }

    [Fact]
    public void A_right_attempt_takes_back_that_it_was_counted_and_its_pause()
    {
        var misses = Enumerable.Range(0, Misses.MostOfAll)
            .Aggregate(Misses.None, (known, _) => known.CountedOfAll(Now));
        misses.Bars(Now).Should().BeTrue();
        misses.Uncounted().Bars(Now).Should().BeFalse();
        misses.Uncounted().Count.Should().Be(Misses.MostOfAll - 1);
        Misses.None.Uncounted().Should().Be(Misses.None);
    }

    [Fact]
    public void Few_places_are_kept_and_one_network_is_one_place()
    {
        var account = Enumerable.Range(0, 300).Aggregate(
            new Account("chen", "陈", false, Now),
            (known, i) => known.Missed(
                Whence.Of(new Doer("", $"198.51.{i / 250}.{i % 250}"), known), Now.AddSeconds(i)));

        account.From.Should().HaveCount(100);
        account.Misses.Count.Should().Be(300);
        Whence.Of(new Doer("", "2001:db8:1:2::5"), account).Should()
            .Be(Whence.Of(new Doer("", "2001:db8:1:2:9::9"), account));
        Whence.Of(new Doer("", "2001:db8:1:3::5"), account).Should()
            .NotBe(Whence.Of(new Doer("", "2001:db8:1:2::5"), account));
    }

    [Theory]
    [InlineData(59, "287082", 1)]
    [InlineData(1111111109, "081804", 37037036)]
    [InlineData(1111111111, "050471", 37037037)]
    [InlineData(1234567890, "005924", 41152263)]
    [InlineData(2000000000, "279037", 66666666)]
    [InlineData(20000000000, "353130", 666666666)]
    public void Codes_are_those_of_the_standard(long seconds, string code, long step)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var codes = new CodeGenerator(RfcKey, true, 0, []);
        Telephone.CodeAt(RfcKey, now).Should().Be(code);
        OneTimeCodes.StepOf(codes, code, now).Should().Be(step);
        OneTimeCodes.StepOf(codes, $" {code[..3]} {code[3..]}", now.AddSeconds(30)).Should().Be(step);
        OneTimeCodes.StepOf(codes, code, now.AddSeconds(90)).Should().BeNull("it is too old");
        OneTimeCodes.StepOf(codes with { LastStep = step }, code, now).Should().BeNull("it was taken");
        OneTimeCodes.StepOf(codes with { LastStep = step + 1 }, code, now).Should().BeNull("a later one was taken");
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("28708２")]
    [InlineData("28708x")]
    [InlineData("-87082")]
    public void What_is_no_code_is_none(string typed)
    {
        var step = OneTimeCodes.StepOf(
            new CodeGenerator(RfcKey, true, 0, []), typed, DateTimeOffset.FromUnixTimeSeconds(59));
        step.Should().Be(typed.EndsWith('２') ? 1 : null, "digits of full width are digits");
    }

    [Fact]
    public void The_picture_holds_the_secret_for_a_telephone()
    {
        OneTimeCodes.Address(RfcKey, "黄书桓").Should().StartWith("otpauth://totp/").And.Contain($"secret={RfcKey}")
            .And.NotContain("黄");
        OneTimeCodes.Picture(RfcKey, "黄书桓").Should().StartWith("<svg").And.EndWith("</svg>")
            .And.NotContain("script").And.NotContain("href");
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(3, 2.5, true)]
    [InlineData(3, 1, false)]
    [InlineData(11.9, 11.8, true)]
    [InlineData(12, 11.9, false)]
    public void A_session_ends_with_the_day_and_when_nobody_is_there(double now, double seen, bool holds) =>
        new AccountSession("a", "b", Now, "", "", Now.AddHours(seen)).Holds(Now.AddHours(now)).Should().Be(holds);

    [Fact]
    public void Secrets_are_told_apart_from_other_texts_and_recovery_codes_from_how_they_are_typed()
    {
        var secret = Secrets.New();
        Secrets.HashOf(secret).Should().HaveLength(64).And.NotBe(Secrets.HashOf(Secrets.New()));
        foreach (var text in new[] { "", secret[1..], secret + "a", new string('\0', 32), new string('永', 32) })
        {
            Secrets.HashOf(text).Should().BeNull();
        }

        var code = Secrets.NewCodes().Should().HaveCount(10).And.OnlyHaveUniqueItems().And.Subject.First();
        Secrets.HashOfCode(code).Should().NotBeNull().And.Be(Secrets.HashOfCode($" {code.ToLowerInvariant()} "))
            .And.Be(Secrets.HashOfCode(code.Replace("-", "", StringComparison.Ordinal)));
        Secrets.HashOfCode("0O1IL-00000").Should().BeNull();
    }
}
