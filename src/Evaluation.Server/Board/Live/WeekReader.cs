using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Live;

/// <summary>What the board holds around a week, all of one moment.</summary>
/// <param name="Position">The last event worked through.</param>
/// <param name="First">The first week that has a ranking.</param>
/// <param name="Last">The last week that has one.</param>
/// <param name="Rankings">Of the week and of the one before.</param>
/// <param name="Entries">Ledger entries that hold.</param>
/// <param name="Sheets">Sheets, in order of week.</param>
public sealed record WeekRows(
    DistrictFile File, long Position, Week? First, Week? Last, IReadOnlyList<GroupRanking> Rankings,
    IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<Sheet> Sheets);

/// <summary>
/// Reads what belongs together in one statement, which sees one moment: the projection may write between two
/// statements, and then a total would not be the sum of its lines.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class WeekReader(Databases databases)
{
    private const string Head = $"""
        select 0 as part, position, file as data, null::date as day, '' as text
        from {BoardTables.District} where tenant_id = $1
        union all
        select 1, 0, 'null', min(week), '' from {BoardTables.Ranking} where {BoardTables.Current}
        union all
        select 2, 0, 'null', max(week), '' from {BoardTables.Ranking} where {BoardTables.Current}
        union all
        select 3, 0, data, week, group_name from {BoardTables.Ranking} where {BoardTables.Current} and week in ($2, $3)
        """;

    private const string Entries = $"""
        {Head}
        union all
        select 4, 0, data, week, unit from {BoardTables.Ledger}
        where {BoardTables.Current} and week between $4::date - 6 and $5
        order by part, day, text
        """;

    private const string OfUnit = $"""
        {Head}
        union all
        select 4, 0, data, week, unit from {BoardTables.Ledger}
        where {BoardTables.Current} and unit = $4 and week between $5::date - 6 and $3
        union all
        select 5, 0, data, week, '' from {BoardTables.Sheet}
        where {BoardTables.Current} and unit = $4 and week between $5::date - 6 and $3
        order by part, day, text
        """;

    /// <summary>
    /// A week's rankings, and all entries of some kinds between two days; null when nothing of the district was
    /// projected yet.
    /// </summary>
    public Task<WeekRows?> EntriesAsync(
        string district, Week week, DateOnly from, DateOnly to, IReadOnlyCollection<string> kinds,
        CancellationToken ct) =>
        ReadAsync(
            Entries, entry => from <= entry.OccurredOn && entry.OccurredOn <= to && kinds.Contains(entry.Kind),
            [district, week.Previous.Start, week.Start, from, to], ct);

    /// <summary>
    /// A week's rankings, and the sheets and entries of a unit from a day up to that week; null when nothing was
    /// projected yet.
    /// </summary>
    public Task<WeekRows?> OfUnitAsync(string district, Week week, string unit, DateOnly from, CancellationToken ct) =>
        ReadAsync(
            OfUnit, entry => from <= entry.OccurredOn && entry.OccurredOn <= week.End,
            [district, week.Previous.Start, week.Start, unit, from], ct);

    private async Task<WeekRows?> ReadAsync(
        string sql, Func<LedgerEntry, bool> filter, object[] values, CancellationToken ct)
    {
        await using var command = databases.For((string)values[0]).Command(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        (DistrictFile, long)? head = null;
        var ends = new Week?[2];
        var (rankings, entries, sheets) = (new List<GroupRanking>(), new List<LedgerEntry>(), new List<Sheet>());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            switch (reader.GetInt32(0))
            {
                case 0:
                    head = (BoardReader.Json<DistrictFile>(reader, 2), reader.GetInt64(1));
                    break;
                case 3:
                    rankings.Add(BoardReader.Json<GroupRanking>(reader, 2));
                    break;
                case 4:
                    entries.AddRange(BoardReader.Json<List<LedgerEntry>>(reader, 2)
                        .Where(entry => entry.KnownTo is null && filter(entry)));
                    break;
                case 5:
                    sheets.Add(BoardReader.Json<Sheet>(reader, 2));
                    break;
                case var end:
                    ends[end - 1] = reader.IsDBNull(3) ? null : new Week(reader.GetFieldValue<DateOnly>(3));
                    break;
            }
        }

        return head is var (file, position)
            ? new WeekRows(file, position, ends[0], ends[1], rankings, LedgerEntry.InOrder(entries), sheets)
            : null;
    }
}
