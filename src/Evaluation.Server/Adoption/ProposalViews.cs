using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Adoption;

/// <summary>
/// Checking and proposing a new edition. Form fields: `text`, `note`, a file `file` in the place of the text, `do`
/// (`check` or `propose`).
/// </summary>
/// <param name="Text">The text; empty for a fresh form.</param>
/// <param name="Note">What it is about.</param>
/// <param name="Encoding">How the file was read, when that is to be said; null otherwise.</param>
/// <param name="Checked">What the check found; null for a fresh form.</param>
/// <param name="Refusal">Why it was not taken, or could not be; null for nothing.</param>
public sealed record ProposeView(
    FrameView Frame, string Text, string Note, string? Encoding, CheckedText? Checked, Refusal? Refusal);

/// <summary>A text as checked.</summary>
/// <param name="Title">Title, edition and days; null when it cannot be read.</param>
/// <param name="Lines">Its lines with what was found.</param>
/// <param name="Findings">All that was found, in order.</param>
/// <param name="Examples">What became of its examples.</param>
/// <param name="Against">The edition with which it is compared; null for none.</param>
/// <param name="Differences">What it changes of that.</param>
public sealed record CheckedText(
    string? Title, IReadOnlyList<MarkedLine> Lines, IReadOnlyList<Finding> Findings,
    IReadOnlyList<ExampleResult> Examples, string? Against, IReadOnlyList<string> Differences)
{
    /// <summary>How many errors were found.</summary>
    public int Errors => Findings.Count(finding => finding.Severity == Severity.Error);
}

/// <summary>
/// A proposed edition. Form fields of adoption: `document`, `seen`, `do`; of dropping: `reason`, `do`.
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="Edition">The edition's number.</param>
/// <param name="Days">From when to when, in print.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="Note">What it is about; empty for nothing.</param>
/// <param name="State">待采纳, 已采纳, 已撤下 with the reason.</param>
/// <param name="Adopted">The adopted edition that it became; null while it did not.</param>
/// <param name="Checked">Its text as checked.</param>
/// <param name="Document">It as a document.</param>
/// <param name="Does">What the viewer may do.</param>
/// <param name="Refusal">Why something was not done; null for nothing.</param>
/// <param name="Sent">The form that was refused; null for none.</param>
public sealed record ProposalView(
    FrameView Frame, int Number, string Title, int Edition, string Days, string Proposer, string Note, string State,
    EditionRow? Adopted, CheckedText Checked, RulebookDocument Document, ProposalChoices Does, Refusal? Refusal,
    SentForm? Sent);

/// <summary>What a viewer may do with a proposal.</summary>
/// <param name="Adopts">Whether the viewer may adopt it.</param>
/// <param name="Own">Whether it is the viewer's own, which somebody else must adopt.</param>
/// <param name="Drops">Whether the viewer may drop it.</param>
/// <param name="Tries">Whether the viewer may see what it would have given.</param>
public sealed record ProposalChoices(bool Adopts, bool Own, bool Drops, bool Tries);
