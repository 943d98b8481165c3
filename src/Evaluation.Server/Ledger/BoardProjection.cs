using System.Text.Json;
using Evaluation.Server.Store;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Evaluation.Server.Ledger;

/// <summary>
/// Keeps claims, ledger, sheets and rankings of all districts up to date, a page of events at a time, each page in one
/// transaction with the projection's progress. An exception stops it: a figure without some event would look right and
/// be wrong.
/// </summary>
/// <param name="maker">Works out what a page changes. Set once the host is built.</param>
public sealed class BoardProjection(Func<BoardPageMaker> maker) : IProjection
{
    /// <summary>The projection's name in the progress table.</summary>
    public const string Name = "Board";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var district in events.GroupBy(e => e.TenantId, StringComparer.Ordinal))
        {
            var page = district.OrderBy(e => e.Sequence).Select(e => (e.Sequence, e.Data)).ToList();
            var made = await maker().MakeAsync(district.Key, page, cancellation);
            BoardWriter.Queue(operations, district.Key, made);
        }
    }
}

/// <summary>Queues a page's changes as statements of many rows each.</summary>
public static class BoardWriter
{
    /// <summary>Queues the changes into the transaction of the projection.</summary>
    public static void Queue(IDocumentOperations operations, string district, BoardPage page)
    {
        TakeTurn(operations, district, page);
        Rows(operations, page.Names.Count,
            $"""
            insert into {BoardTables.Name} select ?, * from unnest(?::text[], ?::text[])
            on conflict (tenant_id, id) do update set name = excluded.name
            """,
            district, page.Names.Keys.ToArray(), page.Names.Values.ToArray());
        Rows(operations, page.Claims.Count,
            $"""
            insert into {BoardTables.Claim}
            select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::date[], ?::jsonb[])
            on conflict (tenant_id, id) do update
            set status = excluded.status, unit = excluded.unit, occurred_on = excluded.occurred_on, data = excluded.data
            """,
            district, Column(page.Claims, c => c.Id), Column(page.Claims, c => c.Status.ToString()),
            Column(page.Claims, c => c.Unit),
            Column(page.Claims, c => c.OccurredOn), Column(page.Claims, Json));
        Ledger(operations, district, page);
        Sheets(operations, district, page);
        Rankings(operations, district, page);
    }

    // Two writers may never work through the same page, nor one after another that is missing: the row's position must
    // still be the one that the page was made from. If it is not, the statement puts null where null may not be, and
    // the page fails.
    private static void TakeTurn(IDocumentOperations operations, string district, BoardPage page) =>
        operations.QueueSqlCommand(
            $"""
            insert into {BoardTables.District} as d (tenant_id, position, file) values (?, ?, ?::jsonb)
            on conflict (tenant_id) do update
            set position = case when d.position = ? then excluded.position end, file = excluded.file
            """,
            district, page.Position, Json(page.District), page.Expected ?? -1L);

    private static void Ledger(IDocumentOperations operations, string district, BoardPage page)
    {
        // An entry that began and ended in the same page has no row yet, so that ended entries are written whole as
        // well.
        var entries = page.Ended.Concat(page.Opened).ToList();
        Rows(operations, entries.Count,
            $"""
            insert into {BoardTables.Ledger} (tenant_id, fact, unit, known_from, known_to, occurred_on, data)
            select ?, fact, unit, known_from, nullif(known_to, 0), occurred_on, data
            from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::date[], ?::jsonb[])
                as row(fact, unit, known_from, known_to, occurred_on, data)
            on conflict (tenant_id, fact, unit, known_from) do update
            set known_to = excluded.known_to, data = excluded.data
            """,
            district, Column(entries, e => e.Fact), Column(entries, e => e.Unit), Column(entries, e => e.KnownFrom),
            Column(entries, e => e.KnownTo ?? 0L), Column(entries, e => e.OccurredOn), Column(entries, Json));
    }

    private static void Sheets(IDocumentOperations operations, string district, BoardPage page)
    {
        Rows(operations, page.GoneSheets.Count,
            $"""
            delete from {BoardTables.Sheet}
            where tenant_id = ? and (unit, week) in (select * from unnest(?::text[], ?::date[]))
            """,
            district, Column(page.GoneSheets, s => s.Unit), Column(page.GoneSheets, s => s.Week.Start));
        Rows(operations, page.Sheets.Count,
            $"""
            insert into {BoardTables.Sheet} select ?, * from unnest(?::text[], ?::date[], ?::numeric[], ?::jsonb[])
            on conflict (tenant_id, unit, week) do update set total = excluded.total, data = excluded.data
            """,
            district, Column(page.Sheets, s => s.Unit), Column(page.Sheets, s => s.Week.Start),
            Column(page.Sheets, s => s.Total),
            Column(page.Sheets, Json));
    }

    private static void Rankings(IDocumentOperations operations, string district, BoardPage page)
    {
        Rows(operations, page.GoneRankings.Count,
            $"""
            delete from {BoardTables.Ranking}
            where tenant_id = ? and (week, group_name) in (select * from unnest(?::date[], ?::text[]))
            """,
            district, Column(page.GoneRankings, r => r.Week.Start), Column(page.GoneRankings, r => r.Group));
        Rows(operations, page.Rankings.Count,
            $"""
            insert into {BoardTables.Ranking} select ?, * from unnest(?::date[], ?::text[], ?::jsonb[])
            on conflict (tenant_id, week, group_name) do update set data = excluded.data
            """,
            district, Column(page.Rankings, r => r.Week.Start), Column(page.Rankings, r => r.Group),
            Column(page.Rankings, Json));
    }

    internal static string Json<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    private static void Rows(IDocumentOperations operations, int count, string sql, params object[] values)
    {
        if (count > 0)
        {
            operations.QueueSqlCommand(sql, values);
        }
    }

    private static TColumn[] Column<T, TColumn>(IEnumerable<T> rows, Func<T, TColumn> column) =>
        [.. rows.Select(column)];
}
