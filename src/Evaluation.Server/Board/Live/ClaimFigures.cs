using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Live;

/// <summary>What waits for a decision.</summary>
/// <param name="Count">How many claims.</param>
/// <param name="Oldest">The day of the oldest one; null for none.</param>
public readonly record struct WaitingCount(int Count, DateOnly? Oldest);

/// <summary>Reads few claims and mere counts of them, for pages that people look at all day.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="board">What claims say.</param>
public sealed class ClaimFigures(Databases databases, BoardReader board)
{
    // By this the index of undecided claims is used.
    private const string OfTheIndex =
        $"status = any (array['{nameof(ClaimStatus.Reported)}', '{nameof(ClaimStatus.Returned)}'])";

    /// <summary>The claims of a unit that happened between two days, by day.</summary>
    public async Task<IReadOnlyList<Claim>> OfDaysAsync(
        string district, string unit, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var ids = await ListAsync(
            district,
            $"""
            select id from {BoardTables.Claim}
            where {BoardTables.Current} and unit = $2 and occurred_on between $3 and $4 order by occurred_on, id
            """,
            reader => reader.GetString(0), ct, unit, from, to);
        return await board.ClaimsAsync(district, ids, ct);
    }

    /// <summary>The latest claims of a unit, the newest first.</summary>
    public async Task<IReadOnlyList<Claim>> LatestAsync(string district, string unit, int most, CancellationToken ct)
    {
        var ids = await ListAsync(
            district,
            $"""
            select id from {BoardTables.Claim} where {BoardTables.Current} and unit = $2
            order by occurred_on desc, id desc limit $3
            """,
            reader => reader.GetString(0), ct, unit, most);
        return await board.ClaimsAsync(district, ids, ct);
    }

    /// <summary>How many claims each unit has of a week, withdrawn ones left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(string district, Week week, CancellationToken ct) =>
        (await ListAsync(
            district,
            $"""
            select unit, count(*)::int from {BoardTables.Claim}
            where {BoardTables.Current} and occurred_on between $2 and $3 and status <> $4 group by unit
            """,
            reader => (reader.GetString(0), reader.GetInt32(1)), ct,
            week.Start, week.End, ClaimStatus.Withdrawn.ToString()))
        .ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);

    /// <summary>What waits for a verifier, of all units.</summary>
    public async Task<WaitingCount> WaitingAsync(string district, CancellationToken ct) =>
        (await ListAsync(
            district,
            $"""
            select count(*)::int, min(occurred_on) from {BoardTables.Claim}
            where {BoardTables.Current} and status = $2 and {OfTheIndex}
            """,
            reader => new WaitingCount(
                reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateOnly>(1)),
            ct, ClaimStatus.Reported.ToString()))[0];

    /// <summary>The names of the firms and projects that claims are about.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        string district, IEnumerable<Claim> claims, CancellationToken ct)
    {
        var ids = claims.Select(ClaimTitle.SubjectOf).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return ids.Length == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : (await ListAsync(
                district,
                $"select id, name from {BoardTables.Name} where {BoardTables.Current} and id = any ($2)",
                reader => (reader.GetString(0), reader.GetString(1)), ct, (object)ids))
            .ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
    }

    private async Task<List<T>> ListAsync<T>(
        string district, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var command = databases.For(district).Command(sql);
        foreach (var value in values.Prepend(district))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var list = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            list.Add(read(reader));
        }

        return list;
    }
}
