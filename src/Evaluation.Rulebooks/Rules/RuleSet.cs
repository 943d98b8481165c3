using System.Collections.Immutable;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Rules;

/// <summary>Compiled editions, ready to score with.</summary>
/// <param name="InOrder">In order of adoption.</param>
public sealed record RuleSet(ImmutableArray<Rulebook> InOrder)
{
    private const int YearsAhead = 2, YearsUnjudged = 10;

    /// <summary>
    /// Whether names are the same only if they are the same code points, as bulletins were counted that were sealed
    /// before <see cref="Sameness"/> was the rule; false for everything that is counted now.
    /// </summary>
    public bool ByCodePoint { get; init; }

    /// <summary>
    /// The last day of the last week that was sealed before one number decided (<see cref="RankingRules.ByExact"/>):
    /// what ends by then is counted as it was sealed. Null where no week was, as in everything new.
    /// </summary>
    public DateOnly? ExactThrough { get; init; }

    /// <summary>The ranking rules of an edition for a week or period that ends on a day.</summary>
    public RankingRules RankingOn(Rulebook edition, DateOnly day) =>
        day <= ExactThrough ? edition.Ranking with { ByExact = true } : edition.Ranking;

    /// <summary>
    /// The days whose facts count: up to two years after the last week judged, or ten after the first edition began
    /// while none was. A fact further ahead, of a decision dated "until further notice", waits until weeks come near
    /// it; otherwise scores and rankings would be kept of thousands of weeks in which nobody has lived.
    /// </summary>
    /// <param name="through">The last day of the last closed week; null while none was closed.</param>
    public (DateOnly First, DateOnly Last) Counted(DateOnly? through)
    {
        var last = through is { } judged ? Later(judged, YearsAhead)
            : InOrder.IsEmpty ? Week.LastDay
            : Later(InOrder.Min(edition => edition.From), YearsUnjudged);
        return (Week.FirstDay, last < Week.LastDay ? last : Week.LastDay);

        static DateOnly Later(DateOnly day, int years) =>
            day < Week.LastDay.AddYears(-years) ? day.AddYears(years) : Week.LastDay;
    }

    /// <summary>A name in the form in which it is compared with others.</summary>
    internal string FormOf(string name) => ByCodePoint ? name : Sameness.Of(name);

    /// <summary>A value of a fact in the form in which it is compared with those of others.</summary>
    internal Value FormOf(Value value) => ByCodePoint ? value : Sameness.Of(value);

    /// <summary>The kinds in force on a day: the built-in ones and those of the edition that decides on it.</summary>
    public KindSet KindsOn(DateOnly day) => On(day)?.Kinds ?? KindSet.BuiltIn;

    /// <summary>
    /// The edition that decides on a day: of those in force, the one adopted last; null when none is.
    /// </summary>
    public Rulebook? On(DateOnly day)
    {
        for (var i = InOrder.Length - 1; i >= 0; i--)
        {
            if (InOrder[i].InForce(day))
            {
                return InOrder[i];
            }
        }

        return null;
    }
}
