using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>What the second pass sees: the units of each group at the end of each period.</summary>
internal sealed class GroupViews
{
    /// <summary>Nobody looks at a group.</summary>
    public static readonly GroupViews None = new([]);

    private readonly Dictionary<(Period Each, Period Of, DateOnly Day, string Group), Peers> peers;

    private GroupViews(Dictionary<(Period, Period, DateOnly, string), Peers> peers) => this.peers = peers;

    /// <summary>Sorts the views of all units by period and group.</summary>
    public static GroupViews Of(IEnumerable<IReadOnlyList<PeriodEnd>> ends, RuleSet rules)
    {
        var peers = ends.SelectMany(unit => unit).GroupBy(end => (end.Each, end.Of, end.Day, end.View.Group))
            .ToDictionary(same => same.Key, same => new Peers([.. same.Select(end => end.View)]));
        foreach (var together in peers.GroupBy(one => (one.Key.Each, one.Key.Of, one.Key.Day)))
        {
            var ranked = rules.On(together.Key.Day)!.Ranking.Groups;
            Peers.Join([.. together.Where(one => ranked.Contains(one.Key.Group)).Select(one => one.Value)]);
        }

        return new GroupViews(peers);
    }

    /// <summary>The units of a group; null when none was seen.</summary>
    public Peers? On(Period each, Period of, DateOnly day, string group) =>
        peers.GetValueOrDefault((each, of, day, group));
}
