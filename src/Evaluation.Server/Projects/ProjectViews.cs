using Evaluation.Office.Projects;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Projects;

/// <summary>The projects on file.</summary>
/// <param name="Text">What is looked for; empty for all.</param>
/// <param name="Projects">Those on the page.</param>
/// <param name="Place">Where the page is in the list.</param>
/// <param name="MayFile">Whether the viewer may file one.</param>
/// <param name="Fields">The fields of a new one.</param>
/// <param name="Refusal">Why it was not filed, when no field says it; null for nothing.</param>
public sealed record ProjectsView(
    FrameView Frame, string Text, IReadOnlyList<Project> Projects, ListPlaceView Place, bool MayFile,
    IReadOnlyList<FormFieldView> Fields, string? Refusal);

/// <summary>A project's file.</summary>
/// <param name="MayName">Whether the viewer may name the first introducer.</param>
/// <param name="Introducer">The field of it.</param>
/// <param name="MayAgree">Whether the viewer may agree shares.</param>
/// <param name="Shares">The fields of them.</param>
/// <param name="Refusal">Why something was not taken, when no field says it; null for nothing.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record ProjectView(
    FrameView Frame, Project Project, bool MayName, IReadOnlyList<FormFieldView> Introducer, bool MayAgree,
    IReadOnlyList<FormFieldView> Shares, string? Refusal, string? Done)
{
    /// <summary>The changes that the viewer may enter, by their addresses.</summary>
    public IReadOnlyList<(string Address, string Label)> Entries { get; init; } = [];
}
