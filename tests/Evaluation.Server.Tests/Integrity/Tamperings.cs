using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;

namespace Evaluation.Server.Tests.Integrity;

/// <summary>Something that somebody does by SQL, and what is said about it.</summary>
/// <param name="Name">In words.</param>
/// <param name="Said">What one line of the report holds.</param>
internal sealed record Tampering(string Name, string Sql, params string[] Said);

/// <summary>The ways of tampering that are tried.</summary>
internal static class Tamperings
{
    private const string Events = MartenTables.Events, Streams = MartenTables.Streams,
        Issues = MartenTables.SealedBulletins, Here = $"tenant_id = '{Town.District}'";

    private const string After = $"(select max(seq_id) + 1 from {Events})";
    private const string First = $"{Here} and id = '2023-W01'";
    private const string Sealing = $"{Here} and type = 'bulletin.sealed.v1' and data ->> 'week' = '2023-01-02'";

    /// <summary>All.</summary>
    public static IReadOnlyList<Tampering> All => [.. OfIssues, .. OfLists, .. OfLog, .. OfContent, .. OfBoard];

    private static IEnumerable<Tampering> OfIssues =>
    [
        new("a byte of a page", Set("page", "data ->> 'page' || ' '"), "存档　2023-W01：页面与签发时不同"),
        new("a page with its hash", $"{Set("page", Better)}; {Hash("page")}", "存档　2023-W01：页面旁存的校验和"),
        new("a page with all its hashes", Whole("page", Better), "印发内容　2023-W01页面：排名表第", "9.99"),
        new("two names of a page, with all hashes",
            Whole("page", "translate(data ->> 'page', '桂永', '永桂')"), "印发内容　2023-W01页面：排名表第"),
        new("a number beside the ranking, with all hashes",
            Whole("page", "regexp_replace(data ->> 'page', '(行</span>\\s*<span class=\"n\">)[0-9.]+', '\\17.77')"),
            "印发内容　2023-W01页面：印作", "7.77"),
        new("a stored record", Set("record", "replace(data ->> 'record', '桂城', '永城')"),
            "存档　2023-W01：存档的记录与签发事件中的不同"),
        new("a record with its hash",
            $"{Set("record", "replace(data ->> 'record', '桂城', '永城')")}; {Hash("record")}",
            "存档　2023-W01：记录旁存的校验和"),
        new("a record with all its hashes", WholeRecord, "重算　2023-W01：重算与签发记录在第"),
        new("an event that says no more what it counts to",
            $"update {Events} set data = data - 'position' where {Sealing}", "重算　全部通报：不能重算"),
        new("an event without its hash", $"update {Events} set data = data - 'sha256' where {Sealing}",
            "事件　第", "缺少本程序总会写入的内容"),
        new("a table", Set("table", "replace(data ->> 'table', '桂城', '永城')"), "存档　2023-W01：表格与签发时不同"),
        new("a table with all its hashes", Whole("table", "replace(data ->> 'table', '桂城', '永城')"),
            "印发内容　2023-W01表格：第", "永城街道"),
        new("an issue taken away", $"delete from {Issues} where {Here} and id = '2023-W01.002'",
            "存档　2023-W01.002：没有存档"),
        new("an issue that nobody sealed",
            $"insert into {Issues} (tenant_id, id, data) "
            + $"select tenant_id, '2023-W09', data from {Issues} where {First}",
            "存档　2023-W09：有存档，却没有签发它的事件"),
        new("the hash in the sealing event",
            $"update {Events} set data = data || '{{\"pageSha256\": \"00\"}}' where {Sealing}",
            "存档　2023-W01：页面与签发时不同"),
        new("the record in the sealing event",
            $"update {Events} set data = data || jsonb_build_object('record', data ->> 'record' || ' ') "
            + $"where {Sealing}",
            "存档　2023-W01：签发事件中的记录与事件中的校验和不同"),
        new("the name of who approved an issue",
            $"update {Events} set data = data || '{{\"sealer\": \"别人\"}}' where type = 'bulletin.reissued.v1'",
            "重算　2023-W01.002：重算与签发记录在第", "别人"),
        new("the name of who proposed an issue, in its signature",
            $"update {Events} set headers = headers || '{{\"person\": \"别人\"}}' "
            + "where type = 'bulletin.reissue.proposed.v1'",
            "内容写明办理人姓名为“马经办”，署名却是“别人”"),
        new("a byte of the paper for everybody",
            $"update {Issues} set data = data || jsonb_build_object('page', data ->> 'page' || ' ') "
            + $"where {Here} and id = '2023-W02.public'",
            "存档　2023-W02.public：页面与签发时不同"),
        new("the paper for everybody taken away", $"delete from {Issues} where {Here} and id = '2023-W02.public'",
            "存档　2023-W02.public：没有存档"),
        new("the record of the paper for everybody in the sealing event",
            $"update {Events} set data = jsonb_set(data, '{{public,record}}', to_jsonb(replace("
            + "data -> 'public' ->> 'record', '桂城', '永城'))) "
            + $"where {Here} and type = 'bulletin.sealed.v1' and data ->> 'week' = '2023-01-09'",
            "重算　2023-W02：公开份的重算与签发记录在第"),
        new("for whom a week is printed",
            $"update {MartenTables.BulletinHeadings} set data = data - 'papers' where {Here} and id = '2023-W03'",
            "2023-W03"),
        new("what an issue takes the place of",
            $"update {Events} set data = data || '{{\"supersedes\": \"00\"}}' where type = 'bulletin.reissued.v1'",
            "存档　2023-W01.002：所取代的印发"),
    ];

