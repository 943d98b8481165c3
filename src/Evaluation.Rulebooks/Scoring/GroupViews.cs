using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A unit at the end of a period, as others see it.</summary>
/// <param name="Each">The period that ends, through which the unit was evaluated.</param>
/// <param name="Of">The period whose state it is.</param>
/// <param name="Day">Its last day so far.</param>
/// <param name="View">Measures, points, targets.</param>
public sealed record PeriodView(Period Each, Period Of, DateOnly Day, Scope View);

/// <summary>What the second pass sees: the units of each group at the end of each period.</summary>
internal sealed class GroupViews
{
    /// <summary>Nobody looks at a group.</summary>
    public static readonly GroupViews None = new([]);

    private readonly Dictionary<(Period Each, Period Of, DateOnly Day, string Group), Peers> peers;

    private GroupViews(Dictionary<(Period, Period, DateOnly, string), Peers> peers) => this.peers = peers;

    /// <summary>Sorts the views of all units by period and group.</summary>
    public static GroupViews Of(IEnumerable<IReadOnlyList<PeriodView>> views) => new(
        views.SelectMany(unit => unit).GroupBy(view => (view.Each, view.Of, view.Day, view.View.Group))
            .ToDictionary(same => same.Key, same => new Peers([.. same.Select(view => view.View)])));

    /// <summary>The units of a group; null when none was seen.</summary>
    public Peers? On(Period each, Period of, DateOnly day, string group) =>
        peers.GetValueOrDefault((each, of, day, group));
}
