using System.Globalization;
using System.Threading.RateLimiting;
using Evaluation.Server.Kit.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace Evaluation.Server.Kit.Web;

/// <summary>
/// How much strangers may ask. People who are signed in and programs on this computer are not counted. The numbers
/// leave room for an office behind one address whose people all read a new bulletin at once.
/// </summary>
public sealed record RateLimits
{
    /// <summary>The policy of the address to which people sign in.</summary>
    public const string SignIn = "sign-in";

    private const int LongestAccount = 100;

    /// <summary>Requests of one address at once.</summary>
    public int Burst { get; init; } = 600;

    /// <summary>Requests of one address in a second, for long.</summary>
    public int PerSecond { get; init; } = 20;

    /// <summary>Attempts of one address to sign in within the window.</summary>
    public int SignInsOfAddress { get; init; } = 300;

    /// <summary>Attempts of one address to sign in with one account within the window.</summary>
    public int SignInsOfAccount { get; init; } = 20;

    /// <summary>The window.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Adds the limits.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimits>((options, limits) => limits.Apply(options));
        services.AddSingleton(provider => new SignInLimits(provider.GetRequiredService<RateLimits>().Accounts()));
    }

    /// <summary>Answers that it was too much; the page or the problem details are written with the status.</summary>
    public static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        Announce(http, wait);
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Attempts by account.</summary>
    internal PartitionedRateLimiter<string> Accounts() => PartitionedRateLimiter.Create<string, string>(account =>
        InWindow(account.Trim().ToLowerInvariant() is { Length: > LongestAccount } name
            ? name[..LongestAccount]
            : account.Trim().ToLowerInvariant(), SignInsOfAccount));

    private void Apply(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            Announce(rejected.HttpContext, SignInLimits.WaitOf(rejected.Lease));
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            IsCounted(http) ? Strangers(Visitors.Source(http)) : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(SignIn, http =>
            IsCounted(http)
                ? InWindow(Visitors.Source(http), SignInsOfAddress)
                : RateLimitPartition.GetNoLimiter(""));
    }

    private static bool IsCounted(HttpContext http) => Actor.Of(http.User) is null && !Visitors.IsHere(http);

    private RateLimitPartition<string> Strangers(string source) => RateLimitPartition.GetTokenBucketLimiter(
        source, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });

    private RateLimitPartition<string> InWindow(string key, int most) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window, QueueLimit = 0 });

    private static void Announce(HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
