using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Imports;

/// <summary>
/// What the decisions on a whole file see: states loaded many at a time, with the events of the rows before.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
internal sealed class ImportStates(Databases databases, EventReader events, string district) : IStates
{
    private const int Batch = 1000;

    private const string Existing = $"""
        select id from {MartenTables.Streams} where tenant_id = $1 and id = any($2)
        """;

    private readonly Dictionary<string, (long Version, object? State)> seen = new(StringComparer.Ordinal);

    /// <summary>
    /// The versions in the store of all streams that were looked at; zero for those that do not exist.
    /// </summary>
    public Dictionary<string, long> Stored { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task SeeAsync(IEnumerable<string> streams, CancellationToken ct)
    {
        var unseen = streams.Where(stream => !seen.ContainsKey(stream)).Distinct(StringComparer.Ordinal).ToArray();
        if (unseen.Length == 0)
        {
            return;
        }

        foreach (var some in (await ExistingAsync(unseen, ct)).Chunk(Batch))
        {
            foreach (var e in await events.OfStreamsAsync(district, some, long.MaxValue, ct))
            {
                seen[e.Stream] = (e.Version, Evolve(e.Stream, seen.GetValueOrDefault(e.Stream).State, e.Fact));
            }
        }

        foreach (var stream in unseen)
        {
            Stored[stream] = (seen[stream] = seen.GetValueOrDefault(stream)).Version;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> HasAsync(string stream, CancellationToken ct)
    {
        await SeeAsync([stream], ct);
        return seen[stream].Version > 0;
    }

    /// <inheritdoc/>
    public async Task<TState?> StateAsync<TState>(string stream, CancellationToken ct) where TState : class =>
        await HasAsync(stream, ct) ? (TState?)seen[stream].State : null;

    /// <summary>Adds an event to what the next decisions see.</summary>
    /// <returns>Its version in the stream.</returns>
    public long Add(string stream, object fact)
    {
        var (version, state) = seen[stream];
        seen[stream] = (version + 1, Evolve(stream, state, fact));
        return version + 1;
    }

    /// <summary>Releases a state that no later decision needs.</summary>
    public void Forget(string stream) => seen[stream] = (seen[stream].Version, null);

    private async Task<List<string>> ExistingAsync(string[] streams, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(Existing);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = streams });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private static object Evolve(string stream, object? state, object fact) =>
        stream[..(stream.IndexOf('/', StringComparison.Ordinal) is >= 0 and var end ? end : stream.Length)] switch
        {
            "claim" => Claim.Evolve((Claim?)state, fact),
            "project" => Project.Evolve((Project?)state, fact),
            "enterprise" => Firm.Evolve((Firm?)state, fact),
            RosterFold.Stream => RosterFold.Evolve((Roster?)state, fact),
            Editions.Stream => Editions.Evolve((Editions?)state, fact),
            ClosedWeeks.Stream => ClosedWeeks.Evolve((ClosedWeeks?)state, fact),
            "firm-name" => NameTaken.Evolve((NameTaken?)state, fact),
            DistrictFounded.Stream => fact,
            _ => throw new InvalidOperationException($"No decision on a claim looks at '{stream}'."),
        };
}
