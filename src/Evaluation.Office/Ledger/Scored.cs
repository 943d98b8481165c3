using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>A district as known, scored once, when somebody asks, for all that is made of it.</summary>
/// <param name="known">The district as known.</param>
/// <param name="rules">Its editions, compiled; null to compile them when somebody asks.</param>
/// <param name="scores">What the scorer made of it; null to score it when somebody asks.</param>
public sealed class Scored(Snapshot known, RuleSet? rules, IReadOnlyList<UnitScore>? scores = null)
{
    private RuleSet? rules = rules;
    private IReadOnlyList<UnitScore>? scores = scores;

    /// <summary>The district as known.</summary>
    public Snapshot Known => known;

    /// <summary>Its editions, compiled.</summary>
    public RuleSet Rules => rules ??= known.District.Editions.Compile();

    /// <summary>What the scorer makes of it.</summary>
    public IReadOnlyList<UnitScore> Scores => scores ??= known.Score(Rules);

    /// <summary>By its editions, compiled anew from their texts: what is published trusts no copy.</summary>
    public static Scored Anew(Snapshot known) => new(known, null);

    /// <summary>Ranks every group in a week.</summary>
    public IReadOnlyList<GroupRanking> Rank(Week week) => known.Rank(Rules, Scores, week);
}
