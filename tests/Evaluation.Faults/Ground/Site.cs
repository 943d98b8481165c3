using System.Diagnostics;
using System.Globalization;
using Evaluation.LocalPostgres;
using Npgsql;

namespace Evaluation.Faults.Ground;

/// <summary>A PostgreSQL of its own in a folder, with its keeper, that may be killed.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly PrivatePostgres postgres;
    private readonly string home;
    private readonly CancellationTokenSource ending = new();
    private readonly Task keeping;

    private Site(PrivatePostgres postgres, string home)
    {
        (this.postgres, this.home) = (postgres, home);
        keeping = postgres.KeepAliveAsync(ending.Token);
    }

    /// <summary>The database in which the program works.</summary>
    public string Connection => postgres.ConnectionString;

    /// <summary>Starts one. What was committed survives a kill: nothing of it is switched off.</summary>
    public static async Task<Site> StartAsync(
        string home, IReadOnlyDictionary<string, string>? settings, CancellationToken ct)
    {
        var options = new PostgresOptions { Cache = PostgresHome.Default().Cache };
        options = settings is null ? options : options with { Settings = settings };
        return new Site(await PrivatePostgres.StartAsync(home, _ => { }, ct, options), home);
    }

    /// <summary>The same server, another database.</summary>
    public string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Connection) { Database = database }.ConnectionString;

    /// <summary>
    /// Kills the main process and waits until its keeper has started another one. Until then, what is left of the old
    /// one may still answer.
    /// </summary>
    public async Task KillAsync(CancellationToken ct)
    {
        var before = Pid();
        using (var process = Process.GetProcessById(before!.Value))
        {
            process.Kill();
        }

        while (Pid() is not { } now || now == before)
        {
            await Task.Delay(50, ct);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ending.CancelAsync();
        await keeping;
        await postgres.DisposeAsync();
        ending.Dispose();
    }

    // Null while there is none, or while its file is being written.
    private int? Pid()
    {
        try
        {
            return int.TryParse(
                File.ReadLines(Path.Combine(new PostgresHome(home).Data, "postmaster.pid")).FirstOrDefault(),
                CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
