using Npgsql;

namespace Evaluation.Server.Kit.Cli;

/// <summary>
/// Whether a process runs projections on a database. Each of them holds a shared lock on a connection of its own, which
/// the database releases it when the process ends, however it ends; nobody has to tidy up.
/// </summary>
public sealed class ServerPresence : IAsyncDisposable
{
    // Any number will do as long as it is always the same: "evalsrv" in ASCII.
    private const long Key = 0x6576616C737276;
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource leaving = new();
    private readonly string database;
    private readonly Task staying;

    private ServerPresence(string database, NpgsqlConnection connection)
    {
        this.database = database;
        staying = StayAsync(connection);
    }

    /// <summary>Whether some process runs projections on the database.</summary>
    public static async Task<bool> AnyAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = await OpenAsync(Alone(connectionString), ct);

        // Closing the connection lets the lock go at once.
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({Key})", connection);
        return await command.ExecuteScalarAsync(ct) is false;
    }

    /// <summary>Makes this process known until disposed of.</summary>
    public static async Task<ServerPresence> HoldAsync(string connectionString, CancellationToken ct)
    {
        var database = Alone(connectionString);
        return new ServerPresence(database, await EnterAsync(database, ct));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await staying;
        leaving.Dispose();
    }

    private static string Alone(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        ApplicationName = "evaluation presence",
    }.ConnectionString;

    private static async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(database);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<NpgsqlConnection> EnterAsync(string database, CancellationToken ct)
    {
        var connection = await OpenAsync(database, ct);
        await using var command = new NpgsqlCommand($"select pg_advisory_lock_shared({Key})", connection);
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    // A database that was restarted has forgotten its locks; the connection is then opened again.
    private async Task StayAsync(NpgsqlConnection connection)
    {
        while (!leaving.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pulse, leaving.Token);
                await using var alive = new NpgsqlCommand("select 1", connection);
                await alive.ExecuteScalarAsync(leaving.Token);
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                await connection.DisposeAsync();
                try
                {
                    connection = await EnterAsync(database, leaving.Token);
                }
                catch (Exception again) when (again is NpgsqlException or OperationCanceledException)
                {
                    // Tried again with the next pulse.
                }
            }
            catch (OperationCanceledException)
            {
                // Leaving.
            }
        }

        await connection.DisposeAsync();
    }
}
