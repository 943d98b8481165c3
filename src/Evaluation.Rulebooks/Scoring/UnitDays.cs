using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>What holds for a unit on a day; days are looked up in order, and the last answer is kept.</summary>
/// <param name="rules">The adopted editions.</param>
/// <param name="plan">The same, laid out.</param>
/// <param name="terms">When the unit was evaluated.</param>
/// <param name="begins">The first day of the district's first week; null when it began with the rules.</param>
internal sealed class UnitDays(RuleSet rules, ScoringPlan plan, ImmutableArray<UnitTerm> terms, DateOnly? begins)
{
    private DayFrame? frame;
    private UnitTerm? term;

    /// <summary>The day under the edition in force; null when none is.</summary>
    public DayFrame? FrameOf(DateOnly day)
    {
        if (frame?.Day != day)
        {
            frame = rules.On(day) is { } edition ? new DayFrame(plan.Of(edition), day, plan.AnewBy(day)) : null;
        }

        return frame;
    }

    /// <summary>The unit as it was on the day; null when it was not evaluated then.</summary>
    public UnitTerm? TermOn(DateOnly day)
    {
        if (term?.Covers(day) != true)
        {
            term = terms.FirstOrDefault(one => one.Covers(day));
        }

        return term;
    }

    /// <summary>The first day of the evaluation, as the edition of a day sees it.</summary>
    public Beginning BeginningBy(DayFrame end) => Beginning.Of(end.Edition, begins);

    /// <summary>
    /// First day from which a duty of a period is judged: the unit must have been evaluated, and rules in force, on
    /// every day from there to the one in view; null when it is not judged.
    /// </summary>
    public DateOnly? JudgedFrom(DayFrame end, Period period) =>
        BeginningBy(end).JudgedFrom(period, end.Day) is { } first && Covers(first, end.Day) ? first : null;

    /// <summary>Whether the sheet says that a period is not judged because the evaluation began within it.</summary>
    public bool Says(DayFrame end, Period period) =>
        BeginningBy(end) is var beginning && beginning.Says(period, end.Day) && Covers(beginning.Day, end.Day);

    /// <summary>
    /// First day of the evaluation when it lies within a period that is judged with what was brought along, and the
    /// unit was there through it; null when it was not.
    /// </summary>
    public DateOnly? CarriedFrom(DayFrame end, Period period, CarriedPeriods carried) =>
        carried.Through(terms, end.Edition.Calendar.StartOf(period, end.Day)) && Covers(carried.Day, end.Day)
            ? carried.Day : null;

    private bool Covers(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (TermOn(day) is null || rules.On(day) is null)
            {
                return false;
            }
        }

        return true;
    }
}
