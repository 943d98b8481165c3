using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>One thing that counts, as the rules see it.</summary>
/// <param name="Id">Where it comes from: a claim's number, `report/…` or `adjustment/…`.</param>
/// <param name="Kind">The kind of fact.</param>
/// <param name="Unit">The unit credited.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="Part">The unit's share, above 0, at most 1.</param>
/// <param name="Values">Its typed values.</param>
public sealed record Fact(
    string Id, string Kind, string Unit, DateOnly OccurredOn, decimal Part, IReadOnlyDictionary<string, Value> Values)
{
    /// <summary>The unit that reported it, when another one is credited by the rulebook itself; null for its own.</summary>
    public string? ReportedBy { get; init; }
}

/// <summary>What a formula can see while it is evaluated: one fact, or one period of one unit.</summary>
public sealed class Scope
{
    /// <summary>The fact; null when a period is judged.</summary>
    public Fact? Fact { get; set; }

    /// <summary>The day that decides which value of a dated parameter holds.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The unit's group on that day.</summary>
    public string Group { get; set; } = "";

    /// <summary>The unit's kind on that day.</summary>
    public string UnitKind { get; set; } = "";

    /// <summary>The unit.</summary>
    public string Unit { get; set; } = "";

    /// <summary>For a period: the value of each measure in it, in the order of the rulebook.</summary>
    public decimal[] Measures { get; set; } = [];

    /// <summary>For a week: `on_time`, `late` or `missing`.</summary>
    public string Report { get; set; } = "";

    /// <summary>For a week: whether the report was nil.</summary>
    public bool NilReport { get; set; }

    /// <summary>For a period: the unit's target of an indicator in it; null when it has none.</summary>
    public Func<string, decimal?> Target { get; set; } = _ => null;

    /// <summary>For a period: the share of the assessment year that is over at its end, by days and by months.</summary>
    public (decimal Days, decimal Months) Elapsed { get; set; }

    /// <summary>The weight of the clause, after what absent targets gave up.</summary>
    public decimal Weight { get; set; }

    /// <summary>The points of the period, for who looks at the group.</summary>
    public decimal Points { get; set; }

    /// <summary>For a period: the units of the same group in it; null when nobody looks at the group.</summary>
    public Peers? Peers { get; set; }

    /// <summary>How many periods in a row, up to this one, a condition held.</summary>
    public Func<Streak, int> Streak { get; set; } = _ => 0;

    /// <summary>What a clause gave for the fact in scope.</summary>
    public Func<string, decimal> Credited { get; set; } = _ => 0m;

    /// <summary>For a list: how many periods in a row, up to the one before, the unit stood in a list of that name.</summary>
    public Func<string, int> Listed { get; set; } = _ => 0;

    /// <summary>The same view, kept while this one goes on.</summary>
    public Scope Copy() => (Scope)MemberwiseClone();

    /// <summary>
    /// The values of the fact in the order of its kind's fields (<see cref="Evaluation.Rulebooks.Kinds.KindSet.OrderOf"/>); null to look them up by name.
    /// </summary>
    public Value[]? Laid { get; set; }

    internal decimal Number(int place, string field) => Laid is { } laid ? laid[place].Number ?? 0m : Number(field);

    internal string Text(int place, string field) => Laid is { } laid ? laid[place].Text ?? "" : Text(field);

    internal bool Flag(int place, string field) => Laid is { } laid ? laid[place].Flag == true : Flag(field);

    internal decimal Number(string field) => Fact!.Values.TryGetValue(field, out var value) ? value.Number ?? 0m : 0m;

    internal string Text(string field) => Fact!.Values.TryGetValue(field, out var value) ? value.Text ?? "" : "";

    internal bool Flag(string field) => Fact!.Values.TryGetValue(field, out var value) && value.Flag == true;
}
