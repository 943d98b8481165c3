using System.Collections.Immutable;
using Evaluation.Office.Firms;
using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;

namespace Evaluation.Office.Verification;

/// <summary>What the office knows when it examines claims, up to a position of the log.</summary>
/// <param name="Position">The last event known.</param>
/// <param name="District">Roster, rules, weeks.</param>
/// <param name="Claims">All claims, in order of day and number.</param>
/// <param name="Firms">The firms on file.</param>
/// <param name="Projects">The projects on file.</param>
/// <param name="Distinctions">What was stated about pairs of claims.</param>
public sealed record VerificationFile(
    long Position, DistrictFile District, ImmutableArray<ClaimHistory> Claims, IReadOnlyDictionary<string, Firm> Firms,
    IReadOnlyDictionary<string, ProjectFiled> Projects, IReadOnlyDictionary<ClaimPair, Distinction> Distinctions)
{
    private readonly Lazy<Dictionary<string, ClaimHistory>> byId =
        new(() => Claims.ToDictionary(one => one.Claim.Id, StringComparer.Ordinal));

    /// <summary>The reasons that the office usually gives when it returns or refuses a claim.</summary>
    public IReadOnlyList<string> UsualReasons { get; init; } = [];

    /// <summary>A claim by its number; null for none.</summary>
    public ClaimHistory? Find(string claim) => byId.Value.GetValueOrDefault(claim);
}
