using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Running sums by number and period. Facts arrive in order of day, so that only the current period of each length is
/// kept.
/// </summary>
internal sealed class Tally(int count)
{
    private const int Lengths = (int)Period.Year + 1;

    private Running[] running = new Running[count * Lengths];

    /// <summary>A copy of the sums, which continues by itself.</summary>
    public Tally Copy() => new(0) { running = [.. running] };

    /// <summary>What the current period holds so far and which fact added to it last.</summary>
    public (decimal Sum, string? Last) Of(int number, Period period, DateOnly begin)
    {
        ref var current = ref running[(number * Lengths) + (int)period];
        return current.Begin == begin ? (current.Sum, current.Last) : (0m, null);
    }

    /// <summary>Adds to the current period; another first day begins a new one.</summary>
    public void Add(int number, Period period, DateOnly begin, decimal amount, string fact)
    {
        ref var current = ref running[(number * Lengths) + (int)period];
        if (current.Begin != begin)
        {
            current = new Running { Begin = begin };
        }

        current.Sum += amount;
        current.Last = amount != 0m ? fact : current.Last;
    }

    private struct Running
    {
        public DateOnly Begin;
        public decimal Sum;
        public string? Last;
    }
}