    private static IEnumerable<Tampering> OfLists =>
    [
        new("the issue in force",
            $"update {MartenTables.BulletinHeadings} set data = data || '{{\"issue\": 1}}' where {First}",
            "通报目录　2023-W01：", "第1次印发"),
        new("a heading taken away", $"delete from {MartenTables.BulletinHeadings} where {First}",
            "通报目录　2023-W01：已签发，目录中却没有"),
        new("a heading too many",
            $"""
            insert into {MartenTables.BulletinHeadings} (tenant_id, id, data)
            select tenant_id, '2023-W09', data from {MartenTables.BulletinHeadings} where {First}
            """,
            "通报目录　2023-W09：列在目录中"),
        new("a turn taken away", $"delete from {MartenTables.IssueTurns} where {Here} and id = 2",
            "通报目录　印发次序"),
    ];

    private static IEnumerable<Tampering> OfLog =>
    [
        new("an event inside a stream taken away",
            $"delete from {Events} where {Here} and stream_id = 'claim/V1' and version = 1",
            "事件流　“claim/V1”：登记到第3版，只有2个事件"),
        new("the last event of a stream taken away, with its count",
            $"""
            delete from {Events} where {Here} and stream_id = 'claim/V1' and version = 3;
            update {Streams} set version = 2 where {Here} and id = 'claim/V1'
            """,
            "事件序号　第", "没有事件"),
        new("a whole stream taken away",
            $"""
            delete from {Events} where {Here} and stream_id = 'claim/V3';
            delete from {Streams} where {Here} and id = 'claim/V3'
            """,
            "计分数据　事项表“V3”：在事件重算中不存在"),
        new("the events of a stream taken away", $"delete from {Events} where {Here} and stream_id = 'claim/V4'",
            "事件流　“claim/V4”：登记到第2版，却没有事件"),
        new("a stream taken away", $"delete from {Streams} where {Here} and id = 'claim/V4'",
            "事件流　“claim/V4”：有2个事件，却没有登记"),
        new("an event added", Copied(After, "version + 1", "stream_id", "type"),
            "事件流　“claim/V3”：登记到第1版，却有2个事件"),
        new("an event added before everything",
            Copied("0", "1", "'claim/V9'", "type"),
            "范围　第0号事件：早于范围的设立"),
        new("an event of another program", Copied(After, "2", "stream_id", "'claim.praised.v1'"),
            "类型“claim.praised.v1”不是本程序的"),
        new("an event moved to another district",
            $"update {Events} set tenant_id = '{VerifiedTown.Other}' where {Here} and stream_id = 'claim/V3'",
            $"{VerifiedTown.Other}　事件流　“claim/V3”：有1个事件，却没有登记"),
        new("two positions exchanged",
            $"""
            with two as (select version, seq_id from {Events} where {Here} and stream_id = 'claim/V1' and version < 3)
            update {Events} e set seq_id = -(select seq_id from two where version = 3 - e.version)
            where {Here} and stream_id = 'claim/V1' and version < 3;
            update {Events} set seq_id = -seq_id where seq_id < 0
            """,
            "事件流　“claim/V1”：第2版", "排在第1版"),
        new("a time set back",
            $"update {Events} set timestamp = timestamp - interval '90 days' where {Here} and stream_id = 'claim/V1' "
            + "and version = 3",
            "事件流　“claim/V1”：第", "早于前一版的时刻"),
        new("the sequence set back", $"select setval('{MartenTables.EventSequence}', 5)", "事件序号　第6号起",
            "重用序号"),
        new("the last position to be given again",
            $"select setval('{MartenTables.EventSequence}', (select max(seq_id) from {Events}), false)",
            "事件序号　第", "重用序号"),
        new("progress beyond the log", $"update {MartenTables.Progression} set last_seq_id = last_seq_id + 100",
            "处理进度　“HighWaterMark”：处理到第"),
        new("a board that is behind its progress",
            $"update {BoardTables.District} set position = position - 1 where {Here}", "处理进度　计分数据：处理到第"),
        new("a district without its founding",
            $"""
            delete from {Events} where tenant_id = '{VerifiedTown.Other}' and stream_id = 'district';
            delete from {Streams} where tenant_id = '{VerifiedTown.Other}' and id = 'district'
            """,
            $"{VerifiedTown.Other}　范围　“{VerifiedTown.Other}”：有", "却没有设立"),
        new("rows of a district that does not exist",
            $"update {BoardTables.Name} set tenant_id = 'nobody' where tenant_id = '{VerifiedTown.Other}'",
            "nobody　范围　evaluation.live_name"),
        new("a stream put away", $"update {Streams} set is_archived = true where {Here} and id = 'closings'",
            "事件流　“closings”：被标为归档"),
        new("an event put away", $"update {Events} set is_archived = true where {Here} and stream_id = 'closings'",
            "被标为归档"),
    ];

