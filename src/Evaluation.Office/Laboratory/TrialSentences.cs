using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>Why a unit moves, in the one sentence that an official would write.</summary>
/// <param name="weeks">The weeks looked at.</param>
internal sealed class TrialSentences(TrialWeeks weeks)
{
    private const int Named = 3;
    private const int Places = 6;

    /// <summary>The sentence of a unit that moves.</summary>
    public string Of(UnitTrial unit)
    {
        var (before, after) = (unit.Before, unit.After);
        var period = weeks.First == weeks.To ? weeks.To.Id : $"{weeks.First}至{weeks.To}";
        return $"{unit.Name}：年度累计{Rank(before.YearRank, after.YearRank)}，"
            + $"{Points(before.YearDecided, after.YearDecided)}；{period}{Rank(before.Rank, after.Rank)}，"
            + $"{Points(before.Decided, after.Decided)}。{Why(unit)}";
    }

    /// <summary>Points in print.</summary>
    public static Value Printed(decimal points) => Value.Of(Math.Round(points, Places, MidpointRounding.AwayFromZero));

    private static string Rank(int before, int after) => (before, after) switch
    {
        (0, 0) => "不参加排名",
        (0, _) => $"新列第{after}位",
        (_, 0) => $"由第{before}位变为不参加排名",
        _ when after < before => $"由第{before}位升至第{after}位",
        _ when after > before => $"由第{before}位降至第{after}位",
        _ => $"仍列第{after}位",
    };

    private static string Points(decimal before, decimal after) =>
        before == after ? $"得分{Printed(after)}分不变"
        : $"得分由{Printed(before)}分变为{Printed(after)}分"
            + $"（{(after > before ? "增" : "减")}{Printed(Math.Abs(after - before))}分）";

    private static string Why(UnitTrial unit)
    {
        if (unit.Clauses.Count == 0)
        {
            return "本单位各条款得分未变，名次随其他单位变动。";
        }

        var named = unit.Clauses.Take(Named)
            .Select(one => $"{one.Clause}由{Printed(one.Before)}分变为{Printed(one.After)}分");
        var rest = unit.Clauses.Count > Named ? $"等{unit.Clauses.Count}条" : "";
        return $"变动来自{string.Join('、', named)}{rest}。";
    }
}
