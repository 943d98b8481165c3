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
    /// <summary>
    /// The unit that reported it, when another one is credited by the rulebook itself; null for its own.
    /// </summary>
    public string? ReportedBy { get; init; }
}
