using System.CommandLine;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Imports;

/// <summary>`seed`: loads a history folder.</summary>
internal static class SeedVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A folder like seeds/dinghu." }
            .AcceptExistingOnly();
        var verb = new Command(
            "seed", "Load a district's history from a folder of files; faults are listed by file, row and column, and "
            + "then nothing is stored.\nA load that was cut off continues where it stopped.\n\n"
            + "Example: evaluation seed seeds/dinghu")
        {
            folder,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.WriteAsync(shell, ct);
            if (await CallerOf.ServedAsync(shell, session.Get<ICallers>(), ct) is { } served)
            {
                return shell.Refuse(served);
            }

            var history = await HistoryFolder.LoadAsync(
                shell, session.Get<HistoryLoader>(), parsed.GetValue(folder)!.FullName, ct);
            if (history is null)
            {
                return Shell.Refused;
            }

            shell.Out.WriteLine(
                $"{history.District.Name}（{history.District.District}）已载入："
                + $"{history.Facts.Count}件事项，{history.Weeks.Count}周。");
            return Shell.Done;
        });
        return verb;
    }
}
