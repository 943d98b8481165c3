using Evaluation.Server.Accounts;
using FluentAssertions;
using Microsoft.AspNetCore.DataProtection;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>What a server is told about signing in, and what browsers keep for a while.</summary>
public sealed class SignInSettingsTests
{
    private const string Issuer = "EVALUATION_OIDC_ISSUER=https://id.example/realm",
        Site = "EVALUATION_ADDRESS=https://kaoping.example", Client = "EVALUATION_OIDC_CLIENT=kaoping",
        Whole = $"{Issuer};{Client};{Site}";

    [Theory]
    [InlineData("EVALUATION_ADDRESS=kaoping.example", "EVALUATION_ADDRESS is not understood")]
    [InlineData("EVALUATION_ADDRESS=http://kaoping.example", "EVALUATION_ADDRESS is not understood")]
    [InlineData("EVALUATION_ADDRESS=https://kaoping.example/x", "EVALUATION_ADDRESS is not understood")]
    [InlineData($"{Issuer};{Client}", "EVALUATION_ADDRESS is missing")]
    [InlineData($"{Issuer};{Site}", "EVALUATION_OIDC_CLIENT is missing")]
    [InlineData($"EVALUATION_OIDC_ISSUER=http://id.example;{Client};{Site}", "EVALUATION_OIDC_ISSUER is not")]
    [InlineData($"{Whole};EVALUATION_OIDC_ACCOUNT_CLAIM=email", "EVALUATION_OIDC_ACCOUNT_CLAIM is not")]
    [InlineData($"{Whole};EVALUATION_OIDC_LABEL=一二三四五六七八九十一二三四五六七八九十一", "too long")]
    [InlineData($"{Whole};EVALUATION_OIDC_SECRET_FILE=/no/such/file", "not readable")]
    public void What_is_wrong_is_said_by_the_name_of_the_variable(string variables, string said) =>
        Read(variables).Refusal!.What.Should().Contain(said);

    [Fact]
    public void Without_variables_accounts_have_pass_phrases_alone() =>
        Read("").Value.Should().Be(new SignInSettings());

    [Fact]
    public async Task The_secret_comes_from_a_file_or_the_environment_and_is_written_nowhere()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, " hidden \n", TestContext.Current.CancellationToken);
        foreach (var variable in new[] { "EVALUATION_OIDC_SECRET=hidden", $"EVALUATION_OIDC_SECRET_FILE={file}" })
        {
            var settings = Read($"{Whole};{variable}").Value;
            settings.Provider!.Secret.Should().Be("hidden");
            settings.ToString().Should().NotContain("hidden").And.Contain("id.example");
            settings.Provider.Label.Should().Be("统一身份认证");
        }

        File.Delete(file);
    }

    [Fact]
    public void What_a_browser_keeps_holds_five_minutes_in_its_session_for_its_purpose()
    {
        var clock = new Clock();
        var cookies = new BriefCookies(new EphemeralDataProtectionProvider(), clock);
        var text = cookies.Seal(BriefCookies.Passkey, "s", "asked");
        cookies.Open(BriefCookies.Passkey, "s", text)!.State.Should().Be("asked");
        cookies.Open(BriefCookies.Passkey, "t", text).Should().BeNull();
        cookies.Open(BriefCookies.Identity, "s", text).Should().BeNull();
        cookies.Open(BriefCookies.Passkey, "s", "x" + text).Should().BeNull();
        clock.Now += BriefCookies.Lasts;
        cookies.Open(BriefCookies.Passkey, "s", text).Should().BeNull();
    }

    private static Rulebooks.Words.Result<SignInSettings> Read(string variables)
    {
        var all = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return SignInSettings.Read(name => all.GetValueOrDefault(name));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
