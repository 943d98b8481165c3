using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Firms;

/// <summary>The firms on file.</summary>
/// <param name="Text">What is looked for; empty for all.</param>
/// <param name="Firms">Those on the page.</param>
/// <param name="Place">Where the page is in the list.</param>
/// <param name="MayFile">Whether the viewer may file one.</param>
/// <param name="Fields">The fields of a new one.</param>
/// <param name="Refusal">Why it was not filed, when no field says it; null for nothing.</param>
public sealed record FirmsView(
    FrameView Frame, string Text, IReadOnlyList<Firm> Firms, ListPlaceView Place, bool MayFile,
    IReadOnlyList<FormFieldView> Fields, string? Refusal);

/// <summary>A firm's file.</summary>
/// <param name="MayAdd">Whether the viewer may add names.</param>
/// <param name="Fields">The field of another name.</param>
/// <param name="Refusal">Why it was not taken, when no field says it; null for nothing.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record FirmView(
    FrameView Frame, Firm Firm, bool MayAdd, IReadOnlyList<FormFieldView> Fields, string? Refusal, string? Done)
{
    /// <summary>The changes that the viewer may enter, by their addresses.</summary>
    public IReadOnlyList<(string Address, string Label)> Entries { get; init; } = [];

    /// <summary>The file into which this one was taken, by address and name; null for none.</summary>
    public (string Address, string Name)? Stays { get; init; }

    /// <summary>The files that were taken into this one.</summary>
    public IReadOnlyList<(string Address, string Name)> TakenIn { get; init; } = [];
}