    private static IEnumerable<Tampering> OfContent =>
    [
        new("what a claim says", Said("claim/V2", "\"top\"", "\"staff\""), "计分数据　台账“V2”（永安镇"),
        new("what a claim said before the sealing", Said("claim/V1", "\"top\"", "\"staff\""), "重算　2023-W01：重算与"),
        new("a member that nobody reads",
            $"update {Events} set data = data || '{{\"other\": 5}}' "
                + $"where {Here} and stream_id = 'claim/V2' and version = 1",
            "从不写入的内容"),
        new("what cannot be read",
            $"update {Events} set data = '{{\"claim\": 5}}' where {Here} and stream_id = 'claim/V2' and version = 1",
            "（“claim/V2”）：内容读不出"),
        new("what does not follow",
            $"update {Events} set type = 'claim.refused.v1' where {Here} and stream_id = 'claim/V3'",
            "（“claim/V3”）：接不上它以前的事件"),
        new("what belongs elsewhere", Said("claim/V3", "\"V3\"", "\"V7\""), "（“claim/V3”）：按内容应在“claim/V7”中"),
        new("the text of the rules", Said("rulebook", "gives: 0.3\\n", "gives: 0.9\\n"),
            "事件　考评办法第1版：文本与采纳时的校验和不一致"),
        new("who sealed", $"update {Events} set user_name = 'chen' where {Sealing}", "署名却是“chen”"),
        new("a signature taken away",
            $"update {Events} set user_name = null where {Here} and stream_id = 'claim/V2' and version = 2",
            "没有署名"),
    ];

