using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Accounts;

/// <summary>
/// The keys by which the audit is looked through: by person, by what it was done to, by district and by what was done,
/// each in order of time, and of the log by person. Without them a question about one person reads everything that was
/// ever noted.
/// </summary>
/// <param name="databases">Where records and logs are.</param>
internal sealed class AuditIndexes(Databases databases) : IHostedService
{
    /// <summary>The index of the log; Marten is told to leave it alone, as all of them.</summary>
    public const string OfLog = "evaluation_events_by_person";

    /// <summary>The indexes of the records, each by a member.</summary>
    public static readonly IReadOnlyList<(string Name, string Member)> OfRecords =
    [
        ("evaluation_audit_by_who", "who"), ("evaluation_audit_by_about", "about"),
        ("evaluation_audit_by_district", "district"), ("evaluation_audit_by_what", "what"),
    ];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, member) in OfRecords)
        {
            await MakeAsync(
                databases.All[0], name, $"{MartenTables.AuditRecords} ((data ->> '{member}'), id)", cancellationToken);
        }

        foreach (var database in databases.All)
        {
            await MakeAsync(database, OfLog, $"{MartenTables.Events} (user_name, seq_id)", cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // To make one that is there would still wait for everybody who writes.
    private static async Task MakeAsync(StoreDatabase database, string name, string on, CancellationToken ct)
    {
        await using var known = database.Command("select exists (select from pg_indexes where indexname = $1)");
        known.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        if (await known.ExecuteScalarAsync(ct) is true)
        {
            return;
        }

        await using var command = database.Command($"create index if not exists {name} on {on}");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}
