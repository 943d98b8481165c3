using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Periods that are not what their name says, and names that are not periods.</summary>
internal static class PeriodCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) =>
        [.. LoneWeeks(text), .. NamedAsPeriods(text), .. NeverPublished(text)];

    // What is asked of two weeks is asked of one at the end of a year with 53.
    private static IEnumerable<Finding> LoneWeeks(ParsedText text)
    {
        var (calendar, to) = (text.Rulebook.Calendar, text.Rulebook.To);
        if (!Used(text.Rulebook).Contains(Period.Fortnight))
        {
            yield break;
        }

        for (var week = calendar.WeekOf(text.Rulebook.From); week.Start <= to; week = week.Next)
        {
            if (week.Number == Calendar.LoneWeek)
            {
                yield return Say.Doubt(
                    text.Root["in_force"]["from"].Start,
                    $"{week.Year}年有{Calendar.LoneWeek}周，第{Calendar.LoneWeek}周（{week.Start:M月d日}至"
                    + $"{week.End:M月d日}）单独为一个双周。",
                    "请核对这一周的要求和上限是否合适。");
            }
        }
    }

    private static IEnumerable<Period> Used(Rulebook rulebook) =>
    [
        .. rulebook.Clauses.SelectMany(clause => clause.Limits.Concat(rulebook.Articles.SelectMany(one => one.Limits))
            .Select(limit => limit.Period).Append(clause.Period).Append(clause.Over ?? clause.Period)),
        .. rulebook.Lists.Select(list => list.Period), .. rulebook.Ranking.Prizes.Select(prize => prize.Period),
        .. rulebook.Bulletin.Periods,
    ];

    private static IEnumerable<Finding> NeverPublished(ParsedText text) =>
        from period in text.Rulebook.Bulletin.Periods
        let ends = text.Rulebook.Calendar.EndOf(period, text.Rulebook.From)
        where ends > text.Rulebook.To
        let part = text.Root["bulletin"]["periods"]
        select Say.Doubt(
            (part.Line, part.Column),
            $"“{Periods.KeyOf(period)}”的通报不会印发：{PeriodNames.Title(text.Rulebook.Calendar.NameOf(period, ends))}"
            + $"到{ends:yyyy-MM-dd}才结束，本版施行到{text.Rulebook.To:yyyy-MM-dd}。",
            "请延长施行期间，或删去这种期间。");

    // Kinds of earlier editions may bear the name of a period that came later: they keep it.
    private static IEnumerable<Finding> NamedAsPeriods(ParsedText text) => text.Root["kinds"].Members()
        .Where(kind => Periods.Of(kind.Name) is not null)
        .Select(kind => Say.Doubt(
            (kind.Part.Line, kind.Part.Column), $"事项类别“{kind.Name}”与期间同名。",
            $"条款的 each: {kind.Name} 指这一类别；要按期间考核，请给类别另取名称。"));
}
