using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>What a formula looks at: one fact, or a period on its last day.</summary>
/// <param name="Edition">The edition that decides.</param>
/// <param name="Day">The day on which the fact counts, or the last day of the period.</param>
/// <param name="Fact">The fact; null when a period is judged.</param>
/// <param name="Seen">The period whose measures, points and targets are seen.</param>
internal sealed record SecondScope(Rulebook Edition, string Unit, DateOnly Day, Fact? Fact, Period Seen)
{
    /// <summary>The period that ends, and through which a unit must have been of the group.</summary>
    public Period Each { get; init; }

    /// <summary>The clause that looks; null for a list or a status.</summary>
    public Clause? Clause { get; init; }

    /// <summary>The person who is judged; null for the unit.</summary>
    public string? Person { get; init; }

    /// <summary>Whether an earlier period is looked at, from its first day to its last.</summary>
    public bool Earlier { get; init; }

    /// <summary>The totals that a status looks at, in place of what formulas count themselves.</summary>
    public Totals? Totals { get; init; }

    /// <summary>The day that decides group and kind of the unit, when it is another one.</summary>
    public DateOnly? RosterDay { get; init; }

    /// <summary>Whether the period is judged with what was brought along, as if nothing had cut it.</summary>
    public bool Carried { get; init; }

    /// <summary>For a list: how often in a row the unit was on a list of that name.</summary>
    public Func<string, int>? Listed { get; init; }
}

/// <summary>Points and figures that were added up before.</summary>
internal sealed record Totals(decimal Points, Func<string, decimal> Figure);
