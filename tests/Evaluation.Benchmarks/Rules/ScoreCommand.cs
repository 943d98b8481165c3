using System.Diagnostics;
using Evaluation.Benchmarks.Load;

namespace Evaluation.Benchmarks.Rules;

/// <summary>`ops/evaluation score` as a whole process: start, read, score, rank, print.</summary>
internal static class ScoreCommand
{
    private const int Rounds = 3;

    // With 60 weekly reports a week, about 100,000 facts.
    private static readonly LoadSettings Large = new(60, 156, 585);

    public static async Task<Figure> RunAsync(Bench bench)
    {
        var root = Root();
        var folder = Directory.CreateTempSubdirectory("evaluation-bench-").FullName;
        try
        {
            var facts = LoadFiles.Write(new LoadDistrict(Large), folder);
            var rulebook = await File.ReadAllTextAsync(Path.Combine(root, "seeds", "dinghu", "rulebook-2023.yaml"));
            await File.WriteAllTextAsync(
                Path.Combine(folder, "rulebook.yaml"),
                rulebook.Replace("to: 2023-12-31", "to: 2026-12-31", StringComparison.Ordinal));
            var rounds = await bench.AlternateAsync(
                $"score of {facts} facts", () => SecondsAsync(folder), null, Rounds);
            var rate = facts / Spread.Of(rounds.Select(round => round.Ours)).Median;
            return new Figure(
                "rules: score command", "s", null, rounds,
                $"no peer; ops/evaluation score --format csv, whole process, {facts} facts with weekly reports, the 23 "
                + $"clauses of seeds/dinghu for three years, {Large}: {Report.Number(rate)} facts/s");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>The seconds that the command takes for the files of a folder.</summary>
    internal static async Task<double> SecondsAsync(string folder)
    {
        string In(string name) => Path.Combine(folder, name);
        var start = new ProcessStartInfo(
            Path.Combine(Root(), "ops", "evaluation"),
            [
                "score", "--rulebook", In("rulebook.yaml"), "--facts", In("facts.csv"), "--roster", In("roster.csv"),
                "--decisions", In("decisions.csv"), "--format", "csv",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0 && printed.Length > 0
            ? seconds
            : throw new UnequalException($"score ended with {process.ExitCode}: {await errors}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Evaluation.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new UnequalException("This is measured in the repository only.");
    }
}
