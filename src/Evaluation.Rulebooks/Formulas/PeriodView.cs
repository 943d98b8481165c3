using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>One period of one unit, or of a person who led it, as formulas see it.</summary>
/// <param name="Day">The last day of the period so far.</param>
/// <param name="Group">The unit's group on that day.</param>
/// <param name="UnitKind">The unit's kind on that day.</param>
/// <param name="Measures">The value of each measure in the period, in the order of the rulebook.</param>
public sealed record PeriodView(
    string Unit, DateOnly Day, string Group, string UnitKind, ImmutableArray<decimal> Measures)
    : View(Unit, Day, Group, UnitKind)
{
    /// <summary>The target of an indicator in the period; null when the unit has none.</summary>
    public Func<string, decimal?> Target { get; init; } = _ => null;

    /// <summary>The share of the assessment year that is over at the end of the day, by days and by months.</summary>
    public (decimal Days, decimal Months) Elapsed { get; init; }

    /// <summary>The share of the period's days that are judged; less than 1 where the evaluation began in it.</summary>
    public decimal Judged { get; init; } = 1m;

    /// <summary>For a week: `on_time`, `late` or `missing`.</summary>
    public string Report { get; init; } = "";

    /// <summary>For a week: whether the report was nil.</summary>
    public bool NilReport { get; init; }

    /// <summary>The weight of the clause that judges the period, after what absent targets gave up.</summary>
    public decimal Weight { get; init; }

    /// <summary>The points of the period, for formulas that look at the group, and for lists and statuses.</summary>
    public decimal Points { get; init; }

    /// <summary>The points of the period by clause or article, of those that somebody looks at.</summary>
    public IReadOnlyDictionary<string, decimal> PointsOf { get; init; } = Figures.None;

    /// <summary>The units of the same group in the period; null when nobody looks at the group.</summary>
    public Peers? Peers { get; init; }

    /// <summary>
    /// The unit in the period before (`previous`) or in the same one of the year before (`last_year`): its measures
    /// only; null where nobody looks back.
    /// </summary>
    public Func<string, PeriodView?> Earlier { get; init; } = _ => null;

    /// <summary>How many periods in a row, up to this one, a condition held.</summary>
    public ImmutableDictionary<Streak, int> Streaks { get; init; } = ImmutableDictionary<Streak, int>.Empty;

    /// <summary>
    /// For a list: how many periods in a row, up to the one before, the unit was on a list of that name.
    /// </summary>
    public Func<string, int> Listed { get; init; } = _ => 0;
}
