using System.Globalization;
using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Board.Live;

/// <summary>The head of a district's board.</summary>
/// <param name="File">The district's file.</param>
/// <param name="Position">The last event worked through.</param>
/// <param name="Generation">The generation of its rows.</param>
public readonly record struct BoardHead(DistrictFile File, long Position, int Generation);

/// <summary>Reads the board's tables of one district.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="events">The log, for what claims say.</param>
/// <param name="generation">The generation that a rebuild writes; null for the one that is read now.</param>
public sealed class BoardReader(Databases databases, EventReader events, int? generation = null)
{
    private readonly string head = generation is null ? BoardTables.District : BoardTables.Rebuild;
    private readonly string mine = generation is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"tenant_id = $1 and generation = {number}")
        : BoardTables.Current;

    /// <summary>The same for a generation that is not read yet.</summary>
    public BoardReader Of(int generation) => new(databases, events, generation);

    /// <summary>The district's file and position; null when nothing of it was projected yet.</summary>
    public Task<BoardHead?> DistrictAsync(string district, CancellationToken ct) => DistrictAsync(district, null, ct);

    /// <summary>The same; the file is not read again when the row is still the one known.</summary>
    public async Task<BoardHead?> DistrictAsync(string district, BoardHead? known, CancellationToken ct)
    {
        await using var command = Command(
            $"""
            select position, generation, case when position = $2 and generation = $3 then null else file end
            from {head} where tenant_id = $1
            """,
            district, known?.Position ?? -1, known?.Generation ?? -1);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return !await reader.ReadAsync(ct) ? null
            : reader.IsDBNull(2) ? known
            : new BoardHead(Json<DistrictFile>(reader, 2), reader.GetInt64(0), reader.GetInt32(1));
    }

    /// <summary>The position up to which the board has worked; null when nothing of it was projected yet.</summary>
    public async Task<long?> PositionAsync(string district, CancellationToken ct)
    {
        await using var command = Command($"select position from {head} where tenant_id = $1", district);
        return (long?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>The position up to which a district's board is projected; 0 before its first page.</summary>
    public async Task<long> ProjectedAsync(string district, CancellationToken ct) =>
        await PositionAsync(district, ct) ?? 0;

    /// <summary>Claims by number, as folded from their streams; unknown numbers are left out.</summary>
    public async Task<List<Claim>> ClaimsAsync(
        string district, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var claims = (await events.OfStreamsAsync(district, [.. ids.Select(Claim.StreamOf)], long.MaxValue, ct))
            .GroupBy(e => e.Stream, StringComparer.Ordinal)
            .ToDictionary(
                stream => stream.Key,
                stream => stream.Aggregate((Claim?)null, (claim, e) => Claim.Evolve(claim, e.Fact))!,
                StringComparer.Ordinal);
        return [.. ids.Select(id => claims.GetValueOrDefault(Claim.StreamOf(id))).OfType<Claim>()];
    }

    /// <summary>Claims of a status and, if given, a unit, oldest first; at most <paramref name="most"/>.</summary>
    public async Task<List<Claim>> ClaimsAsync(
        string district, IReadOnlyCollection<ClaimStatus> statuses, string? unit, int most, CancellationToken ct)
    {
        var ids = await ListAsync(
            Command(
                $"""
                select id from {BoardTables.Claim}
                where {mine} and status = any($2) and ($3 = '' or unit = $3) order by occurred_on, id limit $4
                """,
                district, statuses.Select(status => status.ToString()).ToArray(), unit ?? "", most),
            reader => reader.GetString(0), ct);

        // A claim may have changed its status since.
        return (await ClaimsAsync(district, ids, ct)).FindAll(claim => statuses.Contains(claim.Status));
    }

    /// <summary>Entries of some units, those that no longer hold among them, by unit and week.</summary>
    public async Task<Dictionary<(string Unit, Week Week), List<LedgerEntry>>> EntriesAsync(
        string district, IReadOnlyCollection<string> units, CancellationToken ct) =>
        (await ListAsync(
            Command(
                OfUnits("unit, week, data", BoardTables.Ledger), district, (object)units.ToArray()),
            reader => (
                (reader.GetString(0), new Week(reader.GetFieldValue<DateOnly>(1))), Json<List<LedgerEntry>>(reader, 2)),
            ct))
            .ToDictionary(row => row.Item1, row => row.Item2);

    /// <summary>Entries that hold now, of some units.</summary>
    public async Task<List<LedgerEntry>> OpenOfUnitsAsync(
        string district, IReadOnlyCollection<string> units, CancellationToken ct) =>
    [
        .. (await EntriesAsync(district, units, ct)).Values
            .SelectMany(row => row).Where(entry => entry.KnownTo is null),
    ];

    /// <summary>All sheets of some units.</summary>
    public Task<List<Sheet>> SheetsAsync(string district, IReadOnlyCollection<string> units, CancellationToken ct) =>
        ListAsync(
            Command(
                $"{OfUnits("data", BoardTables.Sheet)} order by unit, week",
                district, (object)units.ToArray()),
            reader => Json<Sheet>(reader, 0), ct);

    /// <summary>The sheets of some units from a week on.</summary>
    public Task<List<Sheet>> SheetsAsync(
        string district, IReadOnlyCollection<string> units, Week from, CancellationToken ct) =>
        ListAsync(
            Command(
                $"{OfUnits("data", BoardTables.Sheet)} where week >= $3 order by unit, week",
                district, (object)units.ToArray(), from.Start),
            reader => Json<Sheet>(reader, 0), ct);

    /// <summary>The last week of any sheet from a week on, leaving some units out.</summary>
    public async Task<Week?> LastSheetAsync(
        string district, IReadOnlyCollection<string> without, Week? from, CancellationToken ct)
    {
        await using var command = Command(
            $"""
            select week from {BoardTables.Sheet} where {mine} and not (unit = any($2)) and week >= $3
            order by week desc limit 1
            """,
            district, without.ToArray(), from?.Start ?? DateOnly.MinValue);
        return await command.ExecuteScalarAsync(ct) is DateOnly start ? new Week(start) : null;
    }

    /// <summary>The last week that has a ranking.</summary>
    public async Task<Week?> LastRankingAsync(string district, CancellationToken ct)
    {
        await using var command = Command(
            $"select week from {BoardTables.Ranking} where {mine} order by week desc limit 1", district);
        return await command.ExecuteScalarAsync(ct) is DateOnly start ? new Week(start) : null;
    }

    /// <summary>Rankings from a week on, or of all weeks, in order.</summary>
    public Task<List<GroupRanking>> RankingsAsync(string district, Week? from, CancellationToken ct) =>
        ListAsync(
            Command(
                $"select data from {BoardTables.Ranking} where {mine} and week >= $2 order by week, group_name",
                district,
                from?.Start ?? DateOnly.MinValue),
            reader => Json<GroupRanking>(reader, 0), ct);

    /// <summary>Names of firms and projects.</summary>
    public async Task<Dictionary<string, string>> NamesAsync(string district, CancellationToken ct) =>
        (await ListAsync(
            Command($"select id, name from {BoardTables.Name} where {mine}", district),
            reader => (reader.GetString(0), reader.GetString(1)), ct))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    // Unit by unit through the key, against the planner: of a generation just written it has no statistics, takes
    // it for one row, and would read all of it again for every few units.
    private string OfUnits(string columns, string table) =>
        $"""
        select {columns} from unnest($2::text[]) as asked (asked)
        cross join lateral (select * from {table} where {mine} and unit = asked offset 0) as rows
        """;

    internal static T Json<T>(NpgsqlDataReader reader, int column) =>
        JsonSerializer.Deserialize<T>(reader.GetFieldValue<byte[]>(column), EventJson.Options)!;

    private NpgsqlCommand Command(string sql, string district, params object[] values)
    {
        var command = databases.For(district).Command(sql);
        foreach (var value in (object[])[district, .. values])
        {
            command.Parameters.Add(value is string[] texts
                ? new NpgsqlParameter { Value = texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static async Task<List<T>> ListAsync<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            var list = new List<T>();
            while (await reader.ReadAsync(ct))
            {
                list.Add(read(reader));
            }

            return list;
        }
    }
}
