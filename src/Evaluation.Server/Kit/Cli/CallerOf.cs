using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Cli;

/// <summary>
/// Who calls a verb that changes something: whose token was given, or as whom the operating system's user may act. On a
/// developer's machine a name alone is enough.
/// </summary>
internal static class CallerOf
{
    private static readonly Refusal NoToken = new(
        "token-ended", $"{Shell.TokenVariable} 中的令牌不对、已到期或者已撤销。", Shell.TokenVariable,
        "请在“我的账号”生成个人令牌，或运行 evaluation account token own。")
    {
        Kind = RefusalKind.SignedOut,
    };

    /// <summary>Finds out who calls.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="callers">Knows tokens and trust.</param>
    /// <param name="named">The account that `--as` names; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Result<Caller>> Async(
        Shell shell, ICallers callers, string? named, CancellationToken ct)
    {
        if (shell.Token is { } token)
        {
            return await callers.ByTokenAsync(token, ct) is not { } known ? NoToken
                : named is null || named == known.Account ? known
                : Refusal.Forbidden(
                    $"令牌证明的是“{known.Account}”，不是“{Characters.Short(named)}”。", "account",
                    "请以本人身份办理：去掉 --as，或换用本人的令牌。");
        }

        if (shell.Development && named is not null)
        {
            return new Caller(named, false);
        }

        var trusted = await callers.ByUserAsync(shell.User, ct);
        return (named is null ? trusted is [var only] ? only : null : trusted.FirstOrDefault(
                one => one.Account == named)) is { } caller
            ? caller
            : new Refusal(
                "caller-unproved",
                named is null || trusted.Count > 0
                    ? $"没有证明由谁办理（系统用户“{shell.User}”）。"
                    : $"没有证明您是“{Characters.Short(named)}”（系统用户“{shell.User}”）。",
                "account",
                trusted.Count > 0
                    ? $"请用 --as 写明其中之一：{string.Join('、', trusted.Select(one => one.Account))}。"
                    : $"请设置 {Shell.TokenVariable}（在“我的账号”生成个人令牌），"
                        + "或由管理员运行 evaluation account trust。")
            {
                Kind = RefusalKind.SignedOut,
            };
    }
}
