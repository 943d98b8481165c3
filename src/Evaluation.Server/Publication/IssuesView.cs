using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Publication;

/// <summary>The issues of a week: the one in force, and those that it replaced.</summary>
/// <param name="Frame">Outside every district: the page is open to everybody.</param>
/// <param name="District">The district's short name in addresses.</param>
/// <param name="Issues">The issues, the first one first.</param>
public sealed record IssuesView(FrameView Frame, string District, string Week, IReadOnlyList<IssueRow> Issues);

/// <summary>
/// A new issue of a sealed week: what would change, the open proposal, and the steps. Form fields: `kind`, `reason`,
/// `document`.
/// </summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Issues">Its issues.</param>
/// <param name="Draft">The issue that would be sealed now; null when it cannot be made.</param>
/// <param name="Proposal">The open proposal; null for none.</param>
/// <param name="Refusal">Why the last step was not done; null for none.</param>
public sealed record ReissueView(
    FrameView Frame, string Week, IReadOnlyList<IssueRow> Issues, ReissueDraft? Draft, ReissueProposed? Proposal,
    Refusal? Refusal = null)
{
    /// <summary>Whether the viewer may propose.</summary>
    public bool MayPropose { get; init; }

    /// <summary>Whether the viewer may take the proposal back.</summary>
    public bool MayDrop { get; init; }

    /// <summary>Whether the viewer may approve the proposal as it was previewed.</summary>
    public bool MayApprove { get; init; }

    /// <summary>The form that was refused; null for none.</summary>
    public SentForm? Refused { get; init; }

    /// <summary>Whether the content has changed since the proposal.</summary>
    public bool Outdated => Proposal is not null && Draft is not null && Proposal.Digest != Draft.Content.Digest;
}

/// <summary>Words of issues.</summary>
internal static class IssueWords
{
    /// <summary>A kind in the office's words.</summary>
    public static string Kind(string kind) =>
        ReissueDecider.Label(
            kind == BulletinIssue.KindOf(IssueKind.Revision) ? IssueKind.Revision : IssueKind.Correction);
}
