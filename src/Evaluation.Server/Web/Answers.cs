using Evaluation.Core.Words;
using Evaluation.Server.Claims;
using Evaluation.Server.Store;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Web;

/// <summary>Outcomes and refusals as HTTP answers: problem details with what, where and what to do.</summary>
public static class Answers
{
    /// <summary>Nobody is signed in.</summary>
    public static readonly Refusal SignInFirst = new("sign-in-first", "尚未登录。", "account", "请先登录。");

    /// <summary>The role, the district or the unit does not allow it.</summary>
    public static readonly Refusal NotAllowed = new(ClaimAccess.ForbiddenCode, "您的角色或所属单位无权办理此事。", "account", "请由有权限的人员办理。");

    /// <summary>The answer to a command.</summary>
    public static IResult Of(Outcome outcome) => outcome.Refusal is { } refusal
        ? Problem(refusal)
        : Results.Ok(new { outcome.Stream, outcome.Version, outcome.Position });

    /// <summary>A refusal as problem details.</summary>
    public static IResult Problem(Refusal refusal) => Results.Problem(Details(StatusOf(refusal), refusal));

    /// <summary>The HTTP status that a refusal's code stands for.</summary>
    public static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        "sign-in-first" => StatusCodes.Status401Unauthorized,
        ClaimAccess.ForbiddenCode => StatusCodes.Status403Forbidden,
        Refusal.StaleVersionCode => StatusCodes.Status412PreconditionFailed,
        Refusal.RepeatedCode or Outcome.BusyCode or "wrong-status" or "out-of-order" or "gate-closed" or "before-cut-off" or "not-closed"
            => StatusCodes.Status409Conflict,
        var code when code.StartsWith("unknown-", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        var code when code.EndsWith("-exists", StringComparison.Ordinal) || code.EndsWith("-credited", StringComparison.Ordinal)
            || code.StartsWith("already-", StringComparison.Ordinal) || code is "name-taken" or "reverse-instead" or "claim-decided" or "report-differs"
            => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>Writes problem details past the endpoints.</summary>
    public static Task ProblemAsync(HttpContext http, int status, Refusal refusal) =>
        Results.Problem(Details(status, refusal)).ExecuteAsync(http);

    private static ProblemDetails Details(int status, Refusal refusal) => new()
    {
        Status = status,
        Type = $"urn:evaluation:refusal:{refusal.Code}",
        Title = refusal.What,
        Detail = refusal.Remedy,
        Extensions = { ["code"] = refusal.Code, ["where"] = refusal.Where },
    };
}