    private static IEnumerable<Tampering> OfBoard =>
    [
        new("a status", Board(BoardTables.Claim, "status = 'Refused'", "id = 'V2'"), "事项表“V2”：与事件重算不一致"),
        new("a claim taken away", Gone(BoardTables.Claim, "id = 'V2'"), "事项表“V2”：缺失"),
        new("a claim too many", More(BoardTables.Claim, "id", "'V8'", "id = 'V2'"), "事项表“V8”：在事件重算中不存在"),
        new("a name", Board(BoardTables.Name, "name = '别的公司'", "id = '鼎新'"), "名称表“鼎新”：与事件重算不一致"),
        new("a name taken away", Gone(BoardTables.Name, "id = '鼎新'"), "名称表“鼎新”：缺失"),
        new("a name too many", More(BoardTables.Name, "id", "'丙厂'", "id = '鼎新'"),
            "名称表“丙厂”：在事件重算中不存在"),
        new("an entry", Board(BoardTables.Ledger, Put("\"top\"", "\"staff\""), "unit = '永安镇'"), "台账“V2”（永安镇"),
        new("an entry that ended",
            Board(
                BoardTables.Ledger,
                "data = regexp_replace(data::text, '\"knownTo\":([0-9])', '\"knownTo\":1\\1')::json",
                "data::text like '%\"V1\"%'"),
            "台账“V1”（桂城街道"),
        new("a unit's ledger taken away", Gone(BoardTables.Ledger, "unit = '永安镇'"), "台账“V2”（永安镇", "缺失"),
        new("a ledger too many", More(BoardTables.Ledger, "week", "week + 70", "unit = '永安镇'"), "台账",
            "在事件重算中不存在"),
        new("a ledger that is none", Board(BoardTables.Ledger, "data = '[null]'", "unit = '永安镇'"),
            "台账永安镇2023-W01"),
        new("a sheet's total", Board(BoardTables.Sheet, "total = total + 1", "unit = '永安镇'"),
            "得分表永安镇2023-W0", "与事件重算不一致"),
        new("a sheet", Board(BoardTables.Sheet, Put("\"V4\"", "\"V8\""), "unit = '桂城街道'"),
            "得分表桂城街道2023-W01"),
        new("a sheet taken away", Gone(BoardTables.Sheet, "unit = '永安镇'"), "得分表永安镇", "缺失"),
        new("a sheet too many", More(BoardTables.Sheet, "week", "week + 70", "unit = '永安镇'"), "得分表永安镇",
            "在事件重算中不存在"),
        new("a ranking", Board(BoardTables.Ranking, Put("\"yearRank\":1", "\"yearRank\":2"), "group_name = '镇街'"),
            "排名镇街2023-W01：与事件重算不一致"),
        new("a ranking taken away", Gone(BoardTables.Ranking, "group_name = '部门'"), "排名部门2023-W01：缺失"),
        new("a ranking too many", More(BoardTables.Ranking, "group_name", "'园区'", "group_name = '部门'"),
            "排名园区", "在事件重算中不存在"),
        new("the district's file",
            Board(BoardTables.District, "file = replace(file::text, '试验区', '实验区')::json", "true"),
            "范围档案“shi-yan”：与事件重算不一致"),
        new("the district's row taken away", Gone(BoardTables.District, "true"), "范围档案“shi-yan”：缺失"),
        new("rows of another generation", More(BoardTables.Name, "generation", "generation + 7", "id = '鼎新'"),
            "计分数据　evaluation.live_name：有1行属于第8代"),
    ];

    // The first total of the ranking.
    private static string Better =>
        "regexp_replace(data ->> 'page', '(<tr id=\"unit-.*?class=\"n total\">)[0-9.]+', '\\19.99')";

    private static string WholeRecord =>
        $"""
        {Set("record", "replace(data ->> 'record', '\"number\":1,', '\"number\":7,')")}; {Hash("record")};
        update {Events} e set data = e.data || jsonb_build_object(
            'record', i.data ->> 'record', 'sha256', i.data ->> 'recordSha256')
        from {Issues} i
        where e.tenant_id = '{Town.District}' and e.type = 'bulletin.sealed.v1' and e.data ->> 'week' = '2023-01-02'
            and i.tenant_id = e.tenant_id and i.id = '2023-W01'
        """;

    private static string Set(string part, string value) =>
        $"update {Issues} set data = data || jsonb_build_object('{part}', {value}) where {First}";

    private static string Hash(string part) => Set(
        $"{part}Sha256", $"encode(sha256(convert_to(data ->> '{part}', 'UTF8')), 'hex')");

    private static string Whole(string part, string value) =>
        $"""
        {Set(part, value)}; {Hash(part)};
        update {Events} set data = data || jsonb_build_object('{part}Sha256', (
            select i.data ->> '{part}Sha256' from {Issues} i
            where i.tenant_id = '{Town.District}' and i.id = '2023-W01'))
        where {Sealing}
        """;

    private static string Said(string stream, string from, string to) =>
        $"update {Events} set data = replace(data::text, '{from}', '{to}')::jsonb where {Here} "
        + $"and stream_id = '{stream}' and version = 1";

    private static string Copied(string position, string version, string stream, string type) =>
        $"""
        insert into {Events} (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name)
        select {position}, gen_random_uuid(), {stream}, {version}, data, {type}, timestamp, tenant_id, user_name
        from {Events} where {Here} and stream_id = 'claim/V3' and version = 1
        """;

    private static string Put(string from, string to) => $"data = replace(data::text, '{from}', '{to}')::json";

    private static string Board(string table, string set, string where) =>
        $"update {table} set {set} where {Here} and {where}";

    private static string Gone(string table, string where) => $"delete from {table} where {Here} and {where}";

    private static string More(string table, string column, string value, string where) =>
        $"""
        create temp table more as select * from {table} where {Here} and {where} limit 1;
        update more set {column} = {value}; insert into {table} select * from more; drop table more
        """;
}
