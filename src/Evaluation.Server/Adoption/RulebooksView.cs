using Evaluation.Rulebooks.Text;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Adoption;

/// <summary>The editions of a district and what is proposed.</summary>
/// <param name="Editions">The adopted ones, the last first.</param>
/// <param name="Proposals">The proposed ones that were not adopted, the last first.</param>
/// <param name="MayPropose">Whether the viewer may propose one.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record RulebooksView(
    FrameView Frame, IReadOnlyList<EditionRow> Editions, IReadOnlyList<ProposalRow> Proposals, bool MayPropose,
    string? Done);

/// <summary>An adopted edition in a list.</summary>
/// <param name="Number">Its place in the order of adoption.</param>
/// <param name="Edition">The edition's number.</param>
/// <param name="Days">From when to when, in print.</param>
/// <param name="Document">The document by which it was adopted.</param>
/// <param name="State">施行中, 尚未施行, 已期满 or 已由另一版接替.</param>
/// <param name="InForce">Whether it decides today.</param>
public sealed record EditionRow(
    int Number, string Title, int Edition, string Days, string Document, string State, bool InForce);

/// <summary>A proposed edition in a list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">Rulebook and edition.</param>
/// <param name="Days">From when to when, in print.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="State">待采纳 or 已撤下 with the reason.</param>
/// <param name="Open">Whether it waits.</param>
public sealed record ProposalRow(int Number, string Title, string Days, string Proposer, string State, bool Open);

/// <summary>An adopted edition as a document.</summary>
/// <param name="Notice">A remark that it makes of itself; empty for none.</param>
/// <param name="Before">The edition adopted before it; null for the first.</param>
/// <param name="Differences">What it changed of that.</param>
/// <param name="Unit">The reader's unit; null for the office.</param>
/// <param name="Sheet">The sheet of that unit; null when it has none.</param>
public sealed record RulebookView(
    FrameView Frame, EditionRow Edition, string Notice, RulebookDocument Document, EditionRow? Before,
    IReadOnlyList<string> Differences, string? Unit, string? Sheet);

/// <summary>A text with the numbers of its lines.</summary>
public sealed record RulebookTextView(FrameView Frame, EditionRow Edition, IReadOnlyList<MarkedLine> Lines);
