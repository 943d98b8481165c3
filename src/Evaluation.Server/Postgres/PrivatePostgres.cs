using Npgsql;

namespace Evaluation.Server.Postgres;

/// <summary>
/// A PostgreSQL cluster of this program alone, on 127.0.0.1, with data in a folder of its home.
/// <para>
/// Every process that uses it holds a shared lock, which ends with the process however it ends. The rule of stopping:
/// the last one out stops the cluster, whoever started it. So a command called while the server runs leaves it running;
/// one called alone leaves nothing behind; and a cluster left by a killed program is stopped by its next user.
/// </para>
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    internal const string Superuser = "evaluation";
    private const string DatabaseName = "evaluation";
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);

    private readonly PostgresHome home;
    private readonly PostgresOptions options;
    private readonly Action<string> say;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim once = new(1, 1);
    private FileStream? usage;
    private ClusterFile file;

    private PrivatePostgres(
        PostgresHome home, PostgresOptions options, Action<string> say, FileStream usage, ClusterFile file, bool started)
    {
        (this.home, this.options, this.say, this.usage, this.file) = (home, options, say, usage, file);
        StartedHere = started;
        Port = file.Port;
    }

    /// <summary>For Npgsql, to the database `evaluation`. Holds the password: never log it.</summary>
    public string ConnectionString => ConnectionTo(file, Port, DatabaseName, pooled: true);

    /// <summary>Whether this process started the cluster; false when it was found running.</summary>
    public bool StartedHere { get; }

    /// <summary>Where it listens on 127.0.0.1; stays the same while this object lives.</summary>
    public int Port { get; }

    /// <summary>Finds the cluster of the home running, starts it, or makes and starts it.</summary>
    /// <param name="home">The home, see <see cref="PostgresHome"/>; made when absent.</param>
    /// <param name="say">Told, in a sentence, what takes long.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="options">What may be chosen; null for the defaults.</param>
    /// <exception cref="PostgresUnavailableException">It cannot be had; the message says why and what to do.</exception>
    public static async Task<PrivatePostgres> StartAsync(
        string home, Action<string> say, CancellationToken ct, PostgresOptions? options = null)
    {
        var here = new PostgresHome(Path.GetFullPath(home));
        var chosen = options ?? new PostgresOptions();
        try
        {
            MakeFolders(here);
            await using var start = await FileLock.AcquireAsync(here.StartLock, say, ct);
            var usage = FileLock.Share(here.UsersLock);
            try
            {
                var (file, started) = await FindOrStartAsync(here, chosen, say, null, ct);
                return new PrivatePostgres(here, chosen, say, usage, file, started);
            }
            catch
            {
                await usage.DisposeAsync();
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PostgresUnavailableException(
                $"{here.Folder} cannot be used as the home of PostgreSQL: {failure.Message} Set "
                + $"{PostgresHome.Variable} to a folder of your own.",
                failure);
        }
    }

    /// <summary>
    /// Watches until cancelled or stopped, and starts the cluster again on the same port when its main process has died.
    /// What was committed is kept; connections of the dead server fail and are opened anew by their pool.
    /// </summary>
    public async Task KeepAliveAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping.Token);
        var pause = TimeSpan.FromMilliseconds(500);
        try
        {
            for (; ; await Task.Delay(pause, either.Token))
            {
                if (Postmaster.Read(home.Data) is not { } master || !master.IsAlive())
                {
                    pause = await ReviveAsync(either.Token) ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(5);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
    }

    /// <summary>Gives the cluster up: stops it when no other process uses it. May be called twice.</summary>
    /// <exception cref="PostgresUnavailableException">It does not stop.</exception>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await once.WaitAsync();
        try
        {
            if (usage is null)
            {
                return;
            }

            await using var start = await FileLock.AcquireAsync(home.StartLock, say, CancellationToken.None);
            await usage.DisposeAsync();
            usage = null;
            await using var alone = FileLock.TryAlone(home.UsersLock);
            if (alone is not null && Postmaster.Read(home.Data) is not null)
            {
                var user = await RunAs.ChooseAsync(file.User, CancellationToken.None);
                await new Cluster(home, options, user)
                    .StopAsync(new PostgresBinaries(file.Bin, new Version()), CancellationToken.None);
            }
        }
        finally
        {
            once.Release();
        }

        await using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<bool> ReviveAsync(CancellationToken ct)
    {
        try
        {
            await using var start = await FileLock.AcquireAsync(home.StartLock, say, ct);
            (file, var started) = await FindOrStartAsync(home, options, say, Port, ct);
            if (started)
            {
                say($"PostgreSQL had died; it runs again on port {Port}.");
            }

            return file.Port == Port;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            say($"PostgreSQL has died and cannot be started again yet: {failure.Message}");
            return false;
        }
    }

    // `samePort` is the only port that will do, or null when any will.
    private static async Task<(ClusterFile File, bool Started)> FindOrStartAsync(
        PostgresHome home, PostgresOptions options, Action<string> say, int? samePort, CancellationToken ct)
    {
        var file = ClusterFile.Read(home);
        var user = await RunAs.ChooseAsync(file?.User, ct);
        if (file is not null && await LivePortAsync(home, file, user, ct) is { } live)
        {
            return (file with { Port = live }, false);
        }

        await RunAs.GiveAsync(user, [home.Postgres, home.StartLock, home.UsersLock], ct);
        await RunAs.MustEnterAsync(user, home.Postgres, ct);
        var cluster = new Cluster(home, options, user);
        var binaries = await PostgresBinaries.FindAsync(
            options, options.Cache ?? home.Cache, file?.Bin, cluster.Major, say, ct);
        await RunAs.MustEnterAsync(user, binaries.Folder, ct);
        if (cluster.Major is null)
        {
            say($"Making a database in {home.Data} with PostgreSQL {binaries.Version} ...");
            file = await cluster.CreateAsync(binaries, ct);
        }
        else if (file is null)
        {
            throw new PostgresUnavailableException(
                $"{home.ClusterFile}, which holds the password, is missing: restore it from a copy, or move "
                + $"{home.Postgres} away to start with an empty database.");
        }

        var port = await cluster.StartAsync(binaries, samePort ?? file!.Port, samePort is null, ct);
        file = file! with { Port = port, Bin = binaries.Folder };
        await file.WriteAsync(home, ct);
        await MakeDatabaseAsync(file, ct);
        return (file, true);
    }

    // Waits for a server that is still starting; null when there is none.
    private static async Task<int?> LivePortAsync(
        PostgresHome home, ClusterFile file, string? user, CancellationToken ct)
    {
        var until = Environment.TickCount64 + AnswerLimit.TotalMilliseconds;
        for (; Postmaster.Read(home.Data) is { } master; await Task.Delay(100, ct))
        {
            if (!await master.MayRunInAsync(home.Data, user, ct))
            {
                return null;
            }

            if (master.Port is { } port && await AnswersAsync(home, file, port, ct))
            {
                return port;
            }

            if (Environment.TickCount64 > until)
            {
                throw new PostgresUnavailableException(
                    $"The process {master.Pid} seems to be the PostgreSQL of {home.Data} but does not answer. See "
                    + $"{home.Log}; stop that process, or delete postmaster.pid there if it is not PostgreSQL.");
            }
        }

        return null;
    }

    private static async Task<bool> AnswersAsync(PostgresHome home, ClusterFile file, int port, CancellationToken ct)
    {
        try
        {
            using var mark = new Mark(home.Data);
            await using var connection = new NpgsqlConnection(ConnectionTo(file, port, "postgres", pooled: false));
            await connection.OpenAsync(ct);
            await using var look = new NpgsqlCommand("select (pg_stat_file($1, true)).size is not null", connection);
            look.Parameters.Add(new NpgsqlParameter { Value = mark.Name });
            return await look.ExecuteScalarAsync(ct) is true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task MakeDatabaseAsync(ClusterFile file, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(file, file.Port, "postgres", pooled: false));
        await connection.OpenAsync(ct);
        await using var look = new NpgsqlCommand(
            $"select 1 from pg_database where datname = '{DatabaseName}'", connection);
        if (await look.ExecuteScalarAsync(ct) is null)
        {
            await using var make = new NpgsqlCommand($"create database {DatabaseName}", connection);
            await make.ExecuteNonQueryAsync(ct);
        }
    }

    private static string ConnectionTo(ClusterFile file, int port, string database, bool pooled) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = database,
            Username = Superuser,
            Password = file.Password,
            Pooling = pooled,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    private static void MakeFolders(PostgresHome home)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(home.Postgres);
            return;
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode enter = UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        for (var missing = Missing(home.Folder); missing is not null; missing = Missing(home.Folder))
        {
            // Root's umask must not keep the server's user out of what is made here.
            Directory.CreateDirectory(missing);
            File.SetUnixFileMode(missing, owner | enter);
        }

        Directory.CreateDirectory(home.Postgres, owner);
    }

    // The outermost folder of a path that does not exist yet.
    private static string? Missing(string folder)
    {
        string? missing = null;
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            missing = at;
        }

        return missing;
    }
}
