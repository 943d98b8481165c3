using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>One fact of one unit, as formulas see it.</summary>
/// <param name="Day">The day on which it counts: that on which it happened, or that on which its time is over.</param>
/// <param name="Group">The unit's group on that day.</param>
/// <param name="UnitKind">The unit's kind on that day.</param>
public sealed record FactView(Fact Fact, DateOnly Day, string Group = "", string UnitKind = "")
    : View(Fact.Unit, Day, Group, UnitKind)
{
    /// <summary>
    /// The values of the fact in the order of its kind's fields
    /// (<see cref="Evaluation.Rulebooks.Kinds.KindSet.OrderOf"/>); default to look them up by name.
    /// </summary>
    public ImmutableArray<Value> ByPosition { get; init; }

    /// <summary>What clauses gave so far, by clause and fact; null when no formula uses it.</summary>
    public IReadOnlyDictionary<(string Clause, string Fact), decimal>? Given { get; init; }

    /// <summary>The facts that the unit sees; null when no formula looks for any.</summary>
    internal OtherFacts? Others { get; init; }

    internal decimal Number(int position, string field) =>
        ByPosition.IsDefault ? Number(field) : ByPosition[position].Number ?? 0m;

    internal string Text(int position, string field) =>
        ByPosition.IsDefault ? Text(field) : ByPosition[position].Text ?? "";

    internal bool Flag(int position, string field) =>
        ByPosition.IsDefault ? Flag(field) : ByPosition[position].Flag == true;

    internal decimal Number(string field) => Fact.Values.TryGetValue(field, out var value) ? value.Number ?? 0m : 0m;

    internal string Text(string field) => Fact.Values.TryGetValue(field, out var value) ? value.Text ?? "" : "";

    internal bool Flag(string field) => Fact.Values.TryGetValue(field, out var value) && value.Flag == true;

    /// <summary>What a clause gave for the fact before the one that uses it.</summary>
    internal decimal Credited(string clause) => Given?.GetValueOrDefault((clause, Fact.Id)) ?? 0m;
}
