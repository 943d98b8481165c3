using Evaluation.Benchmarks.Live;
using Evaluation.Benchmarks.Load;
using Evaluation.Server;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Scale;

/// <summary>A database with its share of the districts, each with a year behind it.</summary>
internal sealed class Share : IAsyncDisposable
{
    private static readonly LoadSettings Settings = new(60, 52, 50);

    private readonly BenchDatabase database;
    private readonly WebApplication app;
    private readonly IReadOnlyList<string> districts;
    private long last;

    private Share(BenchDatabase database, WebApplication app, IReadOnlyList<string> districts) =>
        (this.database, this.app, this.districts) = (database, app, districts);

    /// <summary>How to reach it.</summary>
    public string Connection => database.Connection;

    /// <summary>Makes it.</summary>
    public static async Task<Share> MakeAsync(Bench bench, IReadOnlyList<string> districts)
    {
        var database = await BenchDatabase.CreateAsync(bench.Server);
        var made = new Share(database, Application.Build(database.Connection, StoreRole.CommandOnly, null), districts);
        foreach (var district in districts)
        {
            made.last = await LiveDistrict.FillAsync(made.app.Services, Settings, [], district);
        }

        return made;
    }

    /// <summary>Gives every district the same new claims, all at once.</summary>
    /// <param name="skip">How many claims were given before.</param>
    /// <param name="claims">How many claims each.</param>
    /// <returns>How many events these are.</returns>
    public async Task<long> GiveAsync(int skip, int claims)
    {
        var news = LongHistory.News(Settings).Skip(2 * skip).Take(2 * claims).ToList();
        var before = last;
        foreach (var district in districts)
        {
            last = await LoadLog.AppendAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), district, news);
        }

        return last - before;
    }

    /// <summary>Waits until all boards have worked through what was given.</summary>
    public async Task CaughtUpAsync()
    {
        for (var i = 0; await ReachedAsync() < last; i++)
        {
            await Task.Delay(20);
            if (i > 10_000)
            {
                throw new UnequalException($"The boards stand at {await ReachedAsync()}, the log at {last}.");
            }
        }
    }

    /// <summary>The position up to which all boards have worked.</summary>
    public async Task<long> ReachedAsync() => (await NumbersAsync($"select max(position) from {BoardTables.District}"))[0];

    /// <summary>Bytes of the log and of the boards for each event, indexes included.</summary>
    public async Task<(long Log, long Boards)> BytesAnEventAsync()
    {
        var events = StoreSetup.EventSchema;
        var sizes = await NumbersAsync(
            $"select pg_total_relation_size('{events}.mt_events') + pg_total_relation_size('{events}.mt_streams')",
            $"select {string.Join(" + ", BoardTables.All.Select(table => $"pg_total_relation_size('{table}')"))}");
        return (sizes[0] / last, sizes[1] / last);
    }

    /// <summary>Compares every board with its events.</summary>
    public async Task VerifyAsync()
    {
        foreach (var district in districts)
        {
            await LiveDistrict.VerifyAsync(app.Services, district);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<List<long>> NumbersAsync(params IEnumerable<string> questions)
    {
        var numbers = new List<long>();
        foreach (var sql in questions)
        {
            await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
            numbers.Add((long)(await command.ExecuteScalarAsync())!);
        }

        return numbers;
    }
}
