using Evaluation.Office.Imports;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Imports;

/// <summary>Loads a history from a folder, with faults and progress in the terminal.</summary>
internal static class HistoryFolder
{
    /// <summary>Loads a history; continues where an earlier load stopped.</summary>
    /// <returns>The history; null when its files are faulty, which has been printed, and nothing was stored.</returns>
    public static async Task<History?> LoadAsync(Shell shell, HistoryLoader loader, string folder, CancellationToken ct)
    {
        var read = await HistoryLoader.ReadAsync(folder, ct);
        var (history, faults) = read;
        foreach (var note in read.Notes)
        {
            shell.Say(note);
        }

        if (history is null)
        {
            foreach (var fault in faults)
            {
                shell.Error.WriteLine(fault);
            }

            shell.Error.WriteLine($"{folder}：共{faults.Count}处有误，未登记任何内容。");
            return null;
        }

        if (!await loader.IsLoadedAsync(history, ct))
        {
            await shell.ProgressAsync(
                $"Loading {history.District.District}",
                progress => loader.LoadAsync(history, new Relay(progress), ct));
        }

        return history;
    }

    // Passed on at once and in order; Progress<T> would post to the thread pool.
    private sealed class Relay(IProgress<(long Done, long Total)> to) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => to.Report((value.Done, value.Total));
    }
}
