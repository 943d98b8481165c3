using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

/// <summary>Which likely duplicates must be settled before a week is published.</summary>
public static class OpenDuplicates
{
    /// <summary>
    /// Grave and open findings of duplicates whose claims both count, or wait for a decision, up to the week. A pair
    /// that already read so when the week of its later claim was sealed was raised then and is not raised
    /// again; one of which a claim was reported, corrected, verified or restored since then is. Claims that wait and
    /// were reported after the cut-off, or are carried over, do not count yet and are raised later.
    /// </summary>
    /// <param name="file">What is known.</param>
    /// <param name="findings">The findings about it.</param>
    /// <param name="week">The week to be sealed.</param>
    /// <param name="cutOff">Its cut-off; null while it is open.</param>
    /// <param name="carried">Whether a claim is left for a later bulletin.</param>
    public static IEnumerable<ClaimFinding> Of(
        VerificationFile file, IEnumerable<ClaimFinding> findings, Week week, DateTimeOffset? cutOff,
        Predicate<string> carried) =>
        from finding in findings
        where finding is { Code: ClaimFinding.Duplicate, Severity: FindingWeight.High, Open: true }
        let pair = finding.Claims.Select(id => file.Find(id)!).ToList()
        where pair.TrueForAll(one => one.Claim.OccurredOn <= week.End && Concerns(one.Claim, cutOff, carried))
            && !RaisedBefore(file, pair)
        select finding;

    private static bool Concerns(Claim claim, DateTimeOffset? cutOff, Predicate<string> carried) =>
        claim.Status == ClaimStatus.Verified
        || (claim.Undecided && (cutOff is null || claim.ReportedAt <= cutOff) && !carried(claim.Id));

    private static bool RaisedBefore(VerificationFile file, List<ClaimHistory> pair)
    {
        var later = pair.Max(one => one.Claim.OccurredOn);
        var sealing = file.District.Sealings.Find(one => one.Week.End >= later);
        return sealing is not null && pair.TrueForAll(one => one.Since <= sealing.Position);
    }
}
