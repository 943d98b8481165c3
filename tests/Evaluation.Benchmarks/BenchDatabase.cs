using Npgsql;

namespace Evaluation.Benchmarks;

/// <summary>A fresh database for one run, dropped afterwards.</summary>
public sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string server;
    private readonly string name;

    private BenchDatabase(string server, string name) => (this.server, this.name) = (server, name);

    /// <summary>How to reach it.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <summary>Creates an empty one.</summary>
    public static async Task<BenchDatabase> CreateAsync(string server)
    {
        var made = new BenchDatabase(server, $"bench_{Guid.NewGuid():N}");
        await ExecuteAsync(server, $"create database {made.name}");
        return made;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ExecuteAsync(server, $"drop database {name} with (force)");

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
