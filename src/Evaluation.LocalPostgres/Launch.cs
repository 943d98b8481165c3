using Npgsql;

namespace Evaluation.LocalPostgres;

/// <summary>Brings the cluster of a home to life. Callers hold the home's start lock.</summary>
internal static class Launch
{
    /// <summary>The database that the program works in.</summary>
    public const string DatabaseName = "evaluation";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);

    /// <summary>Gives the cluster as it now runs, and whether it was started here.</summary>
    /// <param name="options">Options of the cluster.</param>
    /// <param name="say">Receives a sentence about what takes long.</param>
    /// <param name="samePort">The only port that will do; null when any will.</param>
    /// <exception cref="PostgresUnavailableException">It cannot be had.</exception>
    public static async Task<(ClusterFile File, bool Started)> FindOrStartAsync(
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

    /// <summary>For Npgsql; nothing is encrypted as nothing leaves the machine.</summary>
    public static string ConnectionTo(ClusterFile file, int port, string database, bool pooled) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = database,
            Username = Cluster.Superuser,
            Password = file.Password,
            Pooling = pooled,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

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
}
