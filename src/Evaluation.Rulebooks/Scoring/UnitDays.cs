using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>What holds for a unit on a day; days are looked up in order, and the last answer is kept.</summary>
/// <param name="rules">The adopted editions.</param>
/// <param name="plan">The same, laid out.</param>
/// <param name="terms">When the unit was evaluated.</param>
internal sealed class UnitDays(RuleSet rules, ScoringPlan plan, ImmutableArray<UnitTerm> terms)
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

    /// <summary>
    /// Whether the unit was evaluated, and rules were in force, on every day of a period up to the one in view: only
    /// then is a duty judged.
    /// </summary>
    public bool Cover(DayFrame end, Period period)
    {
        for (var day = end.Edition.Calendar.StartOf(period, end.Day); day <= end.Day; day = day.AddDays(1))
        {
            if (TermOn(day) is null || rules.On(day) is null)
            {
                return false;
            }
        }

        return true;
    }
}
