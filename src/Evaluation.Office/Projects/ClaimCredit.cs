using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Projects;

/// <summary>The decision on a claim, and the one on the project in whose stream the claim is credited.</summary>
/// <param name="Claim">On the claim.</param>
/// <param name="Project">On the project; nothing happens to it when the claim is refused or has none.</param>
public sealed record CreditDecisions(Decision Claim, Decision Project);

/// <summary>
/// Lets a claim count, or no longer count. A signing, stage or increase is credited in its project's stream: of several
/// claims for one stage, one counts.
/// </summary>
public static class ClaimCredit
{
    /// <summary>Verifies a claim.</summary>
    /// <param name="claim">The claim; null when there is none of that number.</param>
    /// <param name="id">Its number.</param>
    /// <param name="file">What is on file about what it names.</param>
    /// <param name="account">Who verifies; must not be one of those who gave what it says.</param>
    /// <param name="note">A remark.</param>
    public static CreditDecisions Verify(Claim? claim, string id, ClaimFile file, string account, string note) =>
        And(
            ClaimDecider.Verify(claim, id, file.Shares, file.FactsFor(claim), account, note)
                .Unless(ClaimDecider.UnitsGone(claim, file.Roster)),
            claim,
            one => ProjectDecider.Credit(file.Standing, one));

    /// <summary>Lets a refused or reversed claim count by a ruling, as verification would have done.</summary>
    /// <param name="claim">The claim; null when there is none of that number.</param>
    /// <param name="id">Its number.</param>
    /// <param name="file">What is on file about what it names.</param>
    /// <param name="reason">Why.</param>
    /// <param name="document">Document number of the ruling.</param>
    public static CreditDecisions Restore(Claim? claim, string id, ClaimFile file, string reason, string document) =>
        And(
            ClaimDecider.Restore(claim, id, file.Shares, file.FactsFor(claim), reason, document)
                .Unless(ClaimDecider.UnitsGone(claim, file.Roster)),
            claim,
            one => ProjectDecider.Credit(file.Standing, one));

    /// <summary>Takes a verification back, and with it the credit.</summary>
    public static CreditDecisions Reverse(Claim? claim, ClaimReversed request, Project? project) =>
        And(ClaimDecider.Reverse(claim, request), claim, one => ProjectDecider.Reverse(project, one));

    private static CreditDecisions And(Decision onClaim, Claim? claim, Func<Claim, Decision> onProject) => new(
        onClaim,
        onClaim.Refusal is null && claim is not null && BuiltInKinds.OfProject(claim.Kind)
            ? onProject(claim)
            : Decision.Accept());
}
