using System.Diagnostics;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Benchmarks.Live;

/// <summary>A district with a long history and with new claims that are not worked through yet.</summary>
internal sealed class LongHistory(BenchDatabase database, WebApplication app, LoadSettings settings, long events)
    : IAsyncDisposable
{
    /// <summary>How many events make a page.</summary>
    public const int PageSize = 1000;

    private const int Reporting = 30;
    private const int Days = 5;

    private long worked;

    public long Events => events;

    public LoadSettings Settings => settings;

    public static async Task<LongHistory> OpenAsync(Bench bench, LoadSettings settings)
    {
        var database = await BenchDatabase.CreateAsync(bench.Server);
        var app = Application.Build(database.Connection, StoreRole.CommandOnly, null);
        var events = await LiveDistrict.FillAsync(app.Services, settings, News(settings));
        bench.Say($"{events} events of {settings.Units} units");
        return new LongHistory(database, app, settings, events);
    }

    /// <summary>Works through some claims; the seconds.</summary>
    public async Task<double> WorkAsync(int claims)
    {
        var store = app.Services.GetRequiredService<IDocumentStore>();
        var maker = app.Services.GetRequiredService<BoardUpdateMaker>();
        var log = app.Services.GetRequiredService<EventReader>();
        var read = await log.ReadAsync(LiveDistrict.Name, events + worked + claims * 2, events + worked)
            .Select(e => new PageEvent(e.Position, e.Stream, e.Fact)).ToListAsync();
        worked += read.Count;
        GC.Collect();
        var watch = Stopwatch.StartNew();
        foreach (var page in read.Chunk(PageSize))
        {
            var made = await maker.MakeAsync(LiveDistrict.Name, page, CancellationToken.None);
            await using var session = store.LightweightSession(LiveDistrict.Name);
            BoardWriter.Queue(session, LiveDistrict.Name, made);
            await session.SaveChangesAsync();
        }

        return watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        if (Events < 200_000)
        {
            await LiveDistrict.VerifyAsync(app.Services);
        }

        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    // New claims in pairs, so that each page holds reports and decisions, as a day has them.
    private static List<LoadEvent> News(LoadSettings settings)
    {
        var (district, desk) = (new LoadDistrict(settings), new LoadDesk());
        var day = settings.To.AddDays(1);
        var at = new DateTimeOffset(day.AddDays(Days).ToDateTime(new TimeOnly(9, 0)), LoadDistrict.Offset);
        var opening = LoadSteps.Opening(district, [RulesPart.Resource("rulebook.yaml")]);
        foreach (var step in opening.Append(LoadSteps.Firm(at, LiveDistrict.Firm)))
        {
            desk.Take(step);
        }

        return
        [
            .. Enumerable.Range(0, FlatPart.Claims * (FlatPart.Rounds + 1)).SelectMany(i =>
            {
                var unit = district.Units[i % Reporting].Name;
                var values = new Dictionary<string, Value>
                {
                    ["enterprise"] = Value.Of(LiveDistrict.Firm),
                    ["leader"] = Value.Of(i % 3 == 0 ? "top" : "staff"),
                };
                return LoadSteps.Claim(new LoadClaim(
                    $"N-{i}", unit, BuiltInKinds.Visit, day.AddDays(i % Days), at, at, Share.Whole(unit), values, null,
                    null));
            }).SelectMany(desk.Take),
        ];
    }
}
