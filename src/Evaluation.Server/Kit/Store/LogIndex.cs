namespace Evaluation.Server.Kit.Store;

/// <summary>
/// An index of the log by district and position. Without it, reading one district walks over the events of all the
/// others; Marten's own indexes are by position alone and by stream.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class LogIndex(Databases databases) : IHostedService
{
    /// <summary>Its name; Marten is told to leave it alone.</summary>
    public const string Name = "evaluation_events_by_district";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var database in databases.All)
        {
            await using var command = database.Command(
                $"create index if not exists {Name} on {MartenTables.Events} (tenant_id, seq_id)");
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
