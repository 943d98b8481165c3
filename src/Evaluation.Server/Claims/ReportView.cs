using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Claims;

/// <summary>
/// The form for a new claim. Form fields: `claim`, `kind`, `occurred_on`, and the kind's own by name.
/// </summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="UnitName">The unit that reports.</param>
/// <param name="Kinds">The kinds to choose from.</param>
/// <param name="Kind">The kind chosen; null while none is.</param>
/// <param name="Claim">The claim's number, kept when the form is sent again so that a repeat is recognised.</param>
/// <param name="Typed">What was typed, by field name; empty for a fresh form.</param>
/// <param name="Suggestions">
/// Known values by field name, such as firms and projects on file, as value and label.
/// </param>
/// <param name="Refusal">Why the claim was not taken; null for a fresh form.</param>
public sealed record ReportView(
    FrameView Frame, string UnitName, IReadOnlyList<KindDefinition> Kinds, KindDefinition? Kind, string Claim,
    IReadOnlyDictionary<string, string> Typed, IReadOnlyDictionary<string, IReadOnlyList<SuggestionView>> Suggestions,
    Refusal? Refusal)
{
    /// <summary>The files that were sent and stay with the form.</summary>
    public IReadOnlyList<SentFile> Sent { get; init; } = [];

    /// <summary>Bytes of a file at most.</summary>
    public required long MostBytes { get; init; }

    /// <summary>What was done just now, or that nothing was; null for nothing to say.</summary>
    public string? Said { get; init; }

    /// <summary>
    /// The field whose firm is not on file, with the firms that may be meant; null when there is no such field.
    /// </summary>
    public (string Field, IReadOnlyList<SuggestionView> Likely)? Unfiled { get; init; }
}
