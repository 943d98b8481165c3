namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// The units of a group at the end of a period, as the first pass leaves them: measures, and points of all clauses that
/// do not look at the group. What the second pass sees of the others is this and nothing else.
/// </summary>
public sealed class Peers
{
    private readonly IReadOnlyList<PeriodView> units;
    private readonly Dictionary<string, PeriodView> byName;
    private readonly Dictionary<object, decimal[]> sorted = [];

    /// <summary>A group; each of its units sees it.</summary>
    /// <param name="group">A view of each unit.</param>
    public Peers(IReadOnlyList<PeriodView> group)
    {
        units = [.. group.Select(unit => unit with { Peers = this })];
        byName = units.ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        All = this;
    }

    private Peers(IEnumerable<Peers> groups)
    {
        units = [.. groups.SelectMany(group => group.units)];
        byName = units.ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        All = this;
    }

    /// <summary>The units of all groups together; the group itself while no other is known.</summary>
    public Peers All { get; private set; }

    /// <summary>Makes groups known to each other.</summary>
    public static void Join(IReadOnlyList<Peers> groups)
    {
        var all = new Peers(groups);
        foreach (var group in groups)
        {
            group.All = all;
        }
    }

    /// <summary>How many units there are.</summary>
    public int Count => units.Count;

    /// <summary>The view of a unit; null when it is not of the group.</summary>
    public PeriodView? Of(string unit) => byName.GetValueOrDefault(unit);

    /// <summary>A figure of all units in ascending order; computed once for each occurrence in a formula.</summary>
    internal decimal[] Sorted(object place, Func<View, decimal> figure)
    {
        lock (sorted)
        {
            // A figure may itself be one of the group, which is kept first.
            if (!sorted.TryGetValue(place, out var values))
            {
                values = [.. units.Select(figure).Order()];
                sorted[place] = values;
            }

            return values;
        }
    }
}
