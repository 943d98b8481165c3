using System.CommandLine;
using Evaluation.LocalPostgres;
using Evaluation.LocalPostgres.Backups;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Backups;

/// <summary>`restore`: the way back from a folder of back-ups.</summary>
internal static class RestoreVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var from = Ask.Must("--from", "The folder of back-ups that `backup --to` was given.");
        var until = Ask.MayTime("--until", "Go only to this moment.");
        var replace = new Option<bool>("--replace")
        {
            Description = "Move the database that is there aside, where it is kept.",
        };
        var into = Ask.May(
            "--into", "Make a new data folder, for a server of one's own; EVALUATION_DB names whom to look as.");
        var verb = new Command(
            "restore",
            "Bring a database back from its back-ups: the private one, or, with --into, as a data folder for a server "
            + "of one's own.\nNothing that is there is touched until the restored one works.\n\n"
            + "Example: evaluation restore --from /var/backups/evaluation --until 2023-07-03T18:00:00+08:00 --replace")
        {
            from, until, replace, into,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(replace) && result.GetValue(into) is not null)
            {
                result.AddError("--replace is for the private database; with --into, name a folder that is not there.");
            }
        });
        verb.SetAction((parsed, ct) => BackupFailures.SayAsync(shell, () => RestoreAsync(
            shell,
            new RestoreRequest(
                new BackupFolder(parsed.GetValue(from)!), parsed.GetValue(until), parsed.GetValue(replace)),
            parsed.GetValue(into), ct)));
        return verb;
    }

    private static async Task<int> RestoreAsync(
        Shell shell, RestoreRequest request, string? into, CancellationToken ct)
    {
        var login = Database.Given();
        if (into is null && login is not null)
        {
            throw new BackupException(
                $"{Database.Variable} names a server of your own, whose data folder this program must not exchange. "
                + "Name a new folder with --into; what to do with it is said when it is ready.");
        }

        if (into is not null && login is null)
        {
            throw new BackupException(
                $"--into needs {Database.Variable}: the database, user and password as they were when it was backed "
                + "up.");
        }

        RestoredEvents? events = null;
        RestoreResult? result = null;
        await shell.ProgressAsync("Restoring", async progress =>
        {
            var restore = new Restore(
                request, async (connection, stop) => events = await RestoredEvents.ReadAsync(connection, stop),
                progress, shell.Say);
            result = into is null
                ? await restore.PrivateAsync(PostgresHome.Default(), ct)
                : await restore.IntoAsync(into, login!, ct);
        });
        var (copied, wrong) = await new EvidenceCopies().CopyAsync(
            EvidenceCopies.FolderIn(request.From), new EvidenceStore(EvidenceSettings.OfProcess()).Files, ct);
        shell.Out.WriteLine(
            $"Files of claims: {copied} brought back, {wrong.Count} damaged in the back-up; evaluation verify names "
            + "the claims of those that are missing.");
        Say(shell, result!, events!, into is not null);
        return Shell.Done;
    }

    private static void Say(Shell shell, RestoreResult result, RestoredEvents events, bool elsewhere)
    {
        shell.Out.WriteLine(
            $"Restored {result.Data} from back-up {result.Base.Name} and {result.LogFiles} files of its log "
            + $"in {result.Took.TotalSeconds:0} s.");
        shell.Out.WriteLine(events.Last is { } last
            ? $"Last event: {last.Position}, stored at {last.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}."
            : "It holds no events.");
        if (result.Before is { } before)
        {
            shell.Out.WriteLine($"The data that was there before lies in {before}; delete it when all is well.");
        }

        shell.Out.WriteLine();
        shell.Out.WriteLine(elsewhere
            ? "Now stop your PostgreSQL, let it use that folder as its data folder, and start it. Then:"
            : "Now check that every sealed week still follows from its events, then start the server:");
        foreach (var district in events.Districts)
        {
            shell.Out.WriteLine($"  evaluation recount --all --district {district}");
        }
    }
}
