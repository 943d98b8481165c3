using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Balances;

/// <summary>Balances in the words of an official, and the words by which files name what they are of.</summary>
public static class BalanceWords
{
    /// <summary>The words of files, forms and the interface.</summary>
    public static readonly IReadOnlyDictionary<string, BalanceOf> ByWord = new Dictionary<string, BalanceOf>
    {
        ["points"] = BalanceOf.Points,
        ["clause"] = BalanceOf.Clause,
        ["item"] = BalanceOf.Article,
        ["measure"] = BalanceOf.Measure,
        ["合计"] = BalanceOf.Points,
        ["条款"] = BalanceOf.Clause,
        ["条目"] = BalanceOf.Article,
        ["指标"] = BalanceOf.Measure,
    };

    /// <summary>The word of the interface.</summary>
    public static string Of(BalanceOf of) => ByWord.First(one => one.Value == of).Key;

    /// <summary>The word in print.</summary>
    public static string InPrint(BalanceOf of) => ByWord.Last(one => one.Value == of).Key;

    /// <summary>A balance without its amount.</summary>
    public static string Of(Balance one) =>
        $"{one.Unit}{PeriodNames.InWords(one.Period)}{InPrint(one.Of)}"
        + (one.Name.Length > 0 ? $"“{one.Name}”" : "得分");
}
