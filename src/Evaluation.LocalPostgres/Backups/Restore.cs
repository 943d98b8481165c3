using System.Diagnostics;
using Npgsql;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>What a restore is asked for.</summary>
/// <param name="From">The folder of back-ups.</param>
/// <param name="Until">The moment to go to; null for the last one that was received.</param>
/// <param name="Replace">Whether a private cluster that is there may be moved aside.</param>
public sealed record RestoreRequest(BackupFolder From, DateTimeOffset? Until, bool Replace);

/// <summary>What a restore did.</summary>
/// <param name="Base">The base back-up that it began with.</param>
/// <param name="LogFiles">How many files of the log followed.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Before">Where the data that was there before lies now; null when there was none.</param>
/// <param name="Took">How long it took.</param>
public sealed record RestoreResult(BackupRecord Base, int LogFiles, string Data, string? Before, TimeSpan Took);

/// <summary>
/// Restores a server from a folder of back-ups. The new data folder is made and recovered beside the old one, which is
/// touched only when all went well.
/// </summary>
public sealed class Restore
{
    private readonly RestoreRequest request;
    private readonly PostgresOptions options;
    private readonly IProgress<(long Done, long Total)> progress;
    private readonly Func<string, CancellationToken, Task> look;
    private readonly Action<string> say;

    /// <summary>A restore.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="look">Looks at the recovered database by a connection string.</param>
    /// <param name="progress">Receives bytes done, of all.</param>
    /// <param name="say">Receives a sentence about what takes long.</param>
    /// <param name="options">What may be chosen of the private cluster; null for the defaults.</param>
    public Restore(
        RestoreRequest request, Func<string, CancellationToken, Task> look, IProgress<(long Done, long Total)> progress,
        Action<string> say, PostgresOptions? options = null) =>
        (this.request, this.look, this.progress, this.say, this.options) =
            (request, look, progress, say, options ?? new PostgresOptions());

    /// <summary>Restores the private cluster of a home.</summary>
    /// <exception cref="BackupException">It is refused or failed; the cluster is as it was.</exception>
    public async Task<RestoreResult> PrivateAsync(PostgresHome home, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        home.Make();
        await using var start = await FileLock.AcquireAsync(home.StartLock, say, ct);
        await using var alone = FileLock.TryAlone(home.UsersLock) ?? throw new BackupException(
            $"The database in {home.Data} is in use. Stop the server and `backup --follow` first.");
        if (Directory.Exists(home.Data) && !request.Replace)
        {
            throw new BackupException(
                $"{home.Data} holds a database. With --replace it is moved aside, and kept, before the restored one "
                + "takes its place.");
        }

        var plan = RestorePlan.Of(request.From, request.Until);
        var file = ClusterFile.ReadCopy(request.From.FolderOf(plan.Base)) ?? throw new BackupException(
            $"The back-up {plan.Base.Name} is not of a private cluster: restore it with --into FOLDER.");
        var old = ClusterFile.Read(home);
        var user = await RunAs.ChooseAsync(old?.User ?? file.User, ct);
        await RunAs.GiveAsync(user, [home.Postgres, home.StartLock, home.UsersLock], ct);
        await StopAsync(home, user, ct);
        var fresh = Path.Combine(home.Postgres, "restored");
        var login = new NpgsqlConnectionStringBuilder(
            Launch.ConnectionTo(file, file.Port, Launch.DatabaseName, pooled: false));
        var binaries = await RecoverAsync(
            plan, fresh, old?.Bin ?? file.Bin, options.Cache ?? home.Cache, user, login, ct);
        var before = Directory.Exists(home.Data)
            ? Path.Combine(home.Postgres, $"data-before-{BackupRecord.NameOf(DateTimeOffset.UtcNow)}") : null;
        if (before is not null)
        {
            Directory.Move(home.Data, before);
        }

        Directory.Move(fresh, home.Data);
        await (file with { Port = old?.Port ?? file.Port, Bin = binaries.Folder, User = user ?? Environment.UserName })
            .WriteAsync(home, ct);
        return new RestoreResult(plan.Base, plan.Log.Count, home.Data, before, clock.Elapsed);
    }

    /// <summary>Restores into a new data folder, for a server that somebody else runs.</summary>
    /// <param name="into">The data folder; it must not be there, or be empty.</param>
    /// <param name="login">Database, user and password to look with.</param>
    /// <exception cref="BackupException">It is refused or failed; nothing is left of it.</exception>
    public async Task<RestoreResult> IntoAsync(string into, NpgsqlConnectionStringBuilder login, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var data = Path.GetFullPath(into);
        if (File.Exists(data) || (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()))
        {
            throw new BackupException($"{data} is not empty. Name a folder that is not there yet.");
        }

        var plan = RestorePlan.Of(request.From, request.Until);
        var user = await RunAs.ChooseAsync(null, ct);
        if (Directory.Exists(data))
        {
            Directory.Delete(data);
        }

        await RecoverAsync(plan, data, null, PostgresHome.Default().Cache, user, login, ct);
        return new RestoreResult(plan.Base, plan.Log.Count, data, null, clock.Elapsed);
    }

    // The folder is there whole and recovered, or not at all.
    private async Task<PostgresBinaries> RecoverAsync(
        RestorePlan plan, string fresh, string? made, string cache, string? user, NpgsqlConnectionStringBuilder login,
        CancellationToken ct)
    {
        if (plan.Gap is { } gap && request.Until is null)
        {
            throw new BackupException(
                $"{request.From.Root} lacks the file {gap.Name} of the log, though later ones are there. With --until "
                + "and a moment before the gap, what came before it is restored.");
        }

        var binaries = await PostgresBinaries.FindAsync(options, cache, made, plan.Base.Major, say, ct);
        foreach (var left in new[] { fresh, fresh + ".setup" }.Where(Directory.Exists))
        {
            Directory.Delete(left, recursive: true);
        }

        Make(fresh);
        try
        {
            await MustHaveRoomAsync(plan, fresh, ct);
            var folder = request.From.FolderOf(plan.Base);
            await new BaseFiles(folder).ReadAsync(fresh, progress, ct);
            await plan.UnpackLogAsync(fresh, ct);
            await new Recovery(fresh, binaries, user).RunAsync(plan, request.Until, login, look, progress, ct);
            return binaries;
        }
        catch
        {
            Directory.Delete(fresh, recursive: true);
            throw;
        }
    }

    private async Task MustHaveRoomAsync(RestorePlan plan, string fresh, CancellationToken ct)
    {
        var manifest = await BackupManifest.ReadAsync(request.From.FolderOf(plan.Base), ct);
        var needed = manifest.Files.Values.Sum(file => file.Size) + (2 * plan.LogSize) + (64L << 20);
        var free = new DriveInfo(fresh).AvailableFreeSpace;
        if (free < needed)
        {
            throw new BackupException(
                $"{Path.GetDirectoryName(fresh)} has {free >> 20} MiB free, and the restore needs {needed >> 20} MiB.");
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // A killed program may have left its cluster running.
    private async Task StopAsync(PostgresHome home, string? user, CancellationToken ct)
    {
        if (ClusterFile.Read(home) is { } file && Postmaster.Read(home.Data) is { } master
            && await master.MayRunInAsync(home.Data, user, ct))
        {
            await new Cluster(home, options, user).StopAsync(new PostgresBinaries(file.Bin, new Version()), ct);
        }
    }
}
