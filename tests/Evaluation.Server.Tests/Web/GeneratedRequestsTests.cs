using System.Collections.Concurrent;
using System.Diagnostics;
using Evaluation.Rulebooks.Tests;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Server.Accounts;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// Whatever is sent to whatever address, the server answers soon, shortly, and without a fault. EVALUATION_REQUESTS
/// sets how many requests are drawn, EVALUATION_SEED where the draws begin.
/// </summary>
/// <param name="output">Where the figures are printed.</param>
[Collection(nameof(SharedTown))]
public sealed class GeneratedRequestsTests(SharedTown shared, ITestOutputHelper output)
{
    private const int FewRequests = 1_000;
    private const int FirstSeed = 20_261_129;
    private const int AtOnce = 4;
    private const int MostBytes = 5_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly string[] Internals =
        ["   at ", "Exception", "System.", "Npgsql", "Marten", "Wolverine", "Evaluation.Server", "mt_events"];

    [Fact]
    public async Task No_request_makes_the_server_fail()
    {
        var (count, first) = (Sample.Setting("EVALUATION_REQUESTS", FewRequests),
            Sample.Setting("EVALUATION_SEED", FirstSeed));
        output.WriteLine($"{count} requests from seed {first}");
        var endpoints = shared.Town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .OrderBy(one => one.RoutePattern.RawText, StringComparer.Ordinal)
            .ThenBy(one => one.DisplayName, StringComparer.Ordinal).ToList();
        using var client = shared.Town.Client();
        client.Timeout = Longest;
        var tokens = await TokensAsync(client);
        var (statuses, faults) = (new ConcurrentDictionary<int, int>(), new ConcurrentBag<string>());
        var (slowest, largest) = (TimeSpan.Zero, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (seed, ct) =>
            {
                using var request = new RequestMaker(new Chance(seed), shared.Town.Address, tokens)
                    .Next(endpoints);
                var began = Stopwatch.GetTimestamp();
                try
                {
                    using var answer = await client.SendAsync(request, ct);
                    var text = await answer.Content.ReadAsStringAsync(ct);
                    statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, known) => known + 1);
                    if ((int)answer.StatusCode >= 500 || text.Length > MostBytes || Internals.Any(text.Contains))
                    {
                        var body = request.Content is { } sent ? await sent.ReadAsStringAsync(ct) : "";
                        faults.Add($"seed {seed}: {request.Method} {request.RequestUri}: {(int)answer.StatusCode} "
                            + text[..Math.Min(text.Length, 400)] + " for " + body[..Math.Min(body.Length, 400)]);
                    }

                    lock (statuses)
                    {
                        var took = Stopwatch.GetElapsedTime(began);
                        (slowest, largest) = (took > slowest ? took : slowest, Math.Max(largest, text.Length));
                    }
                }
                catch (Exception e) when (e is TaskCanceledException or HttpRequestException)
                {
                    faults.Add($"seed {seed}: {request.Method} {request.RequestUri}: {e.Message}");
                }
            });
        output.WriteLine(
            $"slowest {slowest.TotalSeconds:0.00} s, largest {largest} characters; "
                + string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}")));
        faults.Order().Take(20).Should().BeEmpty("{0}", string.Join('\n', shared.Logged.TakeLast(20)));
        statuses.Keys.Should().Contain([200, 302, 400, 403, 404, 422], "the draws reach everything");
    }

    // The tokens belong to an account each and to the one cookie of the client.
    private static async Task<Dictionary<string, KeyValuePair<string, string>>> TokensAsync(HttpClient client)
    {
        var tokens = new Dictionary<string, KeyValuePair<string, string>>();
        foreach (var (account, _, _) in Town.People)
        {
            client.DefaultRequestHeaders.Add(DevelopmentSignIn.Header, $"{account}@{Town.District}");
            tokens[account] = await BodyTests.TokenAsync(client, $"/{Town.District}/board");
            client.DefaultRequestHeaders.Remove(DevelopmentSignIn.Header);
        }

        return tokens;
    }
}
