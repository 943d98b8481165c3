using System.Globalization;
using Evaluation.Office.Units;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Integrity;

/// <summary>
/// Compares the rows of the log with each other: streams, positions, times, types, districts, progress. The database
/// does the work; only what is wrong comes over, so that the size of the log does not matter here.
/// </summary>
/// <param name="names">The types of the stored names.</param>
internal sealed class LogCheck(EventNames names)
{
    // Servers' clocks differ a little, and a request may wait for its turn.
    private const int ToleranceMinutes = 10;

    private const string Mine = "($1::text is null or tenant_id = $1)";
    private const string Real = $"type <> '{EventReader.Tombstone}' and {Mine}";

    private const string Streams = $"""
        with found as (
            select tenant_id, stream_id, count(*) as events, min(version) as first, max(version) as last
            from {MartenTables.Events} where {Real} group by tenant_id, stream_id),
        heads as (
            select tenant_id, id, version from {MartenTables.Streams}
            where id <> '{MartenTables.TombstoneStream}' and {Mine})
        select coalesce(f.tenant_id, h.tenant_id), coalesce(f.stream_id, h.id), h.id is not null,
            coalesce(h.version, 0), f.events, f.first, f.last
        from found f full join heads h on f.tenant_id = h.tenant_id and f.stream_id = h.id
        where h.version is distinct from f.last or f.events is distinct from f.last or f.first is distinct from 1
        order by 1, 2
        """;

