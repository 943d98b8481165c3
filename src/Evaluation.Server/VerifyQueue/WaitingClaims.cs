using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Lists;
using Evaluation.Office.Verification;
using Evaluation.Server.Claims;
using Evaluation.Server.Verification;

namespace Evaluation.Server.VerifyQueue;

/// <summary>The claims that wait for a verifier, in the order in which they are gone through.</summary>
/// <param name="Known">What is known of the district's claims.</param>
/// <param name="Order">Their order.</param>
/// <param name="Own">How many more the verifier reported or corrected, which somebody else has to decide.</param>
public sealed record WaitingClaims(
    Examination Known, IReadOnlyList<ClaimHistory> InOrder, ListOrder<ClaimHistory> Order, int Own)
{
    /// <summary>The claims of a listing that somebody may decide.</summary>
    public static WaitingClaims Of(ClaimListing found, string account, string? order)
    {
        var waiting = found.Claims.Where(one => one.Claim.Status == ClaimStatus.Reported)
            .ToLookup(one => one.Claim.PartOf(account) is not null);
        var by = ListOrders.Of(Orders(found.Known), order);
        return new WaitingClaims(found.Known, [.. by.All(waiting[false])], by, waiting[true].Count());
    }

    /// <summary>The place of a claim, from 0; -1 when it does not wait.</summary>
    public int PlaceOf(string? claim) =>
        InOrder.Index().Where(one => one.Item.Claim.Id == claim).Select(one => one.Index).DefaultIfEmpty(-1).First();

    /// <summary>
    /// The claim that comes after another one, which need not wait any more; after the last one the first that is not
    /// it. Null when no other waits.
    /// </summary>
    public ClaimHistory? After(string claim) =>
        (Known.Book.Find(claim) is { } left ? Order.After(InOrder, Order.KeyOf(left)) : null)
        ?? InOrder.FirstOrDefault(one => one.Claim.Id != claim);

    /// <summary>The claim that comes before another one that waits; null for the first.</summary>
    public ClaimHistory? Before(string claim) => InOrder.ElementAtOrDefault(PlaceOf(claim) - 1);

    /// <summary>
    /// Whether a claim may be accepted together with others: not one with a finding that must be settled, nor one that
    /// was drawn to be examined in full.
    /// </summary>
    public bool IsPlain(string claim) =>
        !Known.About(claim).Any(one => one is { Open: true, Severity: FindingWeight.High })
        && Known.Sample.GetValueOrDefault(claim) is not { Chosen: true };

    // Rank and day as one text that compares by its code points.
    private static ListOrder<ClaimHistory>[] Orders(Examination known) =>
    [
        new("grave", one => Gravity(known, one) + Day(one), IdOf),
        new("oldest", one => one.Claim.ReportedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), IdOf),
        new("unit", one => $"{one.Claim.Unit}\n{Day(one)}", IdOf),
    ];

    private static string Gravity(Examination known, ClaimHistory one) =>
        known.About(one.Claim.Id).Where(finding => finding.Open)
            .Select(finding => (int)finding.Severity).DefaultIfEmpty(-1).Max() switch
        {
            (int)FindingWeight.High => "1",
            (int)FindingWeight.Medium => "2",
            (int)FindingWeight.Low => "3",
            _ => "4",
        };

    private static string Day(ClaimHistory one) => one.Claim.OccurredOn.ToString("O", CultureInfo.InvariantCulture);

    private static string IdOf(ClaimHistory one) => one.Claim.Id;
}
