using Evaluation.Core.Rules;

namespace Evaluation.Core.Scoring;

/// <summary>
/// Running sums by name and stretch of time. Facts arrive in order of day, so that only the current stretch of each name is kept.
/// </summary>
internal sealed class Tally
{
    private readonly Dictionary<(string Name, Period Period), Running> running = [];

    /// <summary>What the current stretch holds so far and which fact added to it last.</summary>
    public (decimal Sum, string? Last) Of(string name, Period period, DateOnly start) =>
        running.TryGetValue((name, period), out var current) && current.Start == start ? (current.Sum, current.Last) : (0m, null);

    /// <summary>Adds to the current stretch; a new start begins a new one.</summary>
    public void Add(string name, Period period, DateOnly start, decimal amount, string fact)
    {
        if (!running.TryGetValue((name, period), out var current) || current.Start != start)
        {
            running[(name, period)] = current = new Running { Start = start };
        }

        current.Sum += amount;
        current.Last = amount != 0m ? fact : current.Last;
    }

    private sealed class Running
    {
        public DateOnly Start;
        public decimal Sum;
        public string? Last;
    }
}
