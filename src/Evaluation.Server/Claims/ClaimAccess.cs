using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Claims;

/// <summary>Whose claim it is: an account of a unit acts on its unit's claims only; the office acts on all.</summary>
public static class ClaimAccess
{
    /// <summary>Null when the signer may act on the claim.</summary>
    public static Decision? Own(Claim? claim, Signature by) =>
        claim is not null && by.Unit is { } unit && unit != claim.Unit
            ? Decision.Refuse(Refusal.Forbidden(
                $"事项“{claim.Id}”属于“{claim.Unit}”，您代表“{unit}”。", "claim", "只能办理本单位的事项。"))
            : null;

    /// <summary>The refusal for what only the office may do.</summary>
    public static Decision OfficeOnly() =>
        Refusal.Forbidden("已认定的事项只能由考评办更正。", "claim", "请向考评办提出。");
}
