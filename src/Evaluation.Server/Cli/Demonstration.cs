using Evaluation.Core.Imports;
using Evaluation.Server.Imports;
using Evaluation.Server.Web;

namespace Evaluation.Server.Cli;

/// <summary>Loads histories from folders and introduces their people.</summary>
internal static class Demonstration
{
    /// <summary>Loads a history; goes on where an earlier load stopped.</summary>
    /// <returns>The history; null when its files are faulty, which has been printed, and nothing was stored.</returns>
    public static async Task<History?> LoadAsync(Shell shell, HistoryLoader loader, string folder, CancellationToken ct)
    {
        var (history, faults) = await HistoryLoader.ReadAsync(folder, ct);
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
