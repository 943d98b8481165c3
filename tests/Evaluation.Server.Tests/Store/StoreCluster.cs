using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: Xunit.AssemblyFixture(typeof(Evaluation.Server.Tests.Store.StoreCluster))]

namespace Evaluation.Server.Tests.Store;

/// <summary>A throw-away PostgreSQL for the tests of the store; gives every test class a database of its own.</summary>
public sealed class StoreCluster : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "evaluation-" + Guid.NewGuid().ToString("N"));
    private readonly int _port = FreePort();
    private int _databases;

    /// <summary>Creates an empty database and returns how to reach it.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"store_{Interlocked.Increment(ref _databases)}";
        await using var admin = new NpgsqlConnection(Connection("postgres"));
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", admin);
        await command.ExecuteNonQueryAsync();
        return Connection(name);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", _folder);
        }

        await ServerAsync("initdb", "-D", Path.Combine(_folder, "data"), "-U", "app", "-A", "trust", "-N",
            "--encoding=UTF8", "--locale=C");
        var options = $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off";
        await ServerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-l", Path.Combine(_folder, "log"),
            "-o", options, "-w", "start");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ServerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, true);
    }

    private string Connection(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=app;Database={database};Maximum Pool Size=40";

    private static Task ServerAsync(string program, params string[] arguments)
    {
        var binary = Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), null))
            .Select(folder => Path.Combine(folder, "bin", program))
            .First(File.Exists);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", "postgres", "--", binary, .. arguments])
            : RunAsync(binary, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit {process.ExitCode}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
