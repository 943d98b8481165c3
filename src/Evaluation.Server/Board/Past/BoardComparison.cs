using System.Runtime.CompilerServices;
using System.Text.Json;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Npgsql;

namespace Evaluation.Server.Board.Past;

/// <summary>
/// One comparison of a district's board with its events. The fold is in memory; of the tables one row at a time is.
/// </summary>
/// <param name="known">The fold up to the board's position, with the entries that ended.</param>
/// <param name="rules">The compiled editions.</param>
/// <param name="scores">What the scorer makes of the fold.</param>
internal sealed class BoardComparison(
    BoardMoment moment, Snapshot known, RuleSet rules, IReadOnlyList<UnitScore> scores)
{
    private const string ClaimTable = "事项表", NameTable = "名称表", LedgerTable = "台账", SheetTable = "得分表",
        RankingsTable = "排名", DistrictTable = "范围档案";

    /// <summary>All differences, table by table.</summary>
    public async IAsyncEnumerable<BoardDifference> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var difference in District())
        {
            yield return difference;
        }

        foreach (var table in Tables(ct))
        {
            await foreach (var difference in table)
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<IAsyncEnumerable<BoardDifference>> Tables(CancellationToken ct) =>
        [ClaimsAsync(ct), NamesAsync(ct), LedgerAsync(ct), SheetsAsync(ct), RankingsAsync(ct)];

    // A board that went on since the fold is known to differ; what stands at another position says nothing.
    private IEnumerable<BoardDifference> District()
    {
        if (moment.Head is not { } head)
        {
            yield return new BoardDifference(DistrictTable, $"“{moment.District}”", RowFault.Missing);
        }
        else if (head.Position == known.Position && !IsSame(head.File))
        {
            yield return new BoardDifference(DistrictTable, $"“{moment.District}”", RowFault.Changed);
        }
    }

    // An earlier build may have written the same file in other bytes.
    private bool IsSame(byte[] file)
    {
        var folded = BoardJson.Bytes(known.District);
        return file.AsSpan().SequenceEqual(folded)
            || (Parsed<DistrictFile>(file) is { } stored && BoardJson.Bytes(stored).AsSpan().SequenceEqual(folded));
    }

    private IAsyncEnumerable<BoardDifference> ClaimsAsync(CancellationToken ct) => CompareAsync(
        ClaimTable, known.Claims.ToDictionary(
            claim => claim.Id, claim => (claim.Status.ToString(), claim.Unit, claim.OccurredOn),
            StringComparer.Ordinal),
        $"select id, status, unit, occurred_on from {BoardTables.Claim} where {BoardTables.Current}",
        row => (row.GetString(0), (row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3))),
        id => $"“{id}”", (stored, folded) => stored == folded, ct);

    private IAsyncEnumerable<BoardDifference> NamesAsync(CancellationToken ct) => CompareAsync(
        NameTable, known.Names,
        $"select id, name from {BoardTables.Name} where {BoardTables.Current}",
        row => (row.GetString(0), row.GetString(1)), id => $"“{id}”", (stored, folded) => stored == folded, ct);

    private IAsyncEnumerable<BoardDifference> SheetsAsync(CancellationToken ct) => CompareAsync(
        SheetTable, scores.SelectMany(score => score.Sheets).ToDictionary(sheet => (sheet.Unit, sheet.Week)),
        $"select unit, week, total, data from {BoardTables.Sheet} where {BoardTables.Current}",
        row => (
            (Unit: row.GetString(0), Week: WeekOf(row, 1)),
            Parsed<Sheet>(row, 3) is { } sheet && sheet.Total == row.GetDecimal(2) ? sheet : null),
        key => $"{key.Unit}{key.Week}",
        (stored, folded) => stored is not null && BoardEquality.Of(stored, folded!), ct);

    private IAsyncEnumerable<BoardDifference> RankingsAsync(CancellationToken ct)
    {
        var sheets = scores.SelectMany(score => score.Sheets).Select(sheet => (Week?)sheet.Week);
        var ranks = new Ranks(known.District, rules, scores.ToDictionary(score => score.Unit, StringComparer.Ordinal));
        return CompareAsync(
            RankingsTable,
            ranks.Weeks(sheets.Max()).SelectMany(week => ranks.Of(week, null, null))
                .ToDictionary(ranking => (ranking.Week, ranking.Group)),
            $"select week, group_name, data from {BoardTables.Ranking} where {BoardTables.Current}",
            row => ((Week: WeekOf(row, 0), Group: row.GetString(1)), Parsed<GroupRanking>(row, 2)),
            key => $"{key.Group}{key.Week}",
            (stored, folded) => stored is not null && BoardEquality.Of(stored, folded!), ct);
    }

    // A row holds all entries of a unit's week, those that no longer hold among them; each is compared for itself.
    private async IAsyncEnumerable<BoardDifference> LedgerAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var folded = LedgerWeek.Of(known.Entries.Concat(known.Ended), known.District)
            .ToDictionary(week => (week.Unit, week.Week), week => week.Entries);
        await foreach (var (key, entries) in moment.RowsAsync(
            $"select unit, week, data from {BoardTables.Ledger} where {BoardTables.Current}",
            row => (Key: (row.GetString(0), WeekOf(row, 1)), Entries: Parsed<List<LedgerEntry>>(row, 2)), ct))
        {
            var expected = folded.Remove(key, out var one) ? one : [];
            foreach (var difference in LedgerRow($"{key.Item1}{key.Item2}", expected, entries))
            {
                yield return difference;
            }
        }

        foreach (var entry in folded.Values.SelectMany(entries => entries))
        {
            yield return new BoardDifference(LedgerTable, Name(entry), RowFault.Missing);
        }
    }

    private static List<BoardDifference> LedgerRow(
        string name, IReadOnlyList<LedgerEntry> expected, List<LedgerEntry>? entries)
    {
        if (entries is null || entries.Contains(null!) || (entries.Count == 0 && expected.Count == 0))
        {
            return [new BoardDifference(LedgerTable, name, entries is null ? RowFault.Changed : RowFault.Surplus)];
        }

        var found = Entries(expected, entries).ToList();
        return found.Count == 0 && !entries.Select(Key).SequenceEqual(expected.Select(Key))
            ? [new BoardDifference(LedgerTable, name, RowFault.Changed)]
            : found;
    }

    private static IEnumerable<BoardDifference> Entries(
        IReadOnlyList<LedgerEntry> expected, List<LedgerEntry> entries)
    {
        var stored = entries.ToLookup(Key);
        foreach (var entry in expected)
        {
            var same = stored[Key(entry)].ToList();
            if (same.Count != 1 || !BoardEquality.Of(same[0], entry))
            {
                yield return new BoardDifference(LedgerTable, Name(entry), same.Count switch
                {
                    0 => RowFault.Missing,
                    1 => RowFault.Changed,
                    _ => RowFault.Surplus,
                });
            }
        }

        var keys = expected.Select(Key).ToHashSet();
        foreach (var surplus in stored.Where(one => !keys.Contains(one.Key)))
        {
            yield return new BoardDifference(LedgerTable, Name(surplus.First()), RowFault.Surplus);
        }
    }

    private async IAsyncEnumerable<BoardDifference> CompareAsync<TKey, TRow>(
        string table, IReadOnlyDictionary<TKey, TRow> folded, string sql,
        Func<NpgsqlDataReader, (TKey Key, TRow? Row)> read, Func<TKey, string> name, Func<TRow?, TRow?, bool> same,
        [EnumeratorCancellation] CancellationToken ct)
        where TKey : notnull
    {
        var missing = folded.Keys.ToHashSet();
        await foreach (var (key, row) in moment.RowsAsync(sql, read, ct))
        {
            if (!missing.Remove(key))
            {
                yield return new BoardDifference(table, name(key), RowFault.Surplus);
            }
            else if (!same(row, folded[key]))
            {
                yield return new BoardDifference(table, name(key), RowFault.Changed);
            }
        }

        foreach (var key in missing)
        {
            yield return new BoardDifference(table, name(key), RowFault.Missing);
        }
    }

    private static (string Fact, string Unit, long KnownFrom) Key(LedgerEntry entry) =>
        (entry.Fact, entry.Unit, entry.KnownFrom);

    private static string Name(LedgerEntry entry) => $"“{entry.Fact}”（{entry.Unit}，第{entry.KnownFrom}号事件起）";

    private static Week WeekOf(NpgsqlDataReader row, int column) => new(row.GetFieldValue<DateOnly>(column));

    private static T? Parsed<T>(NpgsqlDataReader row, int column)
        where T : class => Parsed<T>(row.GetFieldValue<byte[]>(column));

    // Whatever cannot be read is no row that the program wrote.
    private static T? Parsed<T>(byte[] json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, BoardJson.Options);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException
            or FormatException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
