using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>The ends of periods up to a day; the same for all units, and so found once for all of them.</summary>
internal sealed class Duties
{
    private readonly List<(DateOnly Day, List<Period> Periods)> ends = [];

    /// <param name="plan">The same, laid out.</param>
    /// <param name="through">The last day on which something is judged; null for never.</param>
    /// <param name="begins">The first day of the district's first week; null when it began with the rules.</param>
    public Duties(RuleSet rules, ScoringPlan plan, DateOnly? through, DateOnly? begins)
    {
        Through = through;
        if (through is not { } last || rules.InOrder.IsEmpty)
        {
            return;
        }

        var first = rules.InOrder.Min(edition => edition.From);
        for (var day = begins > first ? begins.Value : first; day <= last; day = day.AddDays(1))
        {
            if (rules.On(day) is { } edition
                && plan.Of(edition).Judged.Where(period => edition.Calendar.EndOf(period, day) == day)
                    .ToList() is { Count: > 0 } periods)
            {
                ends.Add((day, periods));
            }
        }
    }

    /// <summary>The last day on which something is judged; null for never.</summary>
    public DateOnly? Through { get; }

    /// <summary>The days from a unit's entry on, each with the periods that end on it, the shortest first.</summary>
    public IEnumerable<(DateOnly Day, List<Period> Periods)> From(ImmutableArray<UnitTerm> terms)
    {
        var entered = terms.IsEmpty ? DateOnly.MaxValue : terms.Min(term => term.From);
        return ends.SkipWhile(end => end.Day < entered);
    }
}
