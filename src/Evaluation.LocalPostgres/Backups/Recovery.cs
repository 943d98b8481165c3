using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>
/// Brings a restored data folder up to the end of its log, or to a moment, by a server that nobody else reaches: with
/// settings of its own, on a free port of this machine.
/// </summary>
internal sealed partial class Recovery
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string data;
    private readonly PostgresBinaries binaries;
    private readonly string? user;
    private readonly int port = Ports.Free();

    /// <summary>A recovery of a data folder.</summary>
    /// <param name="data">The data folder; a folder beside it is used for settings and removed.</param>
    /// <param name="binaries">The executables of its major version.</param>
    /// <param name="user">The user to run as; null for the caller.</param>
    public Recovery(string data, PostgresBinaries binaries, string? user) =>
        (this.data, this.binaries, this.user) = (data, binaries, user);

    private string Setup => data + ".setup";

    private string Log => Path.Combine(Setup, "recovery.log");

    /// <summary>Recovers, lets somebody look, and stops the server again.</summary>
    /// <param name="plan">What was restored.</param>
    /// <param name="until">The moment to stop at; null for the end of the log.</param>
    /// <param name="login">Database, user and password to look with.</param>
    /// <param name="look">Looks at the recovered database.</param>
    /// <param name="progress">Receives bytes of the log replayed, of all.</param>
    /// <exception cref="BackupException">The log ends before the moment, or the server refuses the folder.</exception>
    public async Task RunAsync(
        RestorePlan plan, DateTimeOffset? until, NpgsqlConnectionStringBuilder login,
        Func<string, CancellationToken, Task> look, IProgress<(long Done, long Total)> progress, CancellationToken ct)
    {
        await PrepareAsync(plan.Base, until, ct);
        try
        {
            var started = await ControlAsync(
                ["start", "-D", data, "-l", Log, "-w", "-t", $"{Limit.TotalSeconds:0}",
                    "-o", $"-c \"config_file={Path.Combine(Setup, "postgresql.conf")}\""], ct);
            var connection = Connection(login).ConnectionString;
            if (!started.Done || !await FinishedAsync(connection, plan, progress, ct))
            {
                throw await RefusalAsync(ct);
            }

            await look(connection, ct);
        }
        finally
        {
            if (Postmaster.Read(data) is not null)
            {
                await ControlAsync(["stop", "-D", data, "-m", "fast", "-w", "-t", "300"], CancellationToken.None);
            }

            Directory.Delete(Setup, recursive: true);
        }
    }

    private async Task PrepareAsync(BackupRecord record, DateTimeOffset? until, CancellationToken ct)
    {
        Directory.CreateDirectory(Setup);
        await File.WriteAllTextAsync(Path.Combine(data, "recovery.signal"), "", ct);
        await File.WriteAllTextAsync(
            Path.Combine(Setup, "pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n", ct);
        await File.WriteAllTextAsync(Path.Combine(Setup, "pg_ident.conf"), "", ct);
        var settings = new Dictionary<string, string>(record.Settings)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["hba_file"] = Path.Combine(Setup, "pg_hba.conf"),
            ["ident_file"] = Path.Combine(Setup, "pg_ident.conf"),
            ["archive_mode"] = "off",
            ["ssl"] = "off",
            ["hot_standby"] = "on",
            ["jit"] = "off",
            ["shared_buffers"] = "256MB",
            ["max_wal_size"] = "4GB",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["log_destination"] = "stderr",
            ["logging_collector"] = "off",

            // All of the log lies in the data folder already: nothing is to be fetched.
            ["restore_command"] = "exit 1",
            ["recovery_target_timeline"] = "current",
            ["recovery_target_action"] = "promote",
        };
        if (until is { } moment)
        {
            settings["recovery_target_time"] =
                moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture);
        }

        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            var quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("'", "''", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{name} = '{quoted}'\n");
        }

        await File.WriteAllTextAsync(Path.Combine(Setup, "postgresql.conf"), text.ToString(), ct);
        await GiveAsync(ct);
    }

    private async Task GiveAsync(CancellationToken ct)
    {
        if (user is null)
        {
            return;
        }

        var outcome = await ChildProcess.RunAsync("chown", ["-R", user, data, Setup], "/", null, Limit, ct);
        if (!outcome.Done)
        {
            throw new BackupException($"Cannot give {data} to the user {user}: {outcome.Tail}");
        }

        await RunAs.MustEnterAsync(user, data, ct);
    }

    private NpgsqlConnectionStringBuilder Connection(NpgsqlConnectionStringBuilder login) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Database = login.Database,
        Username = login.Username,
        Password = login.Password,
        Pooling = false,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    // False when the server ended before it was done.
    private async Task<bool> FinishedAsync(
        string connectionString, RestorePlan plan, IProgress<(long Done, long Total)> progress, CancellationToken ct)
    {
        const string sql =
            "select pg_is_in_recovery(), coalesce(pg_last_wal_replay_lsn() - $1::pg_lsn, 0)::bigint";
        for (var limit = Stopwatch.StartNew(); limit.Elapsed < Limit; await Task.Delay(Pause, ct))
        {
            if (Postmaster.Read(data) is not { } master || !master.IsAlive())
            {
                return false;
            }

            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(ct);
                await using var look = new NpgsqlCommand(sql, connection);
                look.Parameters.Add(new NpgsqlParameter { Value = plan.Base.To });
                await using var reader = await look.ExecuteReaderAsync(ct);
                await reader.ReadAsync(ct);
                progress.Report((Math.Min(plan.LogSize, Math.Max(0, reader.GetInt64(1))), plan.LogSize));
                if (!reader.GetBoolean(0))
                {
                    return true;
                }
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword
                or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new BackupException(
                    $"The restored database does not know this user, password or database: {refused.MessageText}. "
                    + $"{Database.Variable} must name them as they were when the back-up was taken.", refused);
            }
            catch (NpgsqlException)
            {
                // Not yet, or no longer: seen by its process above.
            }
        }

        return false;
    }

    private async Task<BackupException> RefusalAsync(CancellationToken ct)
    {
        var words = File.Exists(Log) ? await File.ReadAllTextAsync(Log, ct) : "";
        if (words.Contains("recovery ended before configured recovery target", StringComparison.Ordinal))
        {
            var last = LastTransaction().Match(words) is { Success: true } found ? found.Groups[1].Value : "its base";
            return new BackupException(
                $"The log that was received ends at {last}, before --until. Leave --until out to restore all of it.");
        }

        return new BackupException(
            $"PostgreSQL does not recover the back-up: {new ProcessResult(1, words).Tail}");
    }

    private Task<ProcessResult> ControlAsync(IReadOnlyList<string> arguments, CancellationToken ct) =>
        ChildProcess.RunAsync(binaries.Executable("pg_ctl"), arguments, data, user, Limit, ct);

    [GeneratedRegex("last completed transaction was at log time (.*)")]
    private static partial Regex LastTransaction();
}
