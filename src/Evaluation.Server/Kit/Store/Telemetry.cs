using System.Diagnostics;
using System.Diagnostics.Metrics;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// What the program counts, times and traces of itself. As long as nobody listens, each call costs a comparison. Names
/// of commands, districts and kinds of refusals are recorded, never who asked or what a command says.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Evaluation";

    private const string Seconds = "s";

    // From a millisecond to ten seconds; the SDK's own bounds are made for milliseconds.
    private static readonly InstrumentAdvice<double> Bounds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Traces = new(Name);

    private static readonly Histogram<double> Commands = Meter.CreateHistogram(
        "evaluation.command.duration", Seconds, "Commands by name and outcome, with their repetitions.",
        advice: Bounds);

    private static readonly Histogram<double> Appends = Meter.CreateHistogram(
        "evaluation.append.duration", Seconds, "Storing the events of one command.", advice: Bounds);

    private static readonly Histogram<double> Gates = Meter.CreateHistogram(
        "evaluation.gate.duration", Seconds, "Examining what must hold before a week is sealed.", advice: Bounds);

    /// <summary>Sends a command and records what became of it.</summary>
    /// <param name="command">The name of the command's type.</param>
    /// <param name="send">Sends it.</param>
    public static async Task<Outcome> CommandAsync(string district, string command, Func<Task<Outcome>> send)
    {
        var began = Stopwatch.GetTimestamp();
        using var trace = Traces.StartActivity(command);
        trace?.SetTag("evaluation.district", district);
        try
        {
            var outcome = await send();
            Record(outcome.IsAccepted ? "accepted" : "refused", outcome.Refusal?.Kind);
            return outcome;
        }
        catch (OperationCanceledException)
        {
            Record("cancelled", null);
            throw;
        }
        catch (Exception e) when (DatabaseTrouble.RefusalOf(e) is { } trouble)
        {
            Record(trouble.Code == DatabaseTrouble.PerhapsStored ? "perhaps" : "unavailable", trouble.Kind);
            throw;
        }
        catch
        {
            trace?.SetStatus(ActivityStatusCode.Error);
            Record("failed", null);
            throw;
        }

        void Record(string outcome, RefusalKind? refusal)
        {
            var kind = refusal?.ToString() ?? "";
            trace?.SetTag("evaluation.outcome", outcome).SetTag("evaluation.refusal", kind);
            Commands.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds, new TagList
                {
                    { "command", command }, { "outcome", outcome }, { "refusal", kind },
                });
        }
    }

    /// <summary>Stores events and records how long it took.</summary>
    public static async Task AppendAsync(Func<Task> store)
    {
        var began = Stopwatch.GetTimestamp();
        await store();
        Appends.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Examines a week and records how long it took.</summary>
    public static async Task<TReport> GateAsync<TReport>(Func<Task<TReport>> examine)
    {
        var began = Stopwatch.GetTimestamp();
        using var trace = Traces.StartActivity("Gate");
        var report = await examine();
        Gates.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return report;
    }
}
