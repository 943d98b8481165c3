using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Claims;

/// <summary>What a verifier decides in a form about one claim or several.</summary>
/// <param name="Does">verify, return or refuse; anything else decides nothing, as the Enter key does.</param>
/// <param name="Reason">Why, or a remark; a usual reason and what was typed beside it are one text.</param>
public sealed record ClaimVerdict(string Does, string Reason)
{
    /// <summary>Accepts, sends back and refuses, as forms say it.</summary>
    public const string Verify = "verify", Return = "return", Refuse = "refuse";

    /// <summary>What a form says.</summary>
    public static ClaimVerdict Of(FormReading form) =>
        new(form.Does, (form.Filled("usual") ?? "") + (form.Filled("reason") ?? ""));

    /// <summary>The command that decides a claim; null when nothing is decided.</summary>
    /// <param name="by">Who.</param>
    /// <param name="version">The version that was looked at: it is decided, or nothing.</param>
    public object? Command(Signature by, string claim, long? version) => Does switch
    {
        Verify => new VerifyClaim(by, claim, Reason, version),
        Return => new ReturnClaim(by, new ClaimReturned(claim, Reason), version),
        Refuse => new RefuseClaim(by, new ClaimRefused(claim, Reason), version),
        _ => null,
    };
}
