using System.Collections.Concurrent;
using Evaluation.LocalPostgres;
using Npgsql;

namespace Evaluation.Server.Tests.Postgres;

/// <summary>A home under the system's temporary folder, with all clusters started in it: gone at the end.</summary>
internal sealed class TempHome : IAsyncDisposable
{
    private readonly List<PrivatePostgres> started = [];

    public TempHome()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"evaluation-tests-{Guid.NewGuid():n}");
        Directory.CreateDirectory(Folder);
        if (!OperatingSystem.IsWindows())
        {
            // Root's tests run the server as another user, who must be able to enter.
            File.SetUnixFileMode(Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    /// <summary>Settings for data that nobody misses. Fetched binaries are shared by all tests and runs.</summary>
    public static PostgresOptions Quick { get; } = new() { Fsync = false, Cache = PostgresHome.Default().Cache };

    public string Folder { get; }

    public PostgresHome Home => new(Folder);

    public ConcurrentQueue<string> Messages { get; } = [];

    public int Pid => int.Parse(
        File.ReadLines(Path.Combine(Home.Data, "postmaster.pid")).First(),
        System.Globalization.CultureInfo.InvariantCulture);

    public async Task<PrivatePostgres> StartAsync(PostgresOptions? options = null)
    {
        var postgres = await PrivatePostgres.StartAsync(
            Folder, Messages.Enqueue, TestContext.Current.CancellationToken, options ?? Quick);
        started.Add(postgres);
        return postgres;
    }

    /// <summary>SIGKILL to the main process alone.</summary>
    public void Kill()
    {
        using var process = System.Diagnostics.Process.GetProcessById(Pid);
        process.Kill();
    }

    /// <summary>Waits for a sentence that begins so.</summary>
    public async Task SaidAsync(string beginning)
    {
        while (!Messages.Any(sentence => sentence.StartsWith(beginning, StringComparison.Ordinal)))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static async Task<T?> AskAsync<T>(string connectionString, string sql)
    {
        var plain = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(plain);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var postgres in started)
        {
            await postgres.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
