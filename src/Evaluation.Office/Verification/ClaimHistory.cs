using Evaluation.Office.Claims;

namespace Evaluation.Office.Verification;

/// <summary>A claim with what its verifier looks at beside it (案卷).</summary>
/// <param name="Claim">The claim as it stands.</param>
/// <param name="Evidence">The names of the files that prove it.</param>
/// <param name="Corrections">How often it was corrected.</param>
/// <param name="Faulted">
/// Whether the office found a fault in it: it was returned, or corrected after it had been returned or verified. What a
/// unit puts right by itself before anybody examined it is no fault.
/// </param>
public sealed record ClaimHistory(Claim Claim, IReadOnlyList<string> Evidence, int Corrections, bool Faulted)
{
    /// <summary>The event by which it was last reported, corrected, verified or restored.</summary>
    public long Since { get; init; }

    /// <summary>Whether it counts or may still count.</summary>
    public bool Alive => Claim.Status is ClaimStatus.Verified || Claim.Undecided;

    /// <summary>Whether the office has decided it or found a fault in it.</summary>
    public bool Examined =>
        Faulted || Claim.Status is ClaimStatus.Verified or ClaimStatus.Refused or ClaimStatus.Reversed;

    /// <summary>Whether it was found right as it was reported.</summary>
    public bool Unchanged => Claim.Status == ClaimStatus.Verified && !Faulted;

    internal string Label => ClaimDecider.Label(Claim.Status);

    /// <summary>The file after an event of the claim's stream.</summary>
    public static ClaimHistory Evolve(ClaimHistory? dossier, object happened)
    {
        var claim = Claim.Evolve(dossier?.Claim, happened);
        return happened switch
        {
            ClaimReported e => new ClaimHistory(claim, e.Evidence, 0, false),
            ClaimReturned => dossier! with { Claim = claim, Faulted = true },
            ClaimCorrected => dossier! with
            {
                Claim = claim,
                Corrections = dossier.Corrections + 1,
                Faulted = dossier.Faulted || dossier.Claim.Status != ClaimStatus.Reported,
            },
            _ => dossier! with { Claim = claim },
        };
    }
}
