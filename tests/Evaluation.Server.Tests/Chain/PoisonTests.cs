using System.Diagnostics;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>Whatever one district's log holds, the other one reports, closes and seals.</summary>
/// <param name="postgres">The test cluster.</param>
/// <param name="output">Where figures are printed.</param>
public sealed class PoisonTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const string Poisoned = "du-qu";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_worst_values_of_every_event_harm_nobody()
    {
        await using var town = await Town.NewAsync(postgres);
        await town.FoundAsync(Poisoned);
        await town.CaughtUpAsync();
        var (stopped, slowest, projects) = (new List<string>(), TimeSpan.Zero, 0);
        foreach (var (name, stream, events) in WorstValues.All())
        {
            await AppendAsync(town, stream, events);
            var began = Stopwatch.GetTimestamp();
            await town.ProjectAsync($"P{++projects}", introducer: null);
            await town.CaughtUpAsync();
            var waited = Stopwatch.GetElapsedTime(began);
            slowest = waited > slowest ? waited : slowest;
            if (!await town.Get<DistrictPages>().ResumeAsync(Poisoned, Ct)
                && await town.Get<BoardStops>().OfAsync(Poisoned, Ct) is { } stop)
            {
                stopped.Add($"{name}: {stop.Event} of {stop.Stream} at {stop.Position}");
                break;
            }
        }

        projects.Should().BeGreaterThanOrEqualTo(30);
        output.WriteLine($"{projects} poisons; the neighbour waited {slowest.TotalMilliseconds:0} ms at most");
        stopped.Should().BeEmpty();
        await town.CloseAsync(Town.First);
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await town.CaughtUpAsync(Poisoned);
        var closing = await town.DoAsync(
            "ma", Town.CutOff(Town.First), by => new Server.Publication.CloseWeek(by, Town.First), Poisoned);
        closing.Refusal.Should().BeNull();
        var gate = await town.GateAsync(Town.First, Poisoned);
        gate.Checks.Where(check => check.Code is "caught-up" or "equal" or "second-count")
            .SelectMany(check => check.Findings).Should().BeEmpty("the poisoned district counts like any other");
    }

    private static async Task AppendAsync(Town town, string stream, object[] events)
    {
        await using var session = town.Get<Databases>().WriteSession(Poisoned);
        session.Events.Append(stream, events);
        await session.SaveChangesAsync(Ct);
    }
}
