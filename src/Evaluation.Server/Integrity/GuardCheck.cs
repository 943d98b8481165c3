using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Integrity;

/// <summary>
/// Whether the tables are guarded as the program made them: with their keys, and with nothing that changes rows behind
/// its back.
/// </summary>
internal static class GuardCheck
{
    private const string Tables = """
        with tables as (
            select c.oid, n.nspname || '.' || c.relname as name
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any($1) and c.relkind in ('r', 'p'))
        """;

    // An event belongs to a stream that there is; whoever takes the stream away does not take its events along.
    private const string OwnKey = $"""
        (t.name = '{MartenTables.Events}' and c.confrelid = to_regclass('{MartenTables.Streams}')
            and c.confupdtype = 'a' and c.confdeltype = 'a')
        """;

    private const string Added = $"""
        {Tables}
        select t.name, '触发器', g.tgname from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
        union all
        select t.name, '改写规则', r.rulename from tables t join pg_rewrite r on r.ev_class = t.oid
        union all
        select t.name, '行级策略', p.polname from tables t join pg_policy p on p.polrelid = t.oid
        union all
        select t.name, '下级表', i.inhrelid::regclass::text from tables t join pg_inherits i on i.inhparent = t.oid
        union all
        select t.name, '约束', c.conname from tables t join pg_constraint c on c.conrelid = t.oid
        where c.contype in ('c', 'x') or (c.contype = 'f' and not {OwnKey})
        union all
        select t.name, '默认值', a.attname
        from tables t join pg_attrdef d on d.adrelid = t.oid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = d.adnum
        where t.name = '{MartenTables.Events}' and a.attname not in ('is_archived', 'tenant_id', 'timestamp')
        union all
        select n.nspname || '.' || c.relname, '步长', s.seqincrement::text
        from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any($1) and s.seqincrement <> 1
        order by 1, 2, 3
        """;

    // Streams are numbered without a gap or a fork because of the second key of the log.
    private const string Missing = $"""
        {Tables},
        keys as (
            select i.indrelid, i.indisprimary, array(
                select a.attname::text from unnest(i.indkey::int2[]) as k (number)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                order by a.attname collate "C") as columns
            from pg_index i where i.indisunique and i.indisvalid and i.indpred is null)
        select t.name, '主键（' || wanted.columns || '）'
        from tables t join unnest($2, $3) as wanted (name, columns) on wanted.name = t.name
        where not exists (
            select 1 from keys k
            where k.indrelid = t.oid and k.indisprimary and array_to_string(k.columns, ', ') = wanted.columns)
        union all
        select name, '事件流与版本的唯一索引' from tables t
        where name = '{MartenTables.Events}' and not exists (
            select 1 from keys k
            where k.indrelid = t.oid and k.columns @> array['stream_id', 'version']
                and k.columns <@ array['is_archived', 'stream_id', 'tenant_id', 'version'])
        union all
        select name, '事件对事件流的外键' from tables t
        where name = '{MartenTables.Events}' and not exists (
            select 1 from pg_constraint c where c.conrelid = t.oid and c.contype = 'f' and {OwnKey})
        order by 1, 2
        """;

    private static readonly string[] Schemas =
        [StoreSetup.EventSchema, StoreSetup.DocumentSchema, StoreSetup.AccountSchema];

    /// <summary>Looks at the tables of a database.</summary>
    /// <param name="shapes">The tables that the program makes.</param>
    /// <param name="found">Receives what is wrong.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task RunAsync(
        StoreDatabase database, IReadOnlyList<TableShape> shapes, Breaches found, CancellationToken ct)
    {
        foreach (var column in await TableShape.AbsentAsync(database, shapes, ct))
        {
            found.Add("", IntegrityCheck.Guards, column, "缺少这一列。");
        }

        await ReadAsync(database, Added, [], row => found.Add(
            "", IntegrityCheck.Guards, row.GetString(0),
            $"有{row.GetString(1)}“{row.GetString(2)}”，不是本程序设置的，可能改动写入或读出的内容。"), ct);
        await ReadAsync(
            database, Missing, [[.. shapes.Select(one => one.Name)], [.. shapes.Select(one => one.Key)]],
            row => found.Add(
                "", IntegrityCheck.Guards, row.GetString(0),
                $"缺少{row.GetString(1)}，重复的内容不会被数据库拒绝。"),
            ct);
    }

    private static async Task ReadAsync(
        StoreDatabase database, string sql, string[][] further, Action<NpgsqlDataReader> report, CancellationToken ct)
    {
        await using var command = database.Command(sql);
        foreach (var values in (string[][])[Schemas, .. further])
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = values });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            report(reader);
        }
    }
}
