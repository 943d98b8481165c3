using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Rebuilding;

/// <summary>
/// The right to rebuild a district: a second one waits. It ends with the connection, also when the process dies.
/// </summary>
internal sealed class RebuildTurn : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private RebuildTurn(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<RebuildTurn> TakeAsync(StoreDatabase database, string district, CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select pg_advisory_lock(hashtextextended('rebuild/' || $1, 0))", connection)
        {
            CommandTimeout = 0,
        };
        command.Parameters.Add(new NpgsqlParameter { Value = district });
        await command.ExecuteNonQueryAsync(ct);
        return new RebuildTurn(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        await connection.DisposeAsync();
    }
}
