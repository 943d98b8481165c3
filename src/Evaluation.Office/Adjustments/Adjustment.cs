using Evaluation.Office.Decisions;

namespace Evaluation.Office.Adjustments;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>The committee gave or took points. Stream `adjustment/{id}`.</summary>
/// <param name="Adjustment">The decision's number in the file.</param>
/// <param name="Unit">The unit it concerns.</param>
/// <param name="Points">Signed, not 0.</param>
/// <param name="DecidedOn">The day of the decision.</param>
/// <param name="EffectiveOn">The day whose week it counts in.</param>
/// <param name="Document">Document number (文号).</param>
/// <param name="Reason">Why, as printed.</param>
[StoredAs("adjustment.decided.v1")]
public sealed record AdjustmentDecided(
    string Adjustment, string Unit, decimal Points, DateOnly DecidedOn, DateOnly EffectiveOn, string Document,
    string Reason);

/// <summary>The decision was taken back by another one: an opposite line on its own day, both lines stay.</summary>
[StoredAs("adjustment.reversed.v1")]
public sealed record AdjustmentReversed(
    string Adjustment, string Reversal, DateOnly DecidedOn, DateOnly EffectiveOn, string Document, string Reason);

/// <summary>Points by decision of the committee (加减分决定).</summary>
public sealed record Adjustment(
    string Id, string Unit, decimal Points, DateOnly EffectiveOn, string Document, string Reason,
    AdjustmentReversed? Reversed)
{
    /// <summary>The stream of an adjustment.</summary>
    public static string StreamOf(string id) => $"adjustment/{id}";

    /// <summary>The adjustment after an event of its stream.</summary>
    public static Adjustment Evolve(Adjustment? adjustment, object @event) => @event switch
    {
        AdjustmentDecided e =>
            new Adjustment(e.Adjustment, e.Unit, e.Points, e.EffectiveOn, e.Document, e.Reason, null),
        AdjustmentReversed e => adjustment! with { Reversed = e },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to an adjustment."),
    };
}
