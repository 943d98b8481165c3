using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
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

    /// <summary>The project of which the claim's project was a part; null for none.</summary>
    public Project? Whole { get; init; }

    /// <summary>The units; null for a decision that does not look at them, as reversal does not.</summary>
    public Roster? Roster { get; init; }

    /// <summary>The claim's project as the whole leaves it; null for a claim without one.</summary>
    public Project? Standing => Project?.Beside(Whole);

    /// <summary>The shares by which the project is credited; none for other claims.</summary>
    public IReadOnlyList<Share> Shares => Project?.CreditedShares ?? [];

    /// <summary>What the file adds to the facts of the claim.</summary>
    public IReadOnlyDictionary<string, Value> FactsFor(Claim? claim) =>
        Standing is { } project && claim is not null
            ? ProjectDecider.FactsFor(project, claim)
            : FirmDecider.FactsFor(Firm, Kind);
}
