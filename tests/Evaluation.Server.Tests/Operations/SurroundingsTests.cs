using System.Net;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Operations;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Evaluation.Server.Tests.Operations;

/// <summary>What a server is told about its surroundings, whom it believes, and how it counts.</summary>
public sealed class SurroundingsTests
{
    private static readonly DateTimeOffset Noon = new(2023, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Settings_are_read_and_what_is_wrong_is_said_without_the_value()
    {
        var settings = Read(
            ("PROXIES", "10.0.0.7, 10.1.0.0/16"), ("WATCHERS", "::1"), ("LEAST_FREE_MB", "10"), ("METRICS", "off"))
            .Value;
        settings.Proxies.Select(one => one.ToString()).Should().Equal("10.0.0.7/32", "10.1.0.0/16");
        settings.LeastFree.Should().Be(10 << 20);
        settings.Metrics.Should().BeFalse();
        Read().Value.Should().BeEquivalentTo(new ServerSettings());
        foreach (var (name, value) in new[]
        {
            ("PROXIES", "10.0.0.0/99"), ("WATCHERS", "town.example"), ("WATCH_TOKEN", "short-secret"),
            ("METRICS", "perhaps"), ("LEAST_FREE_MB", "-1"),
        })
        {
            Read((name, value)).Refusal!.ToString().Should().StartWith($"EVALUATION_{name} is ").And.NotContain(value);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.7", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.8", "203.0.113.9", "10.0.0.8")]
    [InlineData("203.0.113.1", "127.0.0.1", "203.0.113.1")]
    [InlineData("10.0.0.7", "127.0.0.1, 203.0.113.9", "203.0.113.9")]
    public async Task The_address_in_a_header_counts_only_from_a_proxy_that_is_trusted(
        string from, string header, string counted)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new ServerSettings { Proxies = [System.Net.IPNetwork.Parse("10.0.0.7/32")] });
        Visitors.AddTo(services);
        await using var provider = services.BuildServiceProvider();
        var http = From(from);
        http.Request.Headers["X-Forwarded-For"] = header;

        await new ForwardedHeadersMiddleware(
            _ => Task.CompletedTask, NullLoggerFactory.Instance,
            provider.GetRequiredService<IOptions<ForwardedHeadersOptions>>()).Invoke(http);

        Visitors.Source(http).Should().Be(counted);
        Visitors.IsHere(http).Should().BeFalse("somebody handed it on");
    }

    [Theory]
    [InlineData("2001:db8:1:2::5", "2001:db8:1:2:9::9", true)]
    [InlineData("2001:db8:1:2::5", "2001:db8:1:3::5", false)]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9", true)]
    [InlineData("203.0.113.9", "203.0.113.8", false)]
    public void Who_has_a_network_for_himself_counts_once(string one, string other, bool same) =>
        (Visitors.Source(From(one)) == Visitors.Source(From(other))).Should().Be(same);

    [Fact]
    public void Attempts_on_one_account_are_counted_by_address()
    {
        using var limits = new SignInLimits(new RateLimits { SignInsOfAccount = 3 }.Accounts());
        limits.Count(From("203.0.113.1"), "chen").Should().BeNull();
        limits.Count(From("203.0.113.1"), "Chen ").Should().BeNull();
        limits.Count(From("203.0.113.1"), "CHEN").Should().BeNull();

        limits.Count(From("203.0.113.1"), "chen").Should().BeGreaterThan(TimeSpan.Zero);
        limits.Count(From("203.0.113.1"), "li").Should().BeNull();
        limits.Count(From("203.0.113.4"), "chen").Should().BeNull("nobody is kept out by a stranger");
        limits.Count(From("127.0.0.1"), "chen").Should().BeNull("a program on this computer");
    }

    [Fact]
    public void A_board_is_late_since_the_first_event_that_it_has_not_reached_was_seen()
    {
        var clock = new LagClock();
        Late(clock, 0, 5, 5).Should().Be(0);
        Late(clock, 10, 5, 7).Should().Be(0, "seen now");
        Late(clock, 20, 5, 9).Should().Be(10);
        Late(clock, 30, 7, 9).Should().Be(10, "the second one is due since 20");
        Late(clock, 40, 9, 9).Should().Be(0);
        for (var i = 0; i < 3000; i++)
        {
            Late(clock, 50 + i, 9, 10 + i).Should().Be(i);
        }

        Late(clock, 4000, 3009, 3009).Should().Be(0);
    }

    [Fact]
    public void A_line_after_a_fault_still_names_the_district()
    {
        var http = From("203.0.113.9");
        http.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature
        {
            Error = new InvalidOperationException("x"),
            RouteValues = new() { ["district"] = "shi-yan" },
        });

        new RequestScope(http).Should().Contain(new KeyValuePair<string, object?>("district", "shi-yan"));
    }

    private static double Late(LagClock clock, int seconds, long position, long last) =>
        clock.Late(Noon.AddSeconds(seconds), position, last).TotalSeconds;

    private static DefaultHttpContext From(string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return http;
    }

    private static Result<ServerSettings> Read(params (string Name, string Value)[] set) =>
        ServerSettings.Read(name => set.FirstOrDefault(one => name == $"EVALUATION_{one.Name}").Value);
}
