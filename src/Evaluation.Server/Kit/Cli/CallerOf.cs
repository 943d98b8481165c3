using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Cli;

/// <summary>
/// Who calls a verb that changes something: whose token was given, or as whom the operating system's user may act. On a
/// developer's machine a name alone is enough, but not in a database in which real people work.
/// </summary>
internal static class CallerOf
{
    private static readonly Refusal NoToken = new(
        "token-ended", $"{Shell.TokenVariable} 中的令牌不对、已到期或者已撤销。", Shell.TokenVariable,
        "请在“我的账号”生成个人令牌，或运行 evaluation account token own。")
    {
        Kind = RefusalKind.SignedOut,
    };

    private static readonly Refusal Served = new(
        "served-in-production", "这个数据库正式服务过，不能在开发环境（Development）中改动：那里不核对是谁办理。",
        "DOTNET_ENVIRONMENT",
        "请设置 DOTNET_ENVIRONMENT=Production；确是供测试的副本，请先运行 evaluation account test-copy --reason 用途。")
    {
        Kind = RefusalKind.Forbidden,
    };

    /// <summary>
    /// Why a developer's machine changes nothing in a database, whoever calls: real people work in it. Null when they
    /// do not, and in production.
    /// </summary>
    public static async Task<Refusal?> ServedAsync(Shell shell, ICallers callers, CancellationToken ct) =>
        shell.Development && await callers.WasServedAsync(ct) ? Served : null;

    /// <summary>Finds out who calls.</summary>
    /// <param name="callers">Knows tokens and trust.</param>
    /// <param name="named">The account that `--as` names; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Result<Caller>> Async(
        Shell shell, ICallers callers, string? named, CancellationToken ct)
    {
        if (await ServedAsync(shell, callers, ct) is { } served)
        {
            return served;
        }

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
