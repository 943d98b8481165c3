using System.Diagnostics;
using System.Globalization;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Accounts;

/// <summary>The audit is found in by whatever is asked for, by the index of it, however much was noted.</summary>
/// <param name="postgres">The test cluster.</param>
public sealed class AuditSizeTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset First = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // What is asked for, and how many of a thousand records it is.
    public static IReadOnlyList<(string Name, AuditAsk Ask)> Asked { get; } =
    [
        ("everything", AuditAsk.All),
        ("person, seldom", AuditAsk.All with { People = ["person.7"] }),
        ("person, never", AuditAsk.All with { People = ["nobody"] }),
        ("district, seldom", AuditAsk.All with { District = "district-0" }),
        ("district and person", AuditAsk.All with { District = "district-3", People = ["person.3"] }),
        ("what, seldom", AuditAsk.All with { What = Audited.Locked }),
        ("a day long ago", AuditAsk.All with { From = First.AddDays(3), Before = First.AddDays(4) }),
        ("person on a day", AuditAsk.All with
        {
            People = ["person.7"], From = First.AddDays(3), Before = First.AddDays(4),
        }),
    ];

    [Fact]
    public Task Every_question_is_answered_by_an_index() => AskAsync(20_000, mayRead: 1500);

    // `ops/test -explicit only` runs it.
    [Fact(Explicit = true)]
    public Task Also_of_a_million_records() => AskAsync(1_000_000, mayRead: 1500);

    // A person did one of 5000 things, a district is concerned by one in 1000, an account is locked once in 10000.
    private async Task AskAsync(int records, long mayRead)
    {
        await using var town = await Town.NewAsync(postgres);
        var source = town.Get<NpgsqlDataSource>();
        await RunAsync(source, $$"""
            insert into accounts.mt_doc_auditrecord (id, data)
            select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8000'
                    || lpad(to_hex(i), 12, '0'))::uuid,
                jsonb_build_object('id', i::text, 'at', at, 'who', 'person.' || i % 5000, 'about', 'thing.' || i % 777,
                    'what', case when i % 10000 = 0 then '{{Audited.Locked}}' else '{{Disclosed.Claims}}' end,
                    'district', 'district-' || case when i % 1000 = 0 then 0 else i % 9 + 1 end, 'address', '',
                    'note', '')
            from (select i, timestamptz '2023-01-01Z' + i * interval '30 seconds' as at
                from generate_series(1, {{records}}) i) made
            """);
        await RunAsync(source, "analyze accounts.mt_doc_auditrecord");
        var audit = town.Get<AuditBook>();
        foreach (var (name, ask) in Asked)
        {
            await RunAsync(source, "select pg_stat_reset()");
            var clock = Stopwatch.StartNew();
            var lines = (await audit.PageAsync(ask, AuditPlace.Newest, 100, Ct)).Lines;
            var took = clock.Elapsed.TotalMilliseconds;
            await Task.Delay(TimeSpan.FromSeconds(1.2), Ct);
            var read = await SequentiallyReadAsync(source);
            TestContext.Current.SendDiagnosticMessage(string.Create(
                CultureInfo.InvariantCulture,
                $"{records} records, {name}: {lines.Count} lines, {took:0.0} ms, {read} read"));
            read.Should().BeLessThanOrEqualTo(mayRead, "that of '{0}' is read without an index", name);
        }
    }

    private static async Task<long> SequentiallyReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select coalesce(seq_tup_read, 0) from pg_stat_user_tables where relname = 'mt_doc_auditrecord'");
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
