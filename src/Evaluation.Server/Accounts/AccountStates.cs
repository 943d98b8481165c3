namespace Evaluation.Server.Accounts;

/// <summary>How an account stands, in the office's words.</summary>
internal static class AccountStates
{
    /// <summary>An account in a list.</summary>
    public static PersonRow RowOf(Account account, DateTimeOffset now)
    {
        var (state, style) = account.LockedFor is not null ? ("已锁定", "refused")
            : account.Phrase is null && account.SignedIn is null ? ("未启用", "provisional")
            : account.Misses.Bars(now) ? ("暂停新设备登录", "refused")
            : account.From.Values.Any(misses => misses.Bars(now)) ? ("部分来源暂停登录", "provisional")
            : ("可用", "verified");
        return new PersonRow(
            account.Id, account.Person, account.Administrator, state, style,
            account.SignedIn is { } at ? AccountTimes.Of(at) : "—");
    }
}
