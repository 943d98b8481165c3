using Evaluation.Office.Claims;

namespace Evaluation.Office.Verification;

/// <summary>How the office found the claims of a unit in a year (填报情况).</summary>
/// <param name="Year">The year in which they happened.</param>
/// <param name="Examined">Those that were decided or in which the office found a fault.</param>
/// <param name="Accepted">Those of them that count.</param>
/// <param name="Unchanged">Those of them that count as they were reported.</param>
/// <param name="Faulted">Those that were returned, or corrected afterwards.</param>
/// <param name="Refused">Those that were refused or reversed.</param>
public sealed record UnitRecord(int Year, int Examined, int Accepted, int Unchanged, int Faulted, int Refused)
{
    /// <summary>The record of a unit in a year.</summary>
    public static UnitRecord Of(VerificationFile file, string unit, int year)
    {
        var examined = file.Claims
            .Where(one => one.Examined && one.Claim.Unit == unit && one.Claim.OccurredOn.Year == year).ToList();
        return new UnitRecord(
            year, examined.Count, examined.Count(one => one.Claim.Status == ClaimStatus.Verified),
            examined.Count(one => one.Unchanged), examined.Count(one => one.Faulted),
            examined.Count(one => one.Claim.Status is ClaimStatus.Refused or ClaimStatus.Reversed));
    }
}
