using Evaluation.Office.Claims;

namespace Evaluation.Office.Verification;

/// <summary>A claim with what its verifier looks at beside it (案卷).</summary>
/// <param name="Claim">The claim as it is now.</param>
/// <param name="Evidence">The names of the files that prove it.</param>
/// <param name="Corrections">How often it was corrected.</param>
/// <param name="Faulted">
/// Whether the office found a fault in it: it was returned, or corrected after it had been returned or verified. What a
/// unit puts right by itself before anybody examined it is no fault.
/// </param>
public sealed record ClaimHistory(Claim Claim, IReadOnlyList<string> Evidence, int Corrections, bool Faulted)
{
    /// <summary>The names of all that proves it: those that were given alone, and those of its files.</summary>
    public IReadOnlyList<string> Proofs =>
        Claim.Files.Count == 0 ? Evidence : [.. Evidence, .. Claim.Files.Select(file => file.Name)];

    /// <summary>The event by which it was last reported, corrected, verified or restored.</summary>
    public long Since { get; init; }

    /// <summary>The version of the claim: a decision is taken on this one or not at all.</summary>
    public long Version { get; private init; } = 1;

    /// <summary>Whether it counts or may still count.</summary>
    public bool Alive => Claim.Status is ClaimStatus.Verified || Claim.Undecided;

    /// <summary>Whether the office has decided it or found a fault in it.</summary>
    public bool Examined =>
        Faulted || Claim.Status is ClaimStatus.Verified or ClaimStatus.Refused or ClaimStatus.Reversed;

    /// <summary>Whether it was found right as it was reported.</summary>
    public bool Unchanged => Claim.Status == ClaimStatus.Verified && !Faulted;

    internal string Label => ClaimDecider.Label(Claim.Status);

    /// <summary>The file after an event of the claim's stream.</summary>
    public static ClaimHistory Evolve(ClaimHistory? history, object @event)
    {
        var claim = Claim.Evolve(history?.Claim, @event);
        return @event switch
        {
            ClaimReported e => new ClaimHistory(claim, e.Evidence, 0, false),
            ClaimReturned => history! with { Claim = claim, Version = history.Version + 1, Faulted = true },
            ClaimCorrected => history! with
            {
                Claim = claim,
                Version = history.Version + 1,
                Corrections = history.Corrections + 1,
                Faulted = history.Faulted || history.Claim.Status != ClaimStatus.Reported,
            },
            _ => history! with { Claim = claim, Version = history.Version + 1 },
        };
    }
}
