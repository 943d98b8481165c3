using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Targets;

/// <summary>The targets that hold, against what was done.</summary>
/// <param name="Tables">One for each indicator and period, the latest period first.</param>
/// <param name="Measures">The indicators that the rules know, in print.</param>
/// <param name="MayGive">Whether the viewer may give targets out.</param>
/// <param name="Fields">The fields of new ones.</param>
/// <param name="Refusal">Why they were not taken, when no field says it; null for nothing.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record TargetsView(
    FrameView Frame, IReadOnlyList<TargetTable> Tables, IReadOnlyList<string> Measures, bool MayGive,
    IReadOnlyList<FormFieldView> Fields, string? Refusal, string? Done);

/// <summary>The targets of an indicator in a period.</summary>
/// <param name="Indicator">The indicator in print.</param>
/// <param name="UnitOfMeasure">Its unit in print.</param>
/// <param name="Period">The period in print.</param>
/// <param name="Through">Up to when it is known what was done; null while nothing is.</param>
/// <param name="Units">The units in the order of the list.</param>
public sealed record TargetTable(
    string Indicator, string UnitOfMeasure, string Period, string? Through, IReadOnlyList<TargetRow> Units);

/// <summary>A unit's target.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Done">What was done; — while that is not known.</param>
/// <param name="Percent">How much of it, from 0 to 100; null while that is not known.</param>
/// <param name="Share">The same in print.</param>
/// <param name="Document">The document that gave it.</param>
public sealed record TargetRow(string Unit, string Target, string Done, int? Percent, string Share, string Document);
