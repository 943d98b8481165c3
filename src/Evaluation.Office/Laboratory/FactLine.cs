using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>Reads a fact to be added: the unit, a colon, then the fact as examples beside clauses write it.</summary>
internal static class FactLine
{
    private const string Form = "例如 桂城街道: 2023-06-30 visit 企业=鼎新 leader=top。";
    private const int LongestShown = 60;

    /// <summary>Reads a line; the edition of the fact's day knows which kinds there are.</summary>
    public static Result<Fact> Read(string line, string id, RuleSet rules, Roster roster)
    {
        var shown = Characters.Short(line, LongestShown);
        var colon = line.AsSpan().IndexOfAny(':', '：');
        var (unit, text) = colon < 0 ? ("", "") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
        if (unit.Length == 0 || text.Length == 0)
        {
            return Wrong($"试加事项“{shown}”没有写明单位。");
        }

        if (!DateOnly.TryParseExact(
            text.Split(' ', 2)[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Wrong($"试加事项“{shown}”没有以日期开头。");
        }

        unit = roster.Listed(unit);
        if (roster.On(unit, day) is null)
        {
            return Refusal.Unknown(
                "unit", $"{day:yyyy-MM-dd}在册的单位", Characters.Short(unit, LongestShown),
                "请核对单位简称和日期。");
        }

        if (rules.On(day) is not { } edition)
        {
            return Wrong($"{day:yyyy-MM-dd}没有施行中的考评办法。");
        }

        var (fact, finding) = FactText.Read(text, id, unit, edition);
        return fact is null ? Wrong($"试加事项“{shown}”有误：{finding?.What}", finding?.Remedy) : fact;
    }

    private static Refusal Wrong(string what, string? remedy = null) => new("fact-wrong", what, "with", remedy ?? Form);
}
