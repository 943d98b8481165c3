using Evaluation.Server.Kit.Access;

namespace Evaluation.Server.Accounts;

/// <summary>Tokens in the office's words.</summary>
internal static class TokenRows
{
    /// <summary>A token in a list.</summary>
    public static TokenRow Of(AccessToken token, DateTimeOffset now) => new(
        TokenDesk.ShownAs(token), token.Name,
        token.Role is null ? ""
            : token.Role == Roles.Reporter ? $"代表{token.Unit}填报（{token.District}）"
            : $"只读查看（{token.District}）",
        $"{token.MadeBy}，{AccountTimes.Of(token.Made)}", AccountTimes.Of(token.Until),
        token.Used is { } used ? AccountTimes.Of(used) : "还没有用过", now >= token.Until);
}
