using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Projects;

/// <summary>What is on file about the project or, without a project, the firm that a claim names.</summary>
/// <param name="Project">The project; null when the claim's kind has none or it is not on file.</param>
/// <param name="Firm">The firm; null when the claim names none that is on file.</param>
/// <param name="Kind">The kind by which the firm's file is read; null when the claim names no firm on file.</param>
public sealed record ClaimFile(Project? Project, Firm? Firm, KindDefinition? Kind)
{
    /// <summary>Nothing is on file.</summary>
    public static readonly ClaimFile Empty = new(null, null, null);

    /// <summary>The shares by which the project is credited; none for other claims.</summary>
    public IReadOnlyList<Share> Shares => Project?.CreditedShares ?? [];

    /// <summary>What the file adds to the facts of the claim.</summary>
    public IReadOnlyDictionary<string, Value> FactsFor(Claim? claim) =>
        Project is not null && claim is not null
            ? ProjectDecider.FactsFor(Project, claim)
            : FirmDecider.FactsFor(Firm, Kind);
}
