using System.Collections.Frozen;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Accounts;

/// <summary>Why a provider let nobody in, by the code in the address to which people come back.</summary>
public static class ProviderRefusals
{
    /// <summary>The provider was not reached, or does not work.</summary>
    public static readonly Refusal Away = new(
        "away", "暂时连不上统一身份认证。", "address", "请稍后重试，或用登录名和口令登录；一直如此请告知管理员。")
    {
        Kind = RefusalKind.Unavailable,
    };

    /// <summary>What came back does not hold, or the person has not signed in there.</summary>
    public static readonly Refusal Refused = new(
        "refused", "统一身份认证没有完成，或者这次结果已经用过、已经过期。", "address",
        "请重新登录，或改用登录名和口令。")
    {
        Kind = RefusalKind.SignedOut,
    };

    /// <summary>Nobody here is known by that identity.</summary>
    public static readonly Refusal Unknown = new(
        "unknown", "统一身份认证已通过，但您的身份还没有对应的账号。", "account",
        "已有账号的，请用登录名和口令登录，再到“我的账号”关联；还没有账号的，请管理员登记。本系统不会自动建立账号。")
    {
        Kind = RefusalKind.Forbidden,
    };

    /// <summary>The account is locked.</summary>
    public static readonly Refusal Locked = new(
        "locked", "统一身份认证已通过，但账号已被锁定。", "account", "请联系管理员。")
    {
        Kind = RefusalKind.Forbidden,
    };

    /// <summary>The identity or the account is linked already.</summary>
    public static readonly Refusal Taken = Refusal.Conflict(
        "taken", "您登录的统一身份认证账号已经关联了本系统的账号，或者您在本系统已关联另一个。", "account",
        "请先解除原来的关联；不清楚关联了哪个账号的，请问管理员。");

    private static readonly FrozenDictionary<string, Refusal> All =
        new[] { Away, Refused, Unknown, Locked, Taken }.ToFrozenDictionary(one => one.Code, StringComparer.Ordinal);

    /// <summary>The refusal of a code; null for a text that is none.</summary>
    public static Refusal? Of(string? code) => code is null ? null : All.GetValueOrDefault(code);
}
