using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// The right to do something in a database that only one process at a time may do. It ends with the connection, also
/// when the process dies.
/// </summary>
public sealed class Turn : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private Turn(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Takes the right; waits while another process has it.</summary>
    /// <param name="name">What is to be done, for example `rebuild/dinghu`.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Turn> TakeAsync(StoreDatabase database, string name, CancellationToken ct) =>
        (await TakeAsync(database, "select true from pg_advisory_lock(hashtextextended($1, 0))", name, ct))!;

    /// <summary>Takes the right; null when another process has it.</summary>
    /// <param name="name">What is to be done, for example `resume/dinghu`.</param>
    /// <param name="ct">Cancels.</param>
    public static Task<Turn?> TryTakeAsync(StoreDatabase database, string name, CancellationToken ct) =>
        TakeAsync(database, "select pg_try_advisory_lock(hashtextextended($1, 0))", name, ct);

    private static async Task<Turn?> TakeAsync(StoreDatabase database, string sql, string name, CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter { Value = name });
            if (await command.ExecuteScalarAsync(ct) is true)
            {
                return new Turn(connection);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using (var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        await connection.DisposeAsync();
    }
}
