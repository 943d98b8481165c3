using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>A database that holds districts.</summary>
/// <param name="source">Its pool of connections.</param>
public sealed class StoreDatabase(NpgsqlDataSource source)
{
    /// <summary>A command on a connection of its own; the caller disposes of it.</summary>
    public NpgsqlCommand Command(string sql) => source.CreateCommand(sql);

    /// <summary>An open connection; the caller disposes of it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct) => await source.OpenConnectionAsync(ct);
}
