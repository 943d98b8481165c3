using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication.Gating;

/// <summary>What must be met for the bulletin of a period alone.</summary>
internal static class PeriodChecks
{
    /// <summary>The bulletins of all weeks are sealed: a period is no news about an unpublished week.</summary>
    public static GateCheck WeeksSealed(GateInput input)
    {
        var next = input.Now.Known.District.NextToSeal;
        return new GateCheck("weeks-sealed", "期间各周的通报均已签发", next > input.Week || input.Closed is null ? []
            : [$"{Weeks(next ?? input.Week, input.Week)}的周通报尚未签发。"])
        {
            Remedy = "请先按周次先后签发各周的通报。",
        };
    }

    /// <summary>The rules publish such periods.</summary>
    public static GateCheck Published(GateInput input)
    {
        var period = input.Period!;
        var edition = input.Now.Rules.On(period.Last);
        return new GateCheck(
            "published", "考评办法规定按此期间通报",
            edition is null || edition.Bulletin.Periods.Contains(period.Span) ? []
            :
            [
                $"考评办法第{edition.Edition}版没有规定按此期间通报"
                    + $"（bulletin 的 periods 中没有 {Periods.KeyOf(period.Span)}）。",
            ])
        {
            Remedy = "请由委员会采纳写明此种期间的考评办法；已经结束的期间适用其末日施行的办法。",
        };
    }

    /// <summary>Somebody has a place, or would have one if anybody had anything.</summary>
    public static GateCheck Ranked(GateInput input, BulletinDraft? draft) => new(
        "ranked", "有单位参加本期排名",
        draft is null || draft.Bulletin.Empty?.Contains(EmptyPlaces.Week) == true
            || draft.Bulletin.Groups.SelectMany(group => group.Rows).Any(row => row.WeekRank > 0) ? []
        : [$"没有单位在整个{input.Period}参加考评，本期没有位次。"])
    {
        Remedy = "考评在期间之中起始的，请在办法的 in_force 中以 first_periods 写明如何考核，或不印发本期通报。",
    };

    private static string Weeks(Week first, Week last) =>
        first < last ? $"{first}至{last}" : $"{last}";
}
