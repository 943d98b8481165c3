using System.Diagnostics;
using System.Globalization;
using Evaluation.Server;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Benchmarks.Rebuilding;

/// <summary>A rebuild in a process of its own, so that its memory is its own.</summary>
/// <param name="Events">How many events it read.</param>
/// <param name="Seconds">What it took, without the start of the process; the last of several if it is short.</param>
/// <param name="Megabytes">The most memory that the process had, in MiB.</param>
public sealed record AloneRebuild(long Events, double Seconds, long Megabytes)
{
    /// <summary>The district that is rebuilt.</summary>
    public const string District = "bench";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(18);

    /// <summary>The word that makes the program such a process; a connection follows.</summary>
    internal const string Word = "rebuild-alone";

    /// <summary>Starts the process and waits for it.</summary>
    /// <exception cref="UnequalException">It ended with an error.</exception>
    public static async Task<AloneRebuild> InProcessAsync(string connection)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(AloneRebuild).Assembly.Location, Word, connection])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && said.Split(' ') is [var events, var seconds, var megabytes]
            ? new AloneRebuild(Number(events), double.Parse(seconds, CultureInfo.InvariantCulture), Number(megabytes))
            : throw new UnequalException($"The rebuild ended with {process.ExitCode}: {said}");

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Rebuilds and prints the figures.</summary>
    internal static async Task<int> RunAsync(string connection)
    {
        await using var app = Application.Build(connection, StoreRole.CommandOnly, null);
        var rebuild = app.Services.GetRequiredService<Rebuild>();
        var (began, read, seconds) = (Stopwatch.GetTimestamp(), 0L, 0.0);

        // A short one is repeated until the framework's compiler has made its best code.
        do
        {
            var watch = Stopwatch.StartNew();
            read = await rebuild.RunAsync(District, null, CancellationToken.None);
            seconds = watch.Elapsed.TotalSeconds;
        }
        while (Stopwatch.GetElapsedTime(began) < WarmUp);

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{read} {seconds:0.000} {self.PeakWorkingSet64 >> 20}"));
        return 0;
    }
}
