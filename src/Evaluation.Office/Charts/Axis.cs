using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>Round steps of a scale, and where months begin among weeks.</summary>
internal static class Axis
{
    private const decimal Between = 8m, LetterHeight = 12m;

    /// <summary>The smallest of 1, 2, 5, 10, 20 … (or their fractions) that needs at most so many steps.</summary>
    /// <param name="span">From the lowest to the highest value, above 0.</param>
    public static decimal Step(decimal span, int most)
    {
        var step = 0.001m;
        for (var i = 0; step * most < span; i++)
        {
            step *= i % 3 == 1 ? 2.5m : 2m;
        }

        return Exact.Trim(step);
    }

    /// <summary>The steps within a span; 0 is one of them when it lies within.</summary>
    public static IEnumerable<decimal> Steps(decimal from, decimal to, decimal step)
    {
        for (var at = Math.Ceiling(from / step) * step; at <= to; at += step)
        {
            yield return Exact.Trim(at);
        }
    }

    /// <summary>The months below the weeks: each at the first week that is mostly in it.</summary>
    /// <param name="weeks">The weeks, in order.</param>
    /// <param name="x">Where a week stands.</param>
    /// <param name="width">How far labels may reach.</param>
    public static IEnumerable<(decimal X, string Label)> Months(
        IReadOnlyList<CourseWeek> weeks, Func<int, decimal> x, decimal width)
    {
        var free = decimal.MinValue;
        for (var i = 0; i < weeks.Count; i++)
        {
            var month = weeks[i].Week.Start.AddDays(3).Month;
            var label = $"{Value.Of(month)}月";
            var (at, needs) = (x(i), Sketch.WidthOf(label, LetterHeight));
            var begins = i == 0 || month != weeks[i - 1].Week.Start.AddDays(3).Month;
            if (begins && at >= free && at + needs <= width)
            {
                yield return (at, label);
                free = at + needs + Between;
            }
        }
    }
}
