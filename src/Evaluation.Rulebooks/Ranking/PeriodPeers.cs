using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>The groups that are ranked at the end of a period, which know each other.</summary>
/// <param name="scores">The scores of all units, in protocol order.</param>
/// <param name="rules">The adopted editions.</param>
internal sealed class PeriodPeers(IReadOnlyList<UnitScore> scores, RuleSet rules)
{
    private readonly Dictionary<(DateOnly Day, Period Of), Dictionary<string, Peers>> found = [];

    /// <summary>The units of a group that is ranked.</summary>
    public Peers Of((DateOnly Day, Period Of, string Group) period)
    {
        if (!found.TryGetValue((period.Day, period.Of), out var groups))
        {
            var ranked = rules.On(period.Day)!.Ranking.Groups;
            found[(period.Day, period.Of)] = groups = scores.SelectMany(score => score.Views)
                .Where(end => end.Day == period.Day && end.Of == period.Of && ranked.Contains(end.View.Group))
                .GroupBy(end => end.View.Group)
                .ToDictionary(same => same.Key, same => new Peers([.. same.Select(end => end.View)]));
            Peers.Join([.. groups.Values]);
        }

        return groups[period.Group];
    }
}
