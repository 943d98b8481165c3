using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>
/// A unit's totals week after week: every part of its score is added once, however many weeks are read.
/// </summary>
/// <param name="score">The unit's score.</param>
public sealed class RunningTotals(UnitScore score)
{
    private readonly List<WeekPart> parts = [.. score.Parts.OrderBy(part => part.Week)];
    private Dictionary<DateOnly, Sum> years = [];
    private readonly IReadOnlyList<Inheritance> inherited = score.Inherited;
    private readonly string unit = score.Unit;
    private int next;
    private Week? from;
    private Week? last;

    /// <summary>The totals of a week; weeks are read in order.</summary>
    /// <param name="week">The week, later than the one read before.</param>
    /// <param name="year">First day of its assessment year.</param>
    /// <exception cref="InvalidOperationException">
    /// The week is not later than the one read before, or lies before these totals begin.
    /// </exception>
    public UnitTotals At(Week week, DateOnly year)
    {
        if (week <= last || !Knows(week))
        {
            throw new InvalidOperationException($"{week} was read after {last}, twice, or before {from}.");
        }

        var own = Sum.None;
        for (last = week; next < parts.Count && parts[next] is var part && part.Week <= week; next++)
        {
            years[part.Year] = years.GetValueOrDefault(part.Year, Sum.None).Plus(part);
            own = part.Week == week ? own.Plus(part) : own;
        }

        var total = years.GetValueOrDefault(year, Sum.None);
        var handed = inherited.Where(one => one.Year == year && one.Day <= week.End).ToList();
        total = handed.Aggregate(total, (sum, one) => sum.Plus(one.Points, one.Figures));
        return new UnitTotals(
            unit, own.Points, total.Points, score.OfWeek(own.Figures, Stands(null)),
            score.OfYear(total.Figures, Stands(year)))
        {
            Inherited = handed.Count == 0 ? null : handed,
        };
    }

    /// <summary>
    /// Whether the totals of a week can be read: those before the week from which these continue are not known.
    /// </summary>
    public bool Knows(Week week) => !(week < from);

    /// <summary>Continues with what was scored from a week on; this one must then not be read again.</summary>
    /// <param name="later">What was scored from the week on.</param>
    /// <param name="from">The week, later than all of this.</param>
    public RunningTotals Then(UnitScore later, Week from)
    {
        if (next < parts.Count)
        {
            At(parts[^1].Week, default);
        }

        return new RunningTotals(later) { years = new(years), from = from };
    }

    // What stands is the sum of all changes, up to the year that is read.
    private IReadOnlyDictionary<string, decimal> Stands(DateOnly? through) => score.Stands.Count == 0 ? Figures.None
        : years.Where(one => through is null || one.Key <= through)
            .Aggregate(Figures.None, (sum, one) => Figures.Plus(sum, one.Value.Figures));

    private sealed record Sum(decimal Points, IReadOnlyDictionary<string, decimal> Figures)
    {
        public static readonly Sum None = new(0m, Evaluation.Rulebooks.Words.Figures.None);

        public Sum Plus(WeekPart part) => Plus(part.Points, part.Figures);

        public Sum Plus(decimal points, IReadOnlyDictionary<string, decimal> figures) =>
            new(Points + points, Evaluation.Rulebooks.Words.Figures.Plus(Figures, figures));
    }
}
