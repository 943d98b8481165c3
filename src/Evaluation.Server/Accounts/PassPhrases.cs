using Evaluation.Rulebooks.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Evaluation.Server.Accounts;

/// <summary>Pass-phrases: which are taken, and how they are kept.</summary>
public static class PassPhrases
{
    /// <summary>The longest that is looked at.</summary>
    public const int Longest = 200;

    // Twelve letters or eight Chinese characters, which are chosen among more.
    private const int Shortest = 24, OfLetter = 2, OfChinese = 3;
    private const int FewestDifferent = 5, Iterations = 210_000;

    // What is tried first by everybody who guesses.
    private static readonly string[] Runs =
    [
        "01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
        "qwertyuiop[]asdfghjkl", "1qaz2wsx3edc4rfv5tgb6yhn", "passwordpassword", "password1234567890",
        "招商引资考评招商引资考评", "一二三四五六七八九十",
    ];

    private static readonly PasswordHasher<Account> Hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    private static readonly Lazy<string> Nothing = new(() => Hash(Secrets.New()));

    /// <summary>Why a pass-phrase is not taken; null when it is.</summary>
    /// <param name="phrase">As it was typed.</param>
    /// <param name="account">Whose it is to be.</param>
    /// <param name="person">The person's name.</param>
    public static Refusal? Check(string phrase, string account, string person)
    {
        var letters = phrase.EnumerateRunes().ToList();
        var length = letters.Sum(letter => letter.IsAscii ? OfLetter : OfChinese);
        var lower = phrase.ToLowerInvariant();
        return phrase.Length > Longest
                ? Wrong($"口令超过{Longest}个字符。", $"请缩短到{Longest}个字符以内。")
            : Characters.Unprintable(phrase) is not null
                ? Wrong("口令中有看不见的控制字符。", "请重新输入，不要从别处粘贴。")
            : length < Shortest
                ? Wrong(
                    "口令太短。",
                    $"请至少用{Shortest / OfLetter}个字母或数字，或{Shortest / OfChinese}个汉字；"
                    + "几个不相干的词连在一起最好记。")
            : letters.Distinct().Count() < FewestDifferent
                ? Wrong("口令里重复的字符太多。", $"请至少用{FewestDifferent}个不同的字符。")
            : Array.Exists(Runs, run => run.Contains(lower, StringComparison.Ordinal))
                ? Wrong("口令是人人都会先猜的。", "请换成几个不相干的词。")
            : Holds(lower, account.ToLowerInvariant()) || (person.Length > 1 && Holds(lower, person.ToLowerInvariant()))
                ? Wrong("口令里不能有登录名或姓名。", "请换成与本人无关的词。")
            : null;
    }

    /// <summary>What is stored of a pass-phrase.</summary>
    public static string Hash(string phrase) => Hasher.HashPassword(null!, phrase);

    /// <summary>Whether a pass-phrase is the one of a hash; without one it takes as long and is not.</summary>
    public static bool Matches(string? hash, string phrase) =>
        Hasher.VerifyHashedPassword(null!, hash ?? Nothing.Value, phrase.Length > Longest ? "" : phrase)
            != PasswordVerificationResult.Failed && hash is not null;

    private static bool Holds(string phrase, string name) => phrase.Contains(name, StringComparison.Ordinal);

    private static Refusal Wrong(string what, string remedy) => new("phrase-weak", what, "phrase", remedy);
}
