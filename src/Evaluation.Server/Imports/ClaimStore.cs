using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Imports;

/// <summary>
/// Stores the events of a file of claims in one transaction: by COPY into the tables of the store, or one by one
/// through Marten when these tables are not the ones that the COPY was written for.
/// </summary>
/// <remarks>
/// Marten's own bulk insert neither appends to streams that exist nor checks versions, and it moves the mark up to
/// which projections read past events of others that are not committed yet.
/// </remarks>
/// <param name="databases">The databases of the districts.</param>
/// <param name="layout">Whether the tables are those that the COPY was written for.</param>
/// <param name="names">How Marten names events and streams.</param>
public sealed class ClaimStore(Databases databases, LogLayout layout, MartenNames names)
{
    // Marten notifies its projections of appended events in the same way.
    private const string Notify = $"select pg_notify('{MartenTables.AppendedChannel}', '')";

    private const string Versions = $"""
        select id, version from {MartenTables.Streams} where tenant_id = $1 and id = any($2) order by id
        """;

    /// <summary>Stores the events of a plan, all or none.</summary>
    /// <param name="plan">A plan without faults.</param>
    /// <param name="at">The moment of the import: the time that the log records.</param>
    /// <param name="progress">Receives how many events of how many are written.</param>
    /// <param name="ct">When it is cancelled, nothing is stored.</param>
    /// <returns>
    /// The outcome with the last position, or the refusal when something changed since the plan was made.
    /// </returns>
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
                : await WriteAsync(plan, at.ToUniversalTime(), progress, ct);
        }
        catch (Exception lost) when (IsTaken(lost) || DatabaseFailures.IsLost(lost))
        {
            return Outcome.Busy("file");
        }
        catch (Exception unwritable) when (DatabaseFailures.IsUnwritableText(unwritable))
        {
            return Outcome.Refused(new Refusal(
                "text-wrong", "文件含有无法保存的控制字符。", "file", "请删去不可见的字符后重新提交。"));
        }
    }

    private static bool IsTaken(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private async Task<Outcome> WriteAsync(
        ClaimPlan plan, DateTimeOffset at, IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        var copies = await layout.IsKnownAsync(plan.District, ct);
        await using var connection = await databases.For(plan.District).OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ChangedAsync(connection, plan, ct) is { } stream)
        {
            return Outcome.Refused(Refusal.Stale(
                $"校验之后，“{stream}”有了新的内容。", stream, "请重新运行，按现在的内容再校验一遍。"), stream);
        }

        var last = copies
            ? await new ClaimCopy(connection, plan, at, names).WriteAsync(progress, ct)
            : await ClaimAppends.WriteAsync(databases, transaction, plan, at, progress, ct);
        await using var notify = new NpgsqlCommand(Notify, connection);
        await notify.ExecuteNonQueryAsync(ct);
        await PerhapsStoredException.WatchAsync(() => transaction.CommitAsync(ct));
        return new Outcome("", 0, last, null);
    }

    // Every stream that the decisions saw is held until the end: what is written for this file alone, the rest, the
    // units among it, beside others who only look at it too. Returns the first one that is no longer the same.
    private static async Task<string?> ChangedAsync(NpgsqlConnection connection, ClaimPlan plan, CancellationToken ct)
    {
        var written = plan.Events.Select(planned => planned.Stream).ToHashSet(StringComparer.Ordinal);
        var seen = plan.StreamVersions.ToLookup(stream => written.Contains(stream.Key));
        return await ChangedAsync(connection, plan.District, seen[true], "for update", ct)
            ?? await ChangedAsync(connection, plan.District, seen[false], "for share", ct);
    }

    private static async Task<string?> ChangedAsync(
        NpgsqlConnection connection, string district, IEnumerable<KeyValuePair<string, long>> streams, string held,
        CancellationToken ct)
    {
        var missing = streams.ToDictionary(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand($"{Versions} {held}", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. missing.Keys] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (missing.Remove(reader.GetString(0), out var version) && version != reader.GetInt64(1))
            {
                return reader.GetString(0);
            }
        }

        return missing.FirstOrDefault(stream => stream.Value > 0).Key;
    }
}
