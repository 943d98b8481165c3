using Npgsql;

namespace Evaluation.LocalPostgres;

/// <summary>
/// A PostgreSQL cluster of this program alone, on 127.0.0.1, with data in a folder of its home.
/// <para>
/// Every process that uses it holds a shared lock, which ends with the process however it ends. The rule of stopping:
/// the last one out stops the cluster, no matter who started it. So a command called while the server runs leaves it
/// running; one called alone leaves nothing behind; and a cluster left by a killed program is stopped by its next user.
/// </para>
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly PostgresHome home;
    private readonly PostgresOptions options;
    private readonly Action<string> say;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim once = new(1, 1);
    private FileStream? usage;
    private ClusterFile file;

    private PrivatePostgres(
        PostgresHome home, PostgresOptions options, Action<string> say,
        FileStream usage, ClusterFile file, bool started)
    {
        (this.home, this.options, this.say, this.usage, this.file) = (home, options, say, usage, file);
        StartedHere = started;
        Port = file.Port;
    }

    /// <summary>For Npgsql, to the database `evaluation`. Holds the password: never log it.</summary>
    public string ConnectionString => Launch.ConnectionTo(file, Port, Launch.DatabaseName, pooled: true);

    /// <summary>Whether this process started the cluster; false when it was found running.</summary>
    public bool StartedHere { get; }

    /// <summary>Where it listens on 127.0.0.1; stays the same while this object lives.</summary>
    public int Port { get; }

    /// <summary>Its home.</summary>
    internal string Folder => home.Folder;

    /// <summary>The folder of the executables that it runs with.</summary>
    internal string Bin => file.Bin;

    /// <summary>Puts what must be remembered of the cluster, its password among it, beside a back-up.</summary>
    internal Task SaveClusterFileAsync(string folder, CancellationToken ct) => file.CopyAsync(folder, ct);

    /// <summary>Finds the cluster of the home running, starts it, or makes and starts it.</summary>
    /// <param name="home">The home, see <see cref="PostgresHome"/>; made when absent.</param>
    /// <param name="say">Receives a sentence about what takes long.</param>
    /// <param name="options">Options of the cluster; null for the defaults.</param>
    /// <exception cref="PostgresUnavailableException">It cannot be had; the message says what to do.</exception>
    public static async Task<PrivatePostgres> StartAsync(
        string home, Action<string> say, CancellationToken ct, PostgresOptions? options = null)
    {
        var here = new PostgresHome(Path.GetFullPath(home));
        var chosen = options ?? new PostgresOptions();
        try
        {
            here.Make();
            await using var start = await FileLock.AcquireAsync(here.StartLock, say, ct);
            var usage = FileLock.Share(here.UsersLock);
            try
            {
                var (file, started) = await Launch.FindOrStartAsync(here, chosen, say, null, ct);
                return new PrivatePostgres(here, chosen, say, usage, file, started);
            }
            catch
            {
                await usage.DisposeAsync();
                throw;
            }
        }
        catch (NpgsqlException failure)
        {
            throw new PostgresUnavailableException(
                $"PostgreSQL in {here.Data} was started but refuses work: {failure.Message}", failure);
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
    /// Watches until cancelled or stopped, and starts the cluster again on the same port when its main process has
    /// died. What was committed is kept; connections of the dead server fail and are opened again by their pool.
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
            // Not cancelled halfway: a caller that stops this object waits for the lock and then finds a whole server.
            (file, var started) = await Launch.FindOrStartAsync(home, options, say, Port, CancellationToken.None);
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
}
