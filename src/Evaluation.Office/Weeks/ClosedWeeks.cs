using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>
/// The closed weeks of a district. They are closed in order, one after another, so that they share one stream,
/// `closings`: two clerks who close different weeks at once meet in it.
/// </summary>
public sealed record ClosedWeeks(ImmutableSortedDictionary<Week, WeekClosed> ByWeek)
{
    private static readonly ClosedWeeks None = new(ImmutableSortedDictionary<Week, WeekClosed>.Empty);

    /// <summary>The stream of the closed weeks.</summary>
    public const string Stream = "closings";

    /// <summary>With which week the evaluation begins; null when it begins with the rules.</summary>
    public WeeksBegun? Begun { get; init; }

    /// <summary>The weeks that were closed before the moment that the rules state.</summary>
    public ImmutableSortedDictionary<Week, WeekClosedEarly> Early { get; init; } =
        ImmutableSortedDictionary<Week, WeekClosedEarly>.Empty;

    /// <summary>The first closed week; null before it.</summary>
    public Week? First => ByWeek.IsEmpty ? null : ByWeek.Keys.First();

    /// <summary>The last closed week; null before the first.</summary>
    public Week? Last => ByWeek.IsEmpty ? null : ByWeek.Keys.Last();

    /// <summary>The week that is worked on: the first one that is not closed, at the latest the current one.</summary>
    /// <param name="closed">The closed weeks; null before the first.</param>
    /// <param name="current">The week of today.</param>
    public static Week Open(ClosedWeeks? closed, Week current) =>
        (closed?.Last?.Next ?? closed?.Begun?.Week) is { } open && open < current ? open : current;

    /// <summary>The closing of a week; null while it is open.</summary>
    public WeekClosed? Of(Week week) => ByWeek.GetValueOrDefault(week);

    /// <summary>The document by which a week was closed early; null when it was not.</summary>
    public string? EarlyBy(Week week) => Early.GetValueOrDefault(week)?.Document;

    /// <summary>The closed weeks after an event of their stream.</summary>
    public static ClosedWeeks Evolve(ClosedWeeks? closed, object @event) => @event switch
    {
        WeekClosed e => (closed ?? None) with { ByWeek = (closed ?? None).ByWeek.SetItem(e.Week, e) },
        WeekClosedEarly e => (closed ?? None) with { Early = (closed ?? None).Early.SetItem(e.Week, e) },
        WeeksBegun e => (closed ?? None) with { Begun = e },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the closed weeks."),
    };
}