    private static readonly string Order = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        select tenant_id, stream_id, version, before_version, seq_id, before_seq, timestamp, before_time
        from (
            select tenant_id, stream_id, version, seq_id, timestamp, lag(version) over stream as before_version,
                lag(seq_id) over stream as before_seq, lag(timestamp) over stream as before_time
            from {MartenTables.Events} where {Real}
            window stream as (partition by tenant_id, stream_id order by version, seq_id)) as ordered
        where version = before_version or seq_id < before_seq
            or timestamp < before_time - interval '{ToleranceMinutes} minutes'
        order by seq_id
        """);

    // Beyond the mark a position may still be taken by a transaction under way. What is passed over may be recorded in
    // several spans, one beginning where the one before ends: a database that crashed loses some positions more.
    private const string Gaps = $"""
        with passed as (
            select range_agg(int8range(starting_sequence, ending_sequence, '[]')) as spans
            from {MartenTables.SkippedPositions} where starting_sequence <= ending_sequence)
        select before + 1, seq_id - 1
        from (select seq_id, lag(seq_id, 1, 0::bigint) over (order by seq_id) as before from {MartenTables.Events}) e
        where seq_id > before + 1 and seq_id <= coalesce((
                select last_seq_id from {MartenTables.Progression}
                where name = '{MartenTables.HighWaterMark}'), seq_id)
            and not coalesce((select spans from passed) @> int8range(before + 1, seq_id), false)
        order by seq_id
        """;

    // A sequence that was set back without being called gives its last position once more.
    private const string Ends = $"""
        select (select case when is_called then last_value else last_value - 1 end
                from {MartenTables.EventSequence}),
            (select coalesce(max(seq_id), 0) from {MartenTables.Events})
        """;

    private const string Ahead = $"""
        select name, last_seq_id from {MartenTables.Progression}
        where name in ('{MartenTables.HighWaterMark}', '{BoardProjection.Name}:All')
            and last_seq_id > (select coalesce(max(seq_id), 0) from {MartenTables.Events})
        """;

    // The projection writes the district's row and its progress in one transaction.
    private const string Reached = $"""
        with last as (
            select tenant_id, max(seq_id) as position from {MartenTables.Events}
            where {Real} and seq_id <= (
                select last_seq_id from {MartenTables.Progression} where name = '{BoardProjection.Name}:All')
            group by tenant_id),
        board as (select tenant_id, position from {BoardTables.District} where {Mine})
        select coalesce(l.tenant_id, b.tenant_id), coalesce(b.position, 0), coalesce(l.position, 0)
        from last l full join board b on l.tenant_id = b.tenant_id
        where b.position is distinct from l.position
        order by 1
        """;

    private const string Types = $"""
        select tenant_id, type, count(*), min(seq_id) from {MartenTables.Events} where {Real} group by tenant_id, type
        """;

    private const string Odd = $"""
        select coalesce(tenant_id, ''), seq_id, coalesce(is_archived, false), coalesce(user_name, '') = '',
            bdata is not null
        from {MartenTables.Events}
        where {Real} and (coalesce(is_archived, false) or coalesce(user_name, '') = '' or bdata is not null)
        order by seq_id
        """;

    private const string OddStreams = $"""
        select tenant_id, id from {MartenTables.Streams}
        where {Mine} and (coalesce(is_archived, false) or compacted_version <> 0)
        """;

    private const string Founded = $"""
        select tenant_id, count(*), min(seq_id),
            coalesce(min(seq_id) filter (where stream_id = '{DistrictFounded.Stream}' and version = 1), 0)
        from {MartenTables.Events} where {Real} group by tenant_id order by tenant_id
        """;

    private static readonly string Strays = string.Join(
        " union all ",
        ((string[])
        [
            BoardTables.District, BoardTables.Rebuild, .. BoardTables.Many, MartenTables.SealedBulletins,
            MartenTables.BulletinHeadings, MartenTables.IssueTurns,
        ]).Select(table =>
            $"""
            select '{table}', tenant_id, count(*) from {table}
            where {Mine} and tenant_id not in (
                select tenant_id from {MartenTables.Streams} where id = '{DistrictFounded.Stream}')
            group by tenant_id
            """));

    /// <summary>Compares the log of a database.</summary>
    /// <param name="district">The district; null for all. Positions are compared for all in any case.</param>
    /// <param name="found">Receives what is wrong.</param>
    public async Task RunAsync(StoreDatabase database, string? district, Breaches found, CancellationToken ct)
    {
        foreach (var (sql, report) in All(found))
        {
            await using var command = database.Command(sql);
            command.CommandTimeout = 0;
            if (sql.Contains("$1", StringComparison.Ordinal))
            {
                command.Parameters.Add(new NpgsqlParameter
                {
                    Value = (object?)district ?? DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Text,
                });
            }

            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                report(reader);
            }
        }
    }

    private IEnumerable<(string Sql, Action<NpgsqlDataReader> Report)> All(Breaches found) =>
    [
        (Streams, row => found.Add(
            row.GetString(0), IntegrityCheck.Streams, $"“{row.GetString(1)}”", Counted(row))),
        (Order, row => found.Add(
            row.GetString(0), IntegrityCheck.Streams, $"“{row.GetString(1)}”", Ordered(row))),
        (Gaps, row => found.Add(
            "", IntegrityCheck.Positions, Span(row.GetInt64(0), row.GetInt64(1)), "没有事件。")),
        (Ends, row => Ended(row, found)),
        (Ahead, row => found.Add(
            "", IntegrityCheck.Progress, $"“{row.GetString(0)}”",
            $"处理到第{row.GetInt64(1)}号事件，超过最后一个事件。")),
        (Reached, row => found.Add(
            row.GetString(0), IntegrityCheck.Progress, "计分数据",
            $"处理到第{row.GetInt64(1)}号事件，而处理进度所及的最后一个事件是第{row.GetInt64(2)}号。")),
        (Types, row => Typed(row, found)),
        (Odd, row => found.Add(
            row.GetString(0), IntegrityCheck.Events, $"第{row.GetInt64(1)}号",
            row.GetBoolean(2) ? "被标为归档，本程序从不归档。"
                : row.GetBoolean(3) ? "没有署名。" : "另有二进制内容。")),
        (OddStreams, row => found.Add(
            row.GetString(0), IntegrityCheck.Streams, $"“{row.GetString(1)}”", "被标为归档或压缩，本程序从不如此。")),
        (Founded, row => Begun(row, found)),
        (Strays, row => found.Add(
            row.GetString(1), IntegrityCheck.Districts, row.GetString(0),
            $"有{row.GetInt64(2)}行，而该范围没有设立。")),
    ];

    private static string Counted(NpgsqlDataReader row)
    {
        var (registered, version) = (row.GetBoolean(2), row.GetInt64(3));
        if (row.IsDBNull(4))
        {
            return $"登记到第{version}版，却没有事件。";
        }

        var (events, first, last) = (row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
        return !registered ? $"有{events}个事件，却没有登记。"
            : events < Math.Max(version, last)
                ? $"登记到第{version}版，只有{events}个事件（第{first}版至第{last}版），缺少事件。"
                : $"登记到第{version}版，却有{events}个事件（第{first}版至第{last}版）。";
    }

    private static string Ordered(NpgsqlDataReader row)
    {
        var (version, before, position, earlier) =
            (row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
        return version == before ? $"第{version}版有两个：第{earlier}号和第{position}号事件。"
            : position < earlier ? $"第{version}版（第{position}号事件）排在第{before}版（第{earlier}号事件）之前。"
            : $"第{position}号事件的时刻（{Moment(row, 6)}）早于前一版的时刻（{Moment(row, 7)}）。";
    }

    private static void Ended(NpgsqlDataReader row, Breaches found)
    {
        var (next, last) = (row.GetInt64(0), row.GetInt64(1));
        if (next < last)
        {
            found.Add(
                "", IntegrityCheck.Positions, $"第{next + 1}号起",
                $"序号只发到第{next}号，最后一个事件却是第{last}号：以后的事件会重用序号。");
        }
    }

    private void Typed(NpgsqlDataReader row, Breaches found)
    {
        if (!names.All.ContainsKey(row.GetString(1)))
        {
            found.Add(
                row.GetString(0), IntegrityCheck.Events, $"第{row.GetInt64(3)}号",
                $"类型“{row.GetString(1)}”不是本程序的，共{row.GetInt64(2)}个。");
        }
    }

    private static void Begun(NpgsqlDataReader row, Breaches found)
    {
        var (district, first, founded) = (row.GetString(0), row.GetInt64(2), row.GetInt64(3));
        if (founded == 0)
        {
            found.Add(
                district, IntegrityCheck.Districts, $"“{district}”", $"有{row.GetInt64(1)}个事件，却没有设立。");
        }
        else if (founded != first)
        {
            found.Add(
                district, IntegrityCheck.Districts, $"第{first}号事件", $"早于范围的设立（第{founded}号事件）。");
        }
    }

    private static string Span(long from, long to) => from == to ? $"第{from}号" : $"第{from}号至第{to}号";

    private static string Moment(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column)
        .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
