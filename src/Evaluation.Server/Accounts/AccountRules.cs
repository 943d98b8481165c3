using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Accounts;

/// <summary>Names of accounts, and where people go after signing in.</summary>
public static class AccountRules
{
    /// <summary>The most characters of a name that is looked up, and of a reason.</summary>
    public const int Longest = 200;

    private const int LongestPerson = 40, LongestAddress = 2000;

    private static readonly Uri Here = new("http://here/");

    /// <summary>The account that a person means by what was typed; null for what can be none.</summary>
    public static string? IdOf(string? typed) =>
        typed is { Length: <= Longest } && Typed.Narrow(typed).ToLowerInvariant() is var id
            && Names.Check(id, "name") is null
                ? id
                : null;

    /// <summary>Why a new account cannot be called so; null when it can.</summary>
    /// <param name="name">The account's name as it was typed.</param>
    /// <param name="person">The person's name.</param>
    public static Refusal? Check(string name, string person) =>
        Names.Check(Typed.Narrow(name), "name") is { } wrong
            ? wrong with
            {
                What = $"登录名“{Characters.Short(name)}”为空、过长或含有不允许的字符。",
            }
        : Typed.Narrow(name).Any(char.IsUpper)
            ? new Refusal("name-wrong", "登录名里有大写字母。", "name", "请用小写字母，例如 wang.fang。")
        : Characters.ShowsNothing(person) || Characters.Count(person) > LongestPerson
            || (Characters.Unprintable(person) is not null || Characters.Hidden(person) is not null)
            ? new Refusal(
                "person-wrong", "姓名为空、过长或含有看不见的字符。", "person", "请填写姓名，不超过40个字。")
        : null;

    /// <summary>
    /// An address of this site to go on to, ready to be sent; the start page for what leads elsewhere. Browsers take
    /// `//x`, `/\x` and `/` with a line break or tab behind it for another site.
    /// </summary>
    public static string GoOn(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.Length <= LongestAddress
            && !address.Any(char.IsControl) && Uri.TryCreate(Here, address, out var to)
            && to.Host == Here.Host && to.Port == Here.Port
            && !to.PathAndQuery.StartsWith("//", StringComparison.Ordinal)
                ? to.PathAndQuery
                : "/";
}
