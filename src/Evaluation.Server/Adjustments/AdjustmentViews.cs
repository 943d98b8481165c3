using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Adjustments;

/// <summary>The decisions to give or take points.</summary>
/// <param name="Decisions">The last registered first.</param>
/// <param name="MayDecide">Whether the viewer may register one.</param>
/// <param name="Fields">The fields of a new one.</param>
/// <param name="Refusal">Why it was not taken, when no field says it; null for nothing.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record AdjustmentsView(
    FrameView Frame, IReadOnlyList<AdjustmentRow> Decisions, bool MayDecide, IReadOnlyList<FormFieldView> Fields,
    string? Refusal, string? Done);

/// <summary>A decision.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Unit">The unit's name.</param>
/// <param name="Points">The points with their sign.</param>
/// <param name="On">The day in whose week it counts, in print.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reversed">How it was taken back; null when it was not.</param>
public sealed record AdjustmentRow(
    string Number, string Unit, string Points, string On, string Document, string Reason, string? Reversed);

/// <summary>A decision and the form that takes it back.</summary>
/// <param name="MayReverse">Whether the viewer may take it back.</param>
/// <param name="Fields">The fields of the reversal.</param>
/// <param name="Refusal">Why it was not taken, when no field says it; null for nothing.</param>
public sealed record AdjustmentView(
    FrameView Frame, AdjustmentRow One, bool MayReverse, IReadOnlyList<FormFieldView> Fields, string? Refusal);
