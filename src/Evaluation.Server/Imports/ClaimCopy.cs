using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Server.Kit.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Imports;

/// <summary>Writes the events of a plan by COPY, past Marten, inside the transaction of a connection.</summary>
/// <param name="plan">The plan; its streams are checked and locked.</param>
/// <param name="at">The time that the log records, UTC.</param>
/// <param name="names">How Marten names events and streams.</param>
internal sealed class ClaimCopy(NpgsqlConnection connection, ClaimPlan plan, DateTimeOffset at, MartenNames names)
{
    private const int ReportEvery = 1000;

    private const string NewStreams = $"""
        copy {MartenTables.Streams} (tenant_id, id, type, version, is_archived) from stdin (format binary)
        """;

    private const string LongerStreams = $"""
        update {MartenTables.Streams} s set version = n.version, timestamp = now()
        from unnest($2, $3) n (id, version) where s.tenant_id = $1 and s.id = n.id
        """;

    private const string NextPositions = $"""
        select array_agg(nextval('{MartenTables.EventSequence}')) from generate_series(1, $1)
        """;

    private const string NewEvents = $"""
        copy {MartenTables.Events} (
            seq_id, id, stream_id, version, data, type, timestamp, tenant_id, {MartenTables.DotNetType}, is_archived,
            correlation_id, causation_id, headers, user_name) from stdin (format binary)
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Writes all streams and events.</summary>
    /// <returns>The position of the last event.</returns>
    public async Task<long> WriteAsync(IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        var reached = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var planned in plan.Events)
        {
            reached[planned.Stream] = planned.Version;
        }

        var streams = reached.ToLookup(stream => plan.StreamVersions.GetValueOrDefault(stream.Key) > 0);
        await BeginAsync(streams[false], ct);
        await ContinueAsync([.. streams[true]], ct);
        var positions = await PositionsAsync(ct);
        await EventsAsync(positions, progress, ct);
        return positions[^1];
    }

    private async Task BeginAsync(IEnumerable<KeyValuePair<string, long>> streams, CancellationToken ct)
    {
        var type = names.StreamType<Claim>();
        await using var copy = await connection.BeginBinaryImportAsync(NewStreams, ct);
        copy.Timeout = Patience;
        foreach (var (stream, version) in streams)
        {
            copy.StartRow();
            copy.Write(plan.District, NpgsqlDbType.Varchar);
            copy.Write(stream, NpgsqlDbType.Varchar);
            copy.Write(type, NpgsqlDbType.Varchar);
            copy.Write(version, NpgsqlDbType.Bigint);
            copy.Write(false, NpgsqlDbType.Boolean);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task ContinueAsync(IReadOnlyList<KeyValuePair<string, long>> streams, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LongerStreams, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.District });
        var (ids, versions) = (streams.Select(stream => stream.Key), streams.Select(stream => stream.Value));
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. versions] });
        await command.ExecuteNonQueryAsync(ct);
    }

    // Taken after everything that can be refused: numbers that are given back leave a gap that projections wait for.
    private async Task<long[]> PositionsAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(NextPositions, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = plan.Events.Count });
        return (long[])(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task EventsAsync(long[] positions, IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        var types = plan.Events.Select(planned => planned.Type).Distinct().ToDictionary(type => type, names.OfEvent);
        await using var copy = await connection.BeginBinaryImportAsync(NewEvents, ct);
        copy.Timeout = Patience;
        for (var i = 0; i < positions.Length; i++)
        {
            if (i % ReportEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report((i, positions.Length));
            }

            Write(copy, plan.Events[i], positions[i], types[plan.Events[i].Type]);
        }

        await copy.CompleteAsync(ct);
        progress?.Report((positions.Length, positions.Length));
    }

    private void Write(
        NpgsqlBinaryImporter copy, PlannedEvent planned, long position, (string Name, string DotNetType) type)
    {
        copy.StartRow();
        copy.Write(position, NpgsqlDbType.Bigint);
        copy.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
        copy.Write(planned.Stream, NpgsqlDbType.Varchar);
        copy.Write(planned.Version, NpgsqlDbType.Bigint);
        copy.Write(planned.Body, NpgsqlDbType.Jsonb);
        copy.Write(type.Name, NpgsqlDbType.Varchar);
        copy.Write(at, NpgsqlDbType.TimestampTz);
        copy.Write(plan.District, NpgsqlDbType.Varchar);
        copy.Write(type.DotNetType, NpgsqlDbType.Varchar);
        copy.Write(false, NpgsqlDbType.Boolean);
        copy.Write(plan.By.Correlation, NpgsqlDbType.Varchar);
        copy.Write(ClaimPlan.CausationOf(plan.By, planned.Row), NpgsqlDbType.Varchar);
        var headers = new[] { (UnitOfWork.UnitHeader, planned.Unit), (UnitOfWork.PersonHeader, planned.Person) }
            .Where(header => header.Item2 is not null).ToDictionary(header => header.Item1, header => header.Item2);
        if (headers.Count > 0)
        {
            copy.Write(JsonSerializer.SerializeToUtf8Bytes(headers), NpgsqlDbType.Jsonb);
        }
        else
        {
            copy.WriteNull();
        }

        copy.Write(planned.Account, NpgsqlDbType.Varchar);
    }
}
