using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Evidence;

/// <summary>The page of a file.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Shown">The file among all of its claim.</param>
public sealed record EvidenceView(FrameView Frame, ClaimFileShown Shown)
{
    /// <summary>The file before it; null for the first.</summary>
    public GivenFile? Previous => Shown.Place > 0 ? Shown.All[Shown.Place - 1] : null;

    /// <summary>The file after it; null for the last.</summary>
    public GivenFile? Next => Shown.Place + 1 < Shown.All.Count ? Shown.All[Shown.Place + 1] : null;
}
