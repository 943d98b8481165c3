using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Claims;

/// <summary>What the district knows about the things that a claim names.</summary>
/// <param name="Today">The day of the request in the district's time zone.</param>
/// <param name="Missing">Firms, projects and claims that are named but not on file, as (field, name).</param>
/// <param name="Trip">The trip that a visit names, if any.</param>
public sealed record ClaimSurroundings(
    Roster Roster, DateOnly Today, IReadOnlyList<(string Field, string Name)> Missing, Claim? Trip)
{
    /// <summary>The claim's kind, where the rules in force on its day say more about it than its fields.</summary>
    public KindDefinition? Kind { get; init; }

    /// <summary>The firm that the claim is about, if any.</summary>
    public Firm? Firm { get; init; }

    /// <summary>The times in which the project that is signed, reached a stage or grew takes no claims.</summary>
    public IReadOnlyList<Halt> Halts { get; init; } = [];
}
