using System.Net.Http.Headers;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Serving;

/// <summary>
/// Reading a published bulletin, beside an address of the same server that answers with a constant. Goal: 0.7 of the
/// constant's rate (0.95 to 0.99 of it in the runs of ops/measured, single rounds down to 0.73).
/// </summary>
public static class ReadPart
{
    private const string District = "bench";
    private const int Connections = 32;
    private const double RoundSeconds = 2;
    private static readonly LoadSettings Settings = new(60, 52, 60);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        await using var database = await BenchDatabase.CreateAsync(bench.Server);
        await using var app = Application.Build(database.Connection, StoreRole.CommandOnly, Application.FreePort);
        var constants = new Dictionary<string, byte[]>();
        app.MapGet("/constant/{name}", (string name) => Results.Bytes(constants[name], "text/html; charset=utf-8"))
            .AllowAnonymous();
        await app.StartAsync();
        var address = Caller.AddressOf(app);
        var (week, page) = await PublishAsync(app);
        var path = $"/{District}/bulletins/{week.Id}";
        var figures = new List<Figure>();
        foreach (var (name, accepted) in new[] { ("plain", null), ("compressed", "br") })
        {
            var bytes = await VerifyAsync(address, path, accepted, page);
            constants[name] = new byte[bytes];
            var ours = Caller.Get(address, path, accepted);
            var constant = Caller.Get(address, $"/constant/{name}", accepted);
            Task<double> RateAsync(byte[] request) => Caller.RateAsync(
                address, Connections, () => request, answer => answer == (200, bytes), RoundSeconds);
            var rounds = await bench.AlternateAsync(
                $"page, {name}", () => RateAsync(ours), () => RateAsync(constant));
            figures.Add(new Figure(
                $"read: bulletin page, {name}", "answers/s", Goal.AtLeast(0.7), rounds,
                $"a constant of the same {bytes} bytes from the same server; {Connections} connections kept open"));
        }

        await app.StopAsync();
        return figures;
    }

    private static async Task<(Week Week, string Page)> PublishAsync(WebApplication app)
    {
        var events = LoadEvents.Of(new LoadDistrict(Settings), [.. RulesPart.Texts().Take(1)]);
        await LoadLog.WriteAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), District, events);
        await app.Services.GetRequiredService<Rebuild>().RunAsync(District, null, CancellationToken.None);
        var week = new Week(Settings.From.AddDays(7 * (Settings.Weeks - 1)));
        await using var session = app.Services.GetRequiredService<IDocumentStore>().LightweightSession(District);
        var report = await app.Services.GetRequiredService<GateReader>()
            .ExamineAsync(session, week, CancellationToken.None);
        var made = await BulletinBytes.OfAsync(report.Draft!.Bulletin);
        session.Insert(made);
        session.Insert(new BulletinHeading(week.Id, "", "", week.End));
        await session.SaveChangesAsync();
        return (week, made.Page);
    }

    // Before anything is timed: the answer is the sealed page. Its size on the wire is what the constant gets.
    private static async Task<int> VerifyAsync(Uri address, string path, string? accepted, string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        if (accepted is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(accepted));
        }

        using var plain = new HttpClient();
        using var answer = await plain.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var unpacking = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        });
        var read = await unpacking.GetStringAsync(new Uri(address, path));
        return read == page && answer.Content.Headers.ContentEncoding.SingleOrDefault() == accepted
            ? bytes.Length
            : throw new UnequalException($"{path} is not what was sealed.");
    }
}
