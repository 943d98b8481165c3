using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Imports;

/// <summary>The page for files of claims.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="UnitName">The unit whose claims the viewer may send; null for all.</param>
/// <param name="Kinds">The kinds of which there are templates.</param>
/// <param name="Upload">The file that was sent last; null for none.</param>
public sealed record UploadView(
    FrameView Frame, string? UnitName, IReadOnlyList<KindDefinition> Kinds, Upload? Upload)
{
    /// <summary>How many faults and remarks the page lists; the marked copy has all.</summary>
    public const int MostShown = 200;

    /// <summary>Why nothing was begun; null for nothing to say.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was pasted and not checked; empty for nothing.</summary>
    public string Pasted { get; init; } = "";
}
