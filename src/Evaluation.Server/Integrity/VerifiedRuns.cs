using Evaluation.Server.Kit.Store;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Evaluation.Server.Integrity;

/// <summary>A verification of all districts that was kept.</summary>
/// <param name="At">When it began.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Findings">How many findings there were; -1 for one that could not be done.</param>
/// <param name="Lines">The first findings and the summary, or why it could not be done.</param>
internal sealed record VerifiedRun(DateTimeOffset At, decimal Seconds, int Findings, string Lines);

/// <summary>Keeps the results of the last verifications, for every server and for the health check.</summary>
/// <param name="databases">The databases of the districts; the first one has the table.</param>
internal sealed class VerifiedRuns(Databases databases)
{
    /// <summary>A run that could not be done.</summary>
    public const int Failed = -1;

    private const string Runs = $"{StoreSetup.DocumentSchema}.verified_run";
    private const int MostLines = 10;

    // A month of nights is enough to see since when.
    private const string Insert = $"""
        insert into {Runs} (started, seconds, findings, lines) values ($1, $2, $3, $4) on conflict do nothing
        """;

    private const string Exists = $"select to_regclass('{Runs}') is not null";
    private const string Forget = $"delete from {Runs} where started < $1";
    private const string Select = $"select started, seconds, findings, lines from {Runs} order by started desc limit 1";
    private const int DaysKept = 31;

    /// <summary>Makes the store create the table.</summary>
    public static void AddTo(StoreOptions options)
    {
        var table = new Table(Runs);
        table.AddColumn("started", "timestamp with time zone").AsPrimaryKey();
        table.AddColumn("seconds", "numeric").NotNull();
        table.AddColumn("findings", "integer").NotNull();
        table.AddColumn("lines", "text").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(table);
    }

    /// <summary>The last run; null before the first.</summary>
    public async Task<VerifiedRun?> LastAsync(CancellationToken ct)
    {
        await using var command = databases.All[0].Command(Select);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new VerifiedRun(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetDecimal(1), reader.GetInt32(2), reader.GetString(3))
            : null;
    }

    /// <summary>Keeps what a verification of all districts found.</summary>
    public Task KeepAsync(IntegrityReport report, CancellationToken ct) => KeepAsync(
        new VerifiedRun(
            report.At, report.Seconds, report.Count,
            string.Join('\n', report.Findings.SelectMany(group => group.Lines()).Take(MostLines)
                .Append(report.Summary))),
        ct);

    /// <summary>
    /// Keeps a run; in a database that no server of this build has opened yet there is no place for it.
    /// </summary>
    public async Task KeepAsync(VerifiedRun run, CancellationToken ct)
    {
        await using (var exists = databases.All[0].Command(Exists))
        {
            if (await exists.ExecuteScalarAsync(ct) is false)
            {
                return;
            }
        }

        await using (var insert = databases.All[0].Command(Insert))
        {
            insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = run.At.ToUniversalTime() });
            insert.Parameters.Add(new NpgsqlParameter<decimal> { TypedValue = run.Seconds });
            insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = run.Findings });
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = run.Lines });
            await insert.ExecuteNonQueryAsync(ct);
        }

        await using var forget = databases.All[0].Command(Forget);
        forget.Parameters.Add(new NpgsqlParameter<DateTimeOffset>
        {
            TypedValue = run.At.ToUniversalTime().AddDays(-DaysKept),
        });
        await forget.ExecuteNonQueryAsync(ct);
    }
}
