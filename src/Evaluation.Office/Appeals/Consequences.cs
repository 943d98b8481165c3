using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Appeals;

/// <summary>How an appeal would be put right.</summary>
/// <param name="Kind">How.</param>
/// <param name="OccurredOn">The right day of a corrected claim; null when the day stays.</param>
/// <param name="Changes">The right values of a corrected claim, as texts; an empty text removes one.</param>
/// <param name="Points">Signed points of an adjustment.</param>
public sealed record Remedy(
    RemedyKind Kind, DateOnly? OccurredOn, IReadOnlyDictionary<string, string> Changes, decimal Points);

/// <summary>What a ruling changes for all units: points and ranks of the year to date.</summary>
public static class Consequences
{
    /// <summary>The units whose points or rank differ, group by group in order of the new rank.</summary>
    /// <param name="before">The district as it is known.</param>
    /// <param name="after">The same with the ruling.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="week">The week up to which the year is counted.</param>
    public static IReadOnlyList<RankChange> Of(Snapshot before, Snapshot after, RuleSet rules, Week week)
    {
        var earlier = before.Rank(rules, before.Score(rules), week)
            .SelectMany(ranking => ranking.Standings)
            .ToDictionary(standing => standing.Totals.Unit, StringComparer.Ordinal);
        return
        [
            .. from ranking in after.Rank(rules, after.Score(rules), week)
               from standing in ranking.Standings
               let unit = standing.Totals.Unit
               let was = earlier.GetValueOrDefault(unit)
               let change = new RankChange(
                   ranking.Group, unit, Exact.Trim(was?.Totals.YearPoints ?? 0m),
                   Exact.Trim(standing.Totals.YearPoints), was?.YearRank ?? 0, standing.YearRank)
               where change.PointsBefore != change.PointsAfter || change.RankBefore != change.RankAfter
               select change,
        ];
    }
}
