namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// The units of a group at the end of a period, as the first pass leaves them: measures, and points of all clauses that
/// do not look at the group. What the second pass sees of the others is this and nothing else.
/// </summary>
/// <param name="units">A view of each unit.</param>
public sealed class Peers(IReadOnlyList<PeriodView> units)
{
    private readonly Dictionary<string, PeriodView> byName = units.ToDictionary(
        unit => unit.Unit, StringComparer.Ordinal);
    private readonly Dictionary<object, decimal[]> sorted = [];

    /// <summary>How many units there are.</summary>
    public int Count => units.Count;

    /// <summary>The view of a unit; null when it is not of the group.</summary>
    public PeriodView? Of(string unit) => byName.GetValueOrDefault(unit);

    /// <summary>A figure of all units in ascending order; computed once for each occurrence in a formula.</summary>
    internal decimal[] Sorted(object place, Func<View, decimal> figure)
    {
        lock (sorted)
        {
            if (!sorted.TryGetValue(place, out var values))
            {
                sorted[place] = values = [.. units.Select(figure).Order()];
            }

            return values;
        }
    }
}
