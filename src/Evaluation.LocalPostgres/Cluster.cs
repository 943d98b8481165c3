using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Evaluation.LocalPostgres;

/// <summary>Makes, starts and stops the server processes of one home. Callers hold the home's start lock.</summary>
internal sealed partial class Cluster(PostgresHome home, PostgresOptions options, string? user)
{
    /// <summary>The only user of the database.</summary>
    public const string Superuser = "evaluation";

    // A start may have to replay much of the log of a killed server first.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(60);

    /// <summary>The major version the data folder was made with; null before the first start.</summary>
    public int? Major => File.Exists(Path.Combine(home.Data, "PG_VERSION"))
        ? int.Parse(File.ReadAllText(Path.Combine(home.Data, "PG_VERSION")).Trim(), CultureInfo.InvariantCulture)
        : null;

    /// <summary>
    /// Makes the data folder beside its place, then renames it, so that a folder called `data` is always whole.
    /// </summary>
    public async Task<ClusterFile> CreateAsync(PostgresBinaries binaries, CancellationToken ct)
    {
        foreach (var left in Directory.GetFileSystemEntries(home.Postgres, "new-*"))
        {
            Delete(left);
        }

        var mark = Guid.NewGuid().ToString("n");
        var fresh = Path.Combine(home.Postgres, $"new-{mark}");
        var passwordFile = fresh + ".pw";
        var file = new ClusterFile(
            Ports.Free(), RandomNumberGenerator.GetHexString(40, lowercase: true), binaries.Folder,
            user ?? Environment.UserName);
        try
        {
            await ClusterFile.OwnerOnlyAsync(passwordFile, file.Password, ct);
            await RunAs.GiveAsync(user, [passwordFile], ct);
            string[] sync = options.Fsync ? [] : ["--no-sync"];
            var outcome = await RunAsync(binaries.Executable("initdb"), [
                "-D", fresh, "-U", Superuser, "--encoding=UTF8", "--locale=C",
                "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--data-checksums", .. sync], ct);
            if (!outcome.Done)
            {
                throw new PostgresUnavailableException($"initdb failed in {home.Postgres}: {outcome.Tail}");
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }

        await file.WriteAsync(home, ct);
        Directory.Move(fresh, home.Data);
        return file;
    }

    /// <summary>Starts the processes and waits until they accept connections; gives the port.</summary>
    /// <param name="port">Where to listen.</param>
    /// <param name="otherPort">Whether another port will do when that one is taken.</param>
    /// <exception cref="PostgresUnavailableException">It does not start; the server's words are quoted.</exception>
    public async Task<int> StartAsync(PostgresBinaries binaries, int port, bool otherPort, CancellationToken ct)
    {
        Postmaster.Read(home.Data)?.Forget(home.Data);
        SetOldLogAside();
        var until = Environment.TickCount64 + RetryLimit.TotalMilliseconds;
        for (; ; await Task.Delay(250, ct))
        {
            if (otherPort && !Ports.IsFree(port))
            {
                port = Ports.Free();
            }

            var seen = LogLength();
            var outcome = await RunAsync(binaries.Executable("pg_ctl"), [
                "start", "-D", home.Data, "-l", home.Log, "-w", "-t", $"{StartLimit.TotalSeconds:0}",
                "-o", Settings(port)], ct);
            if (outcome.Done)
            {
                return port;
            }

            var words = LogFrom(seen);
            if (words.Contains("is still in use", StringComparison.Ordinal))
            {
                await EndOrphansAsync(ct);
            }

            if (Environment.TickCount64 > until || !Passing().IsMatch(words))
            {
                throw new PostgresUnavailableException(
                    $"PostgreSQL in {home.Data} does not start ({outcome.Tail}). Its log, {home.Log}, ends: "
                    + new ProcessResult(1, words).Tail);
            }
        }
    }

    /// <summary>Ends all connections and stops the processes.</summary>
    public async Task StopAsync(PostgresBinaries binaries, CancellationToken ct)
    {
        var outcome = await RunAsync(
            binaries.Executable("pg_ctl"), ["stop", "-D", home.Data, "-m", "fast", "-w", "-t", "120"], ct);
        if (!outcome.Done && Postmaster.Read(home.Data) is { } still && await still.MayRunInAsync(home.Data, user, ct))
        {
            throw new PostgresUnavailableException($"PostgreSQL in {home.Data} does not stop: {outcome.Tail}");
        }
    }

    // When the main process was killed in the middle of a long statement, the process that works on it continues until
    // it next looks up, and PostgreSQL rightly will not start beside it. Nobody waits for its result any more.
    private async Task EndOrphansAsync(CancellationToken ct)
    {
        const string script = """
            for process in /proc/[0-9]*; do
              read -r name < "$process/comm" && [ "$name" = postgres ] && [ -e "$process/cwd/$1" ] &&
                kill -TERM "${process#/proc/}"
            done
            """;
        if (OperatingSystem.IsLinux())
        {
            using var mark = new Mark(home.Data);
            await RunAsync("/bin/sh", ["-c", script, "sh", mark.Name], ct);
        }
    }

    private Task<ProcessResult> RunAsync(string file, IReadOnlyList<string> arguments, CancellationToken ct) =>
        ChildProcess.RunAsync(file, arguments, home.Postgres, user, StartLimit + RetryLimit, ct);

    // Given at every start and not written into the data folder, so that a newer program brings its own settings.
    private string Settings(int port)
    {
        var durable = options.Fsync ? "on" : "off";
        var all = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["max_connections"] = "200",
            ["shared_buffers"] = "256MB",
            ["max_wal_size"] = "4GB",
            ["wal_keep_size"] = "512MB",
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["log_checkpoints"] = "off",
            ["fsync"] = durable,
            ["synchronous_commit"] = durable,
            ["full_page_writes"] = durable,
        };
        foreach (var (name, value) in options.Settings)
        {
            all[name] = PlainWord().IsMatch(value)
                ? value
                : throw new ArgumentException($"The value of {name} must be one plain word, not '{value}'.");
        }

        return string.Join(' ', all.Select(pair => $"-c {pair.Key}={pair.Value}"));
    }

    private void SetOldLogAside()
    {
        if (LogLength() > 16 * 1024 * 1024)
        {
            File.Move(home.Log, home.Log + ".old", overwrite: true);
        }
    }

    private long LogLength() => File.Exists(home.Log) ? new FileInfo(home.Log).Length : 0;

    private string LogFrom(long position)
    {
        if (!File.Exists(home.Log))
        {
            return "";
        }

        using var file = new FileStream(home.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(position, SeekOrigin.Begin);
        return new StreamReader(file).ReadToEnd();
    }

    private static void Delete(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (IOException)
        {
            // An initdb whose caller was killed may still be writing there; the next time will do.
        }
    }

    [GeneratedRegex("could not bind|is still in use|could not create any TCP/IP sockets")]
    private static partial Regex Passing();

    [GeneratedRegex(@"^[\w.,%-]*$")]
    private static partial Regex PlainWord();
}
