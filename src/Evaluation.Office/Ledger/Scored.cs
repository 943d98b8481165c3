using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>A snapshot of a district and its scores, computed on first use and shared.</summary>
/// <param name="known">The district as known.</param>
/// <param name="rules">Its editions, compiled; null to compile them on first use.</param>
/// <param name="scores">Its scores; null to compute them on first use.</param>
public sealed class Scored(Snapshot known, RuleSet? rules, IReadOnlyList<UnitScore>? scores = null)
{
    private RuleSet? rules = rules;
    private IReadOnlyList<UnitScore>? scores = scores;

    /// <summary>The district as known.</summary>
    public Snapshot Known => known;

    /// <summary>Its editions, compiled.</summary>
    public RuleSet Rules => rules ??= known.District.Compile();

    /// <summary>What the scorer makes of it.</summary>
    public IReadOnlyList<UnitScore> Scores => scores ??= known.Score(Rules);

    /// <summary>With the editions compiled again from their texts: what is published trusts no copy.</summary>
    public static Scored FromTexts(Snapshot known) => new(known, null);

    /// <summary>
    /// The same with names told apart by code points, as they were once (<see cref="RuleSet.ByCodePoint"/>).
    /// </summary>
    public Scored ByCodePoint() => new(known, Rules with { ByCodePoint = true });

    /// <summary>
    /// The same with everything up to a day counted as it was sealed before one number decided
    /// (<see cref="RuleSet.ExactThrough"/>).
    /// </summary>
    public Scored WithExact(DateOnly through) =>
        Rules.ExactThrough >= through ? this : new(known, Rules with { ExactThrough = through });

    /// <summary>
    /// The same with the first week of rules ranked in the year before, as it was once
    /// (<see cref="RuleSet.YearsByFirstDay"/>).
    /// </summary>
    public Scored ByFirstDay() => new(known, Rules.ByFirstDay());

    /// <summary>The same without what happened after a day; see <see cref="Snapshot.SeenThrough"/>.</summary>
    public Scored SeenThrough(DateOnly day) => new(known.SeenThrough(day), Rules);

    /// <summary>The same without what belongs to a later bulletin; the same object when that is nothing.</summary>
    public Scored Of(Intake intake) =>
        intake.Of(known) is var seen && ReferenceEquals(seen, known) ? this : new(seen, Rules);

    /// <summary>Ranks every group in a period, seen through its last day.</summary>
    public IReadOnlyList<GroupRanking> Rank(NamedPeriod period) => period.Last < known.District.Roster.Begins ? []
        : PeriodRanking.Of(period, Scores, Rules, known.District.Roster, known.District.Targets);

    /// <summary>Ranks every group in a week.</summary>
    public IReadOnlyList<GroupRanking> Rank(Week week) => known.Rank(Rules, Scores, week);
}
