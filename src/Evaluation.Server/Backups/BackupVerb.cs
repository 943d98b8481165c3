using System.CommandLine;
using Evaluation.LocalPostgres.Backups;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Backups;

/// <summary>`backup`: a base back-up, and the log from then on.</summary>
internal static class BackupVerb
{
    private const int DefaultKeep = 7;
    private const int DefaultEvery = 24;

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var to = Ask.Must("--to", "The folder of back-ups, best on another disk; made when it is not there.");
        var keep = AtLeastOne("--keep", "How many base back-ups are kept.", DefaultKeep);
        var follow = new Option<bool>("--follow")
        {
            Description = "Stay, and receive every change the moment it is stored, until stopped.",
        };
        var every = AtLeastOne("--every", "With --follow, hours between base back-ups.", DefaultEvery);
        var list = new Option<bool>("--list")
        {
            Description = "Only list what is there; exit code 1 when there is no back-up.",
        };
        var verb = new Command(
            "backup",
            "Back up the database while it works, the private one or the whole server that EVALUATION_DB names, and "
            + "the files of claims.\nUses pg_basebackup and pg_receivewal; each back-up is read back and checked.\n\n"
            + "Example: evaluation backup --to /var/backups/evaluation --follow")
        {
            to, keep, follow, every, list,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(follow) && result.GetValue(list))
            {
                result.AddError("Give either --follow or --list.");
            }
            else if (result.GetResult(every) is { Implicit: false } && !result.GetValue(follow))
            {
                result.AddError("--every needs --follow.");
            }
        });
        verb.SetAction((parsed, ct) =>
        {
            var folder = new BackupFolder(parsed.GetValue(to)!);
            return BackupFailures.SayAsync(shell, () =>
                parsed.GetValue(list) ? Task.FromResult(List(shell, folder))
                : parsed.GetValue(follow)
                    ? UntilStoppedAsync(
                        shell, folder, parsed.GetValue(keep), TimeSpan.FromHours(parsed.GetValue(every)), ct)
                : TakeAsync(shell, folder, parsed.GetValue(keep), ct));
        });
        return verb;
    }

    private static async Task<int> TakeAsync(Shell shell, BackupFolder folder, int keep, CancellationToken ct)
    {
        await using var database = await shell.OpenDatabase(shell.Say, ct);
        BackupRecord? record = null;
        await shell.ProgressAsync($"Backing up {database.Location}", async progress =>
            record = await BaseBackup.TakeAsync(database, folder, keep, progress, ct));
        shell.Out.WriteLine(
            $"Back-up {record!.Name} of {database.Location}: {Mebibytes(folder.Size(record))}, read back and whole.");
        // After the database: what it names was on the disk before.
        var (copied, wrong) = await new EvidenceCopies().CopyAsync(Files(), EvidenceCopies.FolderIn(folder), ct);
        shell.Out.WriteLine($"Files of claims: {copied} copied that were not there yet.");
        foreach (var hash in wrong)
        {
            shell.Error.WriteLine(
                $"The file {hash} is damaged and was not copied; evaluation verify says whose it is.");
        }

        shell.Out.WriteLine($"Restore with: evaluation restore --from {folder.Root}");
        return Shell.Done;
    }

    private static string Files() => new EvidenceStore(EvidenceSettings.OfProcess()).Files;

    private static async Task<int> UntilStoppedAsync(
        Shell shell, BackupFolder folder, int keep, TimeSpan every, CancellationToken ct)
    {
        try
        {
            await FollowAsync(shell, folder, keep, every, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            shell.Out.WriteLine("Stopped.");
        }

        return Shell.Done;
    }

    private static async Task FollowAsync(
        Shell shell, BackupFolder folder, int keep, TimeSpan every, CancellationToken ct)
    {
        await using var database = await shell.OpenDatabase(shell.Say, ct);
        using var watching = new CancellationTokenSource();
        var alive = database.KeepAliveAsync(watching.Token);
        shell.Out.WriteLine($"Receiving every change of {database.Location} into {folder.Root}; stop with Ctrl-C.");
        var copying = new EvidenceCopies().FollowAsync(
            Files(), EvidenceCopies.FolderIn(folder), shell.Out.WriteLine, watching.Token);
        try
        {
            await new LogFollower(database, folder, keep, every, shell.Out.WriteLine).RunAsync(ct);
        }
        finally
        {
            await watching.CancelAsync();
            await copying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await alive;
        }
    }

    private static int List(Shell shell, BackupFolder folder)
    {
        var all = folder.All();
        foreach (var record in all)
        {
            shell.Out.WriteLine(
                $"{record.Name}  complete {Time(record.Ended)}  PostgreSQL {record.Major}  "
                + Mebibytes(folder.Size(record)));
        }

        if (all.Count == 0)
        {
            shell.Error.WriteLine($"{folder.Root} holds no back-up.");
            return Shell.Refused;
        }

        shell.Out.WriteLine(folder.LastReceived() is { } last
            ? $"Last change received: {Time(last)}."
            : "No changes are received after a back-up: evaluation backup --to ... --follow");
        return Shell.Done;
    }

    private static Option<int> AtLeastOne(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name} must be 1 or more.");
            }
        });
        return option;
    }

    private static string Mebibytes(long bytes) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
}
