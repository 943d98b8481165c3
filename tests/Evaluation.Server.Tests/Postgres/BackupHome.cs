using Evaluation.LocalPostgres;
using Evaluation.LocalPostgres.Backups;
using Npgsql;

namespace Evaluation.Server.Tests.Postgres;

/// <summary>A private cluster with a folder of back-ups beside it, and what a drill does to both.</summary>
internal sealed class BackupHome : IAsyncDisposable
{
    private readonly TempHome home = new();
    private PrivatePostgres? postgres;

    public PostgresHome Home => home.Home;

    public BackupFolder Folder => new(Path.Combine(home.Folder, "backups"));

    public string Connection => postgres!.ConnectionString;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<BackupHome> StartAsync(bool durable = false)
    {
        var before = postgres;
        postgres = await home.StartAsync(TempHome.Quick with { Fsync = durable });
        if (before is not null)
        {
            // It gives up its share of the cluster and leaves it to the new one.
            await before.StopAsync();
        }

        return this;
    }

    public Task StopAsync() => postgres!.StopAsync();

    /// <summary>Kills the server in the middle of its work and deletes all that it had.</summary>
    public async Task DestroyAsync()
    {
        home.Kill();
        File.Delete(Path.Combine(Home.Postgres, "cluster.json"));
        for (var tries = 0; Directory.Exists(Home.Data); tries++)
        {
            try
            {
                Directory.Delete(Home.Data, recursive: true);
            }
            catch (IOException) when (tries < 100)
            {
                // Processes of the dead server still write.
                await Task.Delay(50, Ct);
            }
        }

        await StopAsync();
    }

    public void Kill() => home.Kill();

    /// <summary>The cluster as verbs are given it.</summary>
    public DatabaseConnection Database() => new(new NpgsqlConnectionStringBuilder(Connection), postgres);

    /// <summary>The cluster as if it were a server of one's own.</summary>
    public DatabaseConnection Given() => new(new NpgsqlConnectionStringBuilder(Connection), null);

    public Task<BackupRecord> BackUpAsync(int keep = 7) =>
        BaseBackup.TakeAsync(Database(), Folder, keep, new Progress<(long, long)>(), Ct);

    /// <summary>The last file of a name in the folder of back-ups.</summary>
    public string FileOf(string pattern) => Directory
        .GetFiles(Folder.Root, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();

    public Task<T?> AskAsync<T>(string sql) => TempHome.AskAsync<T>(Connection, sql);

    /// <summary>Adds a row and says when it was stored.</summary>
    public async Task<DateTimeOffset> NoteAsync(string text)
    {
        await AskAsync<object>($"insert into note values ('{text}')");
        return new DateTimeOffset(await AskAsync<DateTime>("select clock_timestamp()"));
    }

    /// <summary>Ends a file of the log, so that the next one begins.</summary>
    public Task SwitchAsync() => AskAsync<object>("select pg_switch_wal()::text");

    /// <summary>Waits until all that is stored has been received, and what is whole is packed.</summary>
    public async Task ReceivedAsync()
    {
        const string sql = "select coalesce(bool_or(flush_lsn >= pg_current_wal_lsn()), false) "
            + "from pg_stat_replication where application_name = 'evaluation backup'";
        const ulong size = 16 << 20;
        while (!await AskAsync<bool>(sql) || Folder.Arrived(size).Count > 0)
        {
            await Task.Delay(50, Ct);
        }
    }

    /// <summary>Follows the log until disposed of; the first base back-up is there when this returns.</summary>
    public async Task<Following> FollowAsync()
    {
        var following = new Following(this);
        while (Folder.All().Count == 0 || !File.Exists(Folder.ReceiverFile))
        {
            if (following.Running.IsCompleted)
            {
                await following.Running;
            }

            await Task.Delay(50, Ct);
        }

        return following;
    }

    /// <summary>Restores the home and says what the table `note` held when it was ready.</summary>
    public async Task<(RestoreResult Result, string Notes)> RestoreAsync(
        DateTimeOffset? until = null, bool replace = false)
    {
        var notes = "";
        var result = await new Restore(
            new RestoreRequest(Folder, until, replace),
            async (connection, _) => notes = await NotesAsync(connection),
            new Progress<(long, long)>(), _ => { }, TempHome.Quick).PrivateAsync(Home, Ct);
        return (result, notes);
    }

    public static async Task<string> NotesAsync(string connection) =>
        await TempHome.AskAsync<bool>(connection, "select to_regclass('note') is not null")
            ? await TempHome.AskAsync<string>(connection, "select string_agg(text, ' ' order by text) from note") ?? ""
            : "";

    public async ValueTask DisposeAsync() => await home.DisposeAsync();
}

/// <summary>A follower at work.</summary>
internal sealed class Following : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();

    public Following(BackupHome home) => Running = new LogFollower(
        home.Database(), home.Folder, 7, TimeSpan.FromHours(24), Said.Enqueue).RunAsync(stop.Token);

    public System.Collections.Concurrent.ConcurrentQueue<string> Said { get; } = [];

    public Task Running { get; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await Running;
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        stop.Dispose();
    }
}
