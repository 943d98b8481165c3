using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Claims;

/// <summary>Whose claim it is: an account of a unit acts on its unit's claims only; the office acts on all.</summary>
public static class ClaimAccess
{
    /// <summary>Null when the signer may act on the claim.</summary>
    public static Decision? Own(Claim? claim, Signature by) =>
        claim is not null && NotOwn(claim, by) is { } refusal ? Decision.Refuse(refusal) : null;

    /// <summary>Why the signer may not act on the claim, without a word of whose it is; null for the own.</summary>
    public static Refusal? NotOwn(Claim claim, Signature by) =>
        by.Unit is { } unit && unit != claim.Unit
            ? Refusal.Forbidden(
                $"事项“{claim.Id}”不是“{unit}”填报的。", "claim", "只能办理本单位的事项，请核对编号。")
            : null;

    /// <summary>The refusal for what only the office may do.</summary>
    public static Decision OfficeOnly() =>
        Refusal.Forbidden("已认定的事项只能由考评办更正。", "claim", "请向考评办提出。");
}
