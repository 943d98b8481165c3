using System.Diagnostics.Metrics;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Operations;

/// <summary>
/// Measures from time to time what nobody causes by a request: how far boards are behind, which stand still, and the
/// room on disks. While the database is away there is no figure, rather than an old one.
/// </summary>
internal sealed class BoardGauges : BackgroundService
{
    /// <summary>The name of the meter.</summary>
    public const string Name = $"{Telemetry.Name}.Boards";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly BoardLags lags;
    private readonly BoardStops stops;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, LagClock> clocks = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<Sample> samples = [];

    /// <summary>Announces the measurements.</summary>
    public BoardGauges(
        BoardLags lags, BoardStops stops, TimeProvider clock, ServerSettings settings, IMeterFactory meters)
    {
        (this.lags, this.stops, this.clock) = (lags, stops, clock);
        var meter = meters.Create(Name);
        Gauge(meter, "behind", "{event}", "Events that the board has not reached.", sample => sample.Behind);
        Gauge(meter, "late", "s", "For how long the board has been behind.", sample => sample.Late);
        Gauge(meter, "stopped", null, "1 while the board stands still at an event.", sample => sample.Stopped ? 1 : 0);
        meter.CreateObservableGauge(
            "evaluation.disk.free", () => Free(settings), "By", "Free bytes of the disk of a folder.");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                samples = await SampleAsync(stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                samples = [];
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<Sample>> SampleAsync(CancellationToken ct)
    {
        var stopped = (await stops.AllAsync(ct)).Select(stop => stop.District).ToHashSet(StringComparer.Ordinal);
        var (all, now) = (await lags.AllAsync(ct), clock.GetUtcNow());
        foreach (var lag in all)
        {
            clocks.TryAdd(lag.District, new LagClock());
        }

        return
        [
            .. all.Select(lag => new Sample(
                lag.District, lag.Behind, clocks[lag.District].Late(now, lag.Position, lag.Last).TotalSeconds,
                stopped.Contains(lag.District))),
        ];
    }

    private void Gauge(Meter meter, string name, string? unit, string description, Func<Sample, double> value) =>
        meter.CreateObservableGauge(
            $"evaluation.board.{name}",
            () => samples.Select(sample => new Measurement<double>(
                value(sample), new KeyValuePair<string, object?>("district", sample.District))),
            unit, description);

    private static IEnumerable<Measurement<long>> Free(ServerSettings settings)
    {
        foreach (var (name, folder) in new[] { ("data", settings.Data), ("backups", settings.Backups) })
        {
            if (folder is not null && DiskCheck.Free(folder) is { } bytes)
            {
                yield return new Measurement<long>(bytes, new KeyValuePair<string, object?>("folder", name));
            }
        }
    }

    private sealed record Sample(string District, double Behind, double Late, bool Stopped);
}
