using System.Data;
using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Outcome = Evaluation.Server.Kit.Store.Outcome;

namespace Evaluation.Server.Imports;

/// <summary>Stores what a file of claims comes to in one transaction, by COPY into the tables of the store.</summary>
/// <remarks>
/// Marten's own bulk insert neither appends to streams that exist nor checks versions, and it moves the mark up to which
/// projections read past events of others that are not committed yet.
/// </remarks>
/// <param name="database">The database of the store.</param>
/// <param name="store">Knows how Marten names events and streams.</param>
public sealed class ClaimStore(NpgsqlDataSource database, IDocumentStore store)
{
    private const int Told = 1000;
    private const string Schema = StoreSetup.EventSchema;

    // As Marten tells its projections that something was appended.
    private const string Notify = "select pg_notify('mt_events_appended', '')";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Stores the events of a plan, all or none.</summary>
    /// <param name="plan">A plan without faults.</param>
    /// <param name="at">The moment at which they are taken over: the time of their record.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="ct">Gives up; nothing is stored then.</param>
    /// <returns>The outcome with the last position, or the refusal when something changed since the plan was made.</returns>
    public async Task<Outcome> StoreAsync(
        ClaimPlan plan, DateTimeOffset at, IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        if (plan.FaultCount > 0)
        {
            throw new ArgumentException("A plan with faults is not stored.", nameof(plan));
        }

        try
        {
            return plan.Events.Count == 0
                ? new Outcome("", 0, 0, null)
                : await CopyAsync(plan, at, progress, ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation || TransientFailures.IsLost(taken))
        {
            return Outcome.Busy("file");
        }
        catch (PostgresException unwritable) when (TransientFailures.IsUnwritableText(unwritable))
        {
            return Outcome.Refused(new Refusal("text-wrong", "文件含有无法保存的控制字符。", "file", "请删去不可见的字符后重新提交。"));
        }
    }

    private async Task<Outcome> CopyAsync(
        ClaimPlan plan, DateTimeOffset at, IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ChangedAsync(connection, plan, ct) is { } stream)
        {
            return Outcome.Refused(Refusal.Stale(
                $"校验之后，“{stream}”有了新的内容。", stream, "请重新运行，按现在的内容再校验一遍。"), stream);
        }

        var reached = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var planned in plan.Events)
        {
            reached[planned.Stream] = planned.Version;
        }

        await BeginAsync(connection, plan, reached, ct);
        await AppendAsync(connection, plan, reached, ct);
        var positions = await PositionsAsync(connection, plan.Events.Count, ct);
        await EventsAsync(connection, plan, positions, at.ToUniversalTime(), progress, ct);
        await using var notify = new NpgsqlCommand(Notify, connection);
        await notify.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return new Outcome("", 0, positions[^1], null);
    }

    // Whatever the decisions saw is held until the end; the first stream that is no longer the same.
    private static async Task<string?> ChangedAsync(NpgsqlConnection connection, ClaimPlan plan, CancellationToken ct)
    {
        var left = plan.Seen.ToDictionary(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(
            $"select id, version from {Schema}.mt_streams where tenant_id = $1 and id = any($2) order by id for update", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.District });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. left.Keys] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (left.Remove(reader.GetString(0), out var version) && version != reader.GetInt64(1))
            {
                return reader.GetString(0);
            }
        }

        return left.FirstOrDefault(stream => stream.Value > 0).Key;
    }

    private async Task BeginAsync(
        NpgsqlConnection connection, ClaimPlan plan, Dictionary<string, long> reached, CancellationToken ct)
    {
        var type = ((DocumentStore)store).Events.AggregateAliasFor(typeof(Folded<Claim>));
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {Schema}.mt_streams (tenant_id, id, type, version, is_archived) from stdin (format binary)", ct);
        copy.Timeout = Patience;
        foreach (var (stream, version) in reached.Where(one => plan.Seen.GetValueOrDefault(one.Key) == 0))
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

    private static async Task AppendAsync(
        NpgsqlConnection connection, ClaimPlan plan, Dictionary<string, long> reached, CancellationToken ct)
    {
        var standing = reached.Where(one => plan.Seen.GetValueOrDefault(one.Key) > 0).ToList();
        await using var command = new NpgsqlCommand(
            $"""
            update {Schema}.mt_streams s set version = n.version, timestamp = now()
            from unnest($2, $3) n (id, version) where s.tenant_id = $1 and s.id = n.id
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.District });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. standing.Select(one => one.Key)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. standing.Select(one => one.Value)] });
        await command.ExecuteNonQueryAsync(ct);
    }

    // Taken after everything that can be refused: numbers that are given back leave a gap that projections wait for.
    private static async Task<long[]> PositionsAsync(NpgsqlConnection connection, int count, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select array_agg(nextval('{Schema}.mt_events_sequence')) from generate_series(1, $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        return (long[])(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task EventsAsync(
        NpgsqlConnection connection, ClaimPlan plan, long[] positions, DateTimeOffset at,
        IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        var names = Names(plan);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"""
            copy {Schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived,
                correlation_id, causation_id, headers, user_name) from stdin (format binary)
            """,
            ct);
        copy.Timeout = Patience;
        for (var i = 0; i < positions.Length; i++)
        {
            if (i % Told == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report((i, positions.Length));
            }

            Write(copy, plan, plan.Events[i], positions[i], at, names[plan.Events[i].Type]);
        }

        await copy.CompleteAsync(ct);
        progress?.Report((positions.Length, positions.Length));
    }

    private static void Write(
        NpgsqlBinaryImporter copy, ClaimPlan plan, PlannedEvent e, long position, DateTimeOffset at, (string Name, string Type) names)
    {
        copy.StartRow();
        copy.Write(position, NpgsqlDbType.Bigint);
        copy.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
        copy.Write(e.Stream, NpgsqlDbType.Varchar);
        copy.Write(e.Version, NpgsqlDbType.Bigint);
        copy.Write(e.Body, NpgsqlDbType.Jsonb);
        copy.Write(names.Name, NpgsqlDbType.Varchar);
        copy.Write(at, NpgsqlDbType.TimestampTz);
        copy.Write(plan.District, NpgsqlDbType.Varchar);
        copy.Write(names.Type, NpgsqlDbType.Varchar);
        copy.Write(false, NpgsqlDbType.Boolean);
        copy.Write(plan.By.Correlation, NpgsqlDbType.Varchar);
        copy.Write(ClaimPlan.CausationOf(plan.By, e.Row), NpgsqlDbType.Varchar);
        if (e.Unit is { } unit)
        {
            copy.Write(
                JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [UnitOfWork.UnitHeader] = unit }), NpgsqlDbType.Jsonb);
        }
        else
        {
            copy.WriteNull();
        }

        copy.Write(e.Account, NpgsqlDbType.Varchar);
    }

    private Dictionary<Type, (string Name, string Type)> Names(ClaimPlan plan)
    {
        var known = ((DocumentStore)store).Events;
        return plan.Events.Select(planned => planned.Type).Distinct().ToDictionary(
            type => type, type => (known.EventMappingFor(type).EventTypeName, known.EventMappingFor(type).DotNetTypeName));
    }
}
