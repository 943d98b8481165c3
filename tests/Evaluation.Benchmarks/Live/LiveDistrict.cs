using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Benchmarks.Live;

/// <summary>A district with a history, as a server that has been running for long has it.</summary>
internal static class LiveDistrict
{
    public const string Name = "bench";
    public const string Firm = "鼎新";

    /// <summary>Writes the history and the events after it, and builds the board of the history.</summary>
    /// <returns>The last position of the history.</returns>
    public static async Task<long> FillAsync(
        IServiceProvider services, LoadSettings settings, IReadOnlyList<LoadEvent> after)
    {
        await services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var database = services.GetRequiredService<NpgsqlDataSource>();
        var history = LoadEvents.Of(new LoadDistrict(settings), [RulesPart.Resource("rulebook.yaml")]);
        history.AddRange(new LoadDesk().Take(LoadSteps.Firm(history[^1].At, Firm)));
        var reached = await LoadLog.WriteAsync(database, Name, [.. history, .. after]) - after.Count;
        await using var standing = database.CreateCommand(
            $"""
            update {BoardTables.District} set position = {reached} where tenant_id = '{Name}';
            insert into {MartenTables.Progression} (name, last_seq_id)
            values ('{BoardProjection.Name}:All', {reached}), ('HighWaterMark', {reached})
            on conflict (name) do update set last_seq_id = excluded.last_seq_id
            """);
        await standing.ExecuteNonQueryAsync();
        await services.GetRequiredService<Rebuild>().RunAsync(Name, null, CancellationToken.None);
        return reached;
    }

    /// <summary>Compares the board with a replay of all events.</summary>
    public static async Task VerifyAsync(IServiceProvider services)
    {
        var last = await services.GetRequiredService<EventReader>().LastPositionAsync(Name);
        var position = await services.GetRequiredService<BoardReader>().PositionAsync(Name, CancellationToken.None);
        var known = await services.GetRequiredService<Replay>().AtAsync(Name, last, CancellationToken.None);
        var rules = services.GetRequiredService<RuleSets>().Of(known.District.Editions);
        var differences = await services.GetRequiredService<Reconciliation>()
            .DifferencesAsync(Name, known, known.Score(rules), CancellationToken.None);
        if (position != last || differences.Count > 0)
        {
            throw new UnequalException(
                differences.Count > 0 ? differences[0] : $"The board is at {position}, the log at {last}.");
        }
    }
}
