using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>
/// A line of the ledger (台账): a fact that counts for a unit, with two times. It happened on a day, and it was known
/// to hold from one event position up to, but not including, another.
/// </summary>
/// <param name="Fact">Where it comes from: a claim's number, `report/…` or `adjustment/…`.</param>
/// <param name="Unit">The unit credited.</param>
/// <param name="Kind">The kind of fact.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="Part">The unit's share.</param>
/// <param name="Values">Its typed values.</param>
/// <param name="KnownFrom">Position of the event that made it count.</param>
/// <param name="KnownTo">Position of the event that ended this; null while it holds.</param>
public sealed record LedgerEntry(
    string Fact, string Unit, string Kind, DateOnly OccurredOn, decimal Part, IReadOnlyDictionary<string, Value> Values,
    long KnownFrom, long? KnownTo)
{
    /// <summary>The entry as the rules see it.</summary>
    public Fact ToFact() => new(Fact, Kind, Unit, OccurredOn, Part, Values);

    /// <summary>Whether it held at a position.</summary>
    public bool KnownAt(long position) => KnownFrom <= position && (KnownTo is null || position < KnownTo);

    /// <summary>The one order of entries: by day, then fact, then unit.</summary>
    public static IReadOnlyList<LedgerEntry> InOrder(IEnumerable<LedgerEntry> entries) =>
    [
        .. entries.OrderBy(entry => entry.OccurredOn).ThenBy(entry => entry.Fact, StringComparer.Ordinal)
            .ThenBy(entry => entry.Unit, StringComparer.Ordinal),
    ];

    internal bool SameContent(LedgerEntry other) =>
        Unit == other.Unit && Kind == other.Kind && OccurredOn == other.OccurredOn && Part == other.Part
            && Facts.Same(Values, other.Values);
}
