using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Npgsql;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>
/// Continuous back-up: receives the server's log the moment it is written, packs what is whole, and takes a base
/// back-up whenever the last one is old or the log has a gap.
/// </summary>
public sealed class LogFollower
{
    private const int SayAgainAfter = 60;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private readonly DatabaseConnection database;
    private readonly BackupFolder folder;
    private readonly int keep;
    private readonly TimeSpan every;
    private readonly Action<string> say;
    private Process? receiver;
    private Task<string> words = Task.FromResult("");
    private Task<BackupRecord>? taking;
    private DateTimeOffset notBefore;
    private bool inDoubt;
    private bool baseWanted;
    private int failures;

    /// <summary>A follower.</summary>
    /// <param name="database">Whose server is followed.</param>
    /// <param name="folder">Where back-ups are kept.</param>
    /// <param name="keep">How many base back-ups are kept.</param>
    /// <param name="every">How old the last base back-up may be.</param>
    /// <param name="say">Receives a sentence about what happens.</param>
    public LogFollower(
        DatabaseConnection database, BackupFolder folder, int keep, TimeSpan every, Action<string> say) =>
        (this.database, this.folder, this.keep, this.every, this.say) = (database, folder, keep, every, say);

    /// <summary>Follows until cancelled. A server that is away is waited for.</summary>
    /// <exception cref="BackupException">The server or the folder cannot be used for this.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        folder.Make();
        await using var held = folder.LockLog();
        BackupPrograms.EndLeftOver(folder.ReceiverFile);
        var source = await BackupSource.OfAsync(database, ct);
        var programs = await BackupPrograms.FindAsync(source, ct);
        BaseBackup.MustBeOfOneServer(source, folder);
        await BreakAfterRestoreAsync(source, ct);
        try
        {
            for (; ; await Task.Delay(Tick, ct))
            {
                try
                {
                    await StepAsync(source, programs, ct);
                }
                catch (Exception failure) when (failure is NpgsqlException or IOException or BackupException)
                {
                    Complain(failure.Message);
                }
            }
        }
        finally
        {
            EndReceiver();
            if (taking is not null)
            {
                await Task.WhenAny(taking);
            }
        }
    }

    // A server that was restored writes another history: what arrives from now on does not fit the last base.
    private async Task BreakAfterRestoreAsync(BackupSource source, CancellationToken ct)
    {
        if (folder.Newest() is { } last && last.Timeline != await source.TimelineAsync(ct))
        {
            folder.BreakLog();
        }
    }

    private async Task StepAsync(BackupSource source, BackupPrograms programs, CancellationToken ct)
    {
        Pack(source.SegmentSize);
        if (receiver is not { HasExited: false } && !await StartAsync(source, programs, ct))
        {
            return;
        }

        await BaseAsync(source, programs, ct);
        failures = 0;
    }

    // Taken beside the receiving, which must not wait for it.
    private async Task BaseAsync(BackupSource source, BackupPrograms programs, CancellationToken ct)
    {
        if (taking is { IsCompleted: true } done)
        {
            (taking, baseWanted) = (null, true);
            var taken = await done;
            baseWanted = false;
            say($"Base back-up {taken.Name}: {folder.Size(taken) >> 10} KiB, read back and whole.");
        }

        var last = folder.Newest();
        if (inDoubt)
        {
            baseWanted |= last is not null
                && (last.Timeline != await source.TimelineAsync(ct) || !IsContinued(last));
            inDoubt = false;
        }

        var now = DateTimeOffset.UtcNow;
        if (taking is null && now >= notBefore && (baseWanted || last is null || now - last.Ended >= every))
        {
            notBefore = now + BetweenTries;
            taking = BaseBackup.TakeAsync(source, programs, folder, keep, new Progress<(long, long)>(), ct);
        }
    }

    // Whether the log has been received without a gap since a base back-up: its last file is there, and where files
    // are missing in between, later ones are there.
    private bool IsContinued(BackupRecord last)
    {
        var at = last.Last;
        while (folder.Find(at) is not null)
        {
            at = at.Next;
        }

        return at != last.Last && !folder.HasBehind(at);
    }

    private async Task<bool> StartAsync(BackupSource source, BackupPrograms programs, CancellationToken ct)
    {
        if (receiver is not null)
        {
            var said = (await words).Trim();
            EndReceiver();
            if (said.Contains("has already been removed", StringComparison.Ordinal))
            {
                say("The server no longer has all of its log; a new base back-up closes the gap.");
                folder.BreakLog();
            }
            else if (said.Length > 0)
            {
                Complain(BaseBackup.Explain(said.Split('\n')[^1].Trim()));
            }
        }

        // Asked first: a server that is down is waited for without starting a program each second.
        await source.TimelineAsync(ct);
        inDoubt = true;
        receiver = programs.ReceiveLog(source, folder.Incoming);
        await File.WriteAllTextAsync(
            folder.ReceiverFile, receiver.Id.ToString(CultureInfo.InvariantCulture), ct);
        _ = receiver.StandardOutput.ReadToEndAsync(CancellationToken.None);
        words = receiver.StandardError.ReadToEndAsync(CancellationToken.None);
        for (var tries = 0; tries < 100 && !receiver.HasExited && !Directory.EnumerateFiles(folder.Incoming).Any();
            tries++)
        {
            await Task.Delay(100, ct);
        }

        return !receiver.HasExited;
    }

    // Written beside its place, so that a packed file is always whole.
    private void Pack(ulong size)
    {
        foreach (var arrived in folder.Arrived(size))
        {
            var (packed, fresh) = (folder.PackedPath(arrived), folder.PackedPath(arrived) + ".new");
            using (var from = File.OpenRead(arrived))
            using (var file = File.Create(fresh))
            {
                using (var to = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
                {
                    from.CopyTo(to);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, packed, overwrite: true);
            File.Delete(arrived);
        }
    }

    // Once, and again each minute.
    private void Complain(string sentence)
    {
        if (failures++ % SayAgainAfter == 0)
        {
            say(sentence.Split('\n')[0] + " It is tried again.");
        }
    }

    private void EndReceiver()
    {
        if (receiver is { HasExited: false })
        {
            receiver.Kill();
            receiver.WaitForExit();
        }

        receiver?.Dispose();
        receiver = null;
        File.Delete(folder.ReceiverFile);
    }
}
