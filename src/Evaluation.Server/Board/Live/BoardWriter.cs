using System.Globalization;
using Marten;

namespace Evaluation.Server.Board.Live;

/// <summary>Queues a page's changes as statements of many rows each.</summary>
/// <param name="generation">The generation that a rebuild writes; null for the one that is read now.</param>
public sealed class BoardWriter(IDocumentOperations operations, string district, int? generation)
{
    // A rebuild may change the number while a page is made. Both generations hold the same then, and the district's
    // row, written first, is held until the page commits.
    private readonly string number = generation is { } number
        ? number.ToString(CultureInfo.InvariantCulture)
        : $"(select generation from {BoardTables.District} where tenant_id = ?)";

    /// <summary>Queues the changes into a transaction.</summary>
    public static void Queue(
        IDocumentOperations operations, string district, BoardUpdate page, int? generation = null) =>
        new BoardWriter(operations, district, generation).Queue(page);

    private void Queue(BoardUpdate page)
    {
        TakeTurn(page);
        Rows(page.Names.Count,
            $"""
            insert into {BoardTables.Name} select ?, {number}, * from unnest(?::text[], ?::text[])
            on conflict (tenant_id, generation, id) do update set name = excluded.name
            """,
            page.Names.Keys.ToArray(), page.Names.Values.ToArray());
        Rows(page.Claims.Count,
            $"""
            insert into {BoardTables.Claim}
            select ?, {number}, * from unnest(?::text[], ?::text[], ?::text[], ?::date[])
            on conflict (tenant_id, generation, id) do update
            set status = excluded.status, unit = excluded.unit, occurred_on = excluded.occurred_on
            """,
            Column(page.Claims, c => c.Id), Column(page.Claims, c => c.Status.ToString()),
            Column(page.Claims, c => c.Unit), Column(page.Claims, c => c.OccurredOn));
        Rows(page.Ledger.Count,
            $"""
            insert into {BoardTables.Ledger} select ?, {number}, * from unnest(?::text[], ?::date[], ?::json[])
            on conflict (tenant_id, generation, unit, week) do update set data = excluded.data
            """,
            Column(page.Ledger, w => w.Unit), Column(page.Ledger, w => w.Week.Start),
            Column(page.Ledger, w => BoardJson.Text(w.Entries)));
        Sheets(page);
        Rankings(page);
    }

    // Two writers may never work through the same page, nor one after another that is missing: the row's position must
    // still be the one that the page was made from. If it is not, the statement puts null where null may not be, and
    // the page fails.
    private void TakeTurn(BoardUpdate page)
    {
        var table = generation is null ? BoardTables.District : BoardTables.Rebuild;
        if (!page.FileChanged && page.Expected is { } expected)
        {
            operations.QueueSqlCommand(
                $"update {table} set position = case when position = ? then ?::bigint end where tenant_id = ?",
                expected, page.Position, district);
            return;
        }

        if (generation is null)
        {
            var guard = "position = case when d.position = ? then excluded.position end, file = excluded.file";
            operations.QueueSqlCommand(
                $"""
                insert into {BoardTables.District} as d (tenant_id, generation, position, file)
                values (?, 1, ?, ?::json)
                on conflict (tenant_id) do update set {guard}
                """,
                district, page.Position, BoardJson.Text(page.District), page.Expected ?? -1L);
            return;
        }

        operations.QueueSqlCommand(
            $"""
            update {table} set position = case when position = ? then ?::bigint end, file = ?::json where tenant_id = ?
            """,
            page.Expected ?? -1L, page.Position, BoardJson.Text(page.District), district);
    }

    private void Sheets(BoardUpdate page)
    {
        Rows(page.GoneSheets.Count,
            $"""
            delete from {BoardTables.Sheet}
            where tenant_id = ? and generation = {number}
                and (unit, week) in (select * from unnest(?::text[], ?::date[]))
            """,
            Column(page.GoneSheets, s => s.Unit), Column(page.GoneSheets, s => s.Week.Start));
        Rows(page.Sheets.Count,
            $"""
            insert into {BoardTables.Sheet}
            select ?, {number}, * from unnest(?::text[], ?::date[], ?::numeric[], ?::json[])
            on conflict (tenant_id, generation, unit, week) do update set total = excluded.total, data = excluded.data
            """,
            Column(page.Sheets, s => s.Unit), Column(page.Sheets, s => s.Week.Start), Column(page.Sheets, s => s.Total),
            Column(page.Sheets, BoardJson.Text));
    }

    private void Rankings(BoardUpdate page)
    {
        Rows(page.GoneRankings.Count,
            $"""
            delete from {BoardTables.Ranking}
            where tenant_id = ? and generation = {number}
                and (week, group_name) in (select * from unnest(?::date[], ?::text[]))
            """,
            Column(page.GoneRankings, r => r.Week.Start), Column(page.GoneRankings, r => r.Group));
        Rows(page.Rankings.Count,
            $"""
            insert into {BoardTables.Ranking} select ?, {number}, * from unnest(?::date[], ?::text[], ?::json[])
            on conflict (tenant_id, generation, week, group_name) do update set data = excluded.data
            """,
            Column(page.Rankings, r => r.Week.Start), Column(page.Rankings, r => r.Group),
            Column(page.Rankings, BoardJson.Text));
    }

    private void Rows(int count, string sql, params object[] values)
    {
        if (count > 0)
        {
            operations.QueueSqlCommand(
                sql, generation is null ? [district, district, .. values] : [district, .. values]);
        }
    }

    private static TColumn[] Column<T, TColumn>(IEnumerable<T> rows, Func<T, TColumn> column) =>
        [.. rows.Select(column)];
}
