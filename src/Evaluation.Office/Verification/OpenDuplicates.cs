using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;

namespace Evaluation.Office.Verification;

/// <summary>Which likely duplicates must be settled before a week is published.</summary>
public static class OpenDuplicates
{
    /// <summary>
    /// Grave and open findings of duplicates whose claims both belong to the bulletin and count, or wait for a
    /// decision. A pair that already read so when the week of its later claim was sealed was raised then and is not
    /// raised again; one of which a claim was reported after that week's cut-off, or corrected, verified or restored
    /// since then, is. Claims that belong to a later bulletin are raised there.
    /// </summary>
    /// <param name="file">What is known.</param>
    /// <param name="findings">The findings about it.</param>
    /// <param name="intake">What the bulletin takes in.</param>
    /// <param name="carried">Whether a claim is left for a later bulletin.</param>
    public static IEnumerable<ClaimFinding> Of(
        VerificationFile file, IEnumerable<ClaimFinding> findings, Intake intake, Predicate<string> carried) =>
        from finding in findings
        where finding is { Code: ClaimFinding.Duplicate, Severity: FindingWeight.High, Open: true }
        let pair = finding.Claims.Select(id => file.Find(id)!).ToList()
        where pair.TrueForAll(one => Concerns(one.Claim, intake, carried)) && !RaisedBefore(file, pair)
        select finding;

    private static bool Concerns(Claim claim, Intake intake, Predicate<string> carried) =>
        (claim.Undecided || claim.Status == ClaimStatus.Verified)
        && intake.Of(claim.OccurredOn, claim.ReportedAt, carried(claim.Id)) == Belonging.Here;

    private static bool RaisedBefore(VerificationFile file, List<ClaimHistory> pair)
    {
        var later = pair.Max(one => one.Claim.OccurredOn);
        var sealing = file.District.Sealings.Find(one => one.Week.End >= later
            && pair.TrueForAll(claim => !(claim.Claim.ReportedAt > one.Until)));
        return sealing is not null && pair.TrueForAll(one => one.Since <= sealing.Position);
    }
}
