using System.Globalization;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>With which week a district's evaluation begins when nobody decided it, and what that means.</summary>
public static class FirstWeek
{
    private const int MostWeeks = 5;

    /// <summary>
    /// The beginning that follows from closing the first week when nobody decided it: the earliest week of which
    /// something counts or is reported, at the latest the week closed. Null when the rules do not reach back a whole
    /// week before it, so that nothing could be due before.
    /// </summary>
    /// <param name="known">The district before the closing.</param>
    /// <param name="rules">The adopted editions.</param>
    public static WeeksBegun? Following(Snapshot known, RuleSet rules, WeekClosed closing)
    {
        if (known.District.Roster.Opening is not null)
        {
            // Balances are those of a day, with which the evaluation begins.
            return null;
        }

        var starts = closing.Week.Start.DayOfWeek;
        var first = known.Entries.Select(entry => entry.OccurredOn)
            .Concat(known.Claims.Where(claim => claim.Undecided).Select(claim => claim.OccurredOn))
            .Where(day => day < closing.Week.Start && rules.On(day) is not null)
            .Select(day => Week.Of(day, starts)).Append(closing.Week).Min();
        return rules.On(first.Start)?.Calendar.First is { } begun && begun <= first.Previous.Start
            ? new WeeksBegun(first, null, closing.ClosedBy) : null;
    }

    /// <summary>
    /// What the first closing should make somebody look at; empty for nothing and for later closings.
    /// </summary>
    /// <param name="known">The district after the closing.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="week">The week closed.</param>
    public static IReadOnlyList<string> Remarks(Snapshot known, RuleSet rules, Week week)
    {
        var district = known.District;
        if (district.FirstClosed != week || Snapshot.Frame(rules, week) is not { } edition)
        {
            return [];
        }

        var sheets = known.Score(rules).SelectMany(score => score.Sheets).Where(sheet => sheet.Week <= week).ToList();
        return [.. Begun(district, edition, week), .. Cut(edition, district, week), .. Empty(known, sheets, week)];
    }

    private static IEnumerable<string> Begun(DistrictFile district, Rulebook edition, Week week)
    {
        if (district.Begun is { } begun)
        {
            var why = begun.Document is { } document ? $"（{document}）" : "（最早有填报的周或首个截止的周）";
            yield return $"本区考评自{begun.Week}（{begun.Week.Start:yyyy-MM-dd}）起{why}，此前各周不考核、不排名。"
                + "起始周有误的，请在首期通报签发前登记（begin）。";
        }
        else if (edition.Calendar.WeekOf(edition.Calendar.First ?? edition.From) < week)
        {
            var first = edition.Calendar.First ?? edition.From;
            yield return $"首个截止的是{week}，考评自办法施行之日{first:yyyy-MM-dd}起。";
        }
    }

    // The periods within which the evaluation began: what the rules do with them is known before it is in print.
    private static IEnumerable<string> Cut(Rulebook edition, DistrictFile district, Week week)
    {
        var beginning = Beginning.Of(edition, district.Roster.Begins);
        var cut = edition.Clauses.Where(clause => clause.Kind is null).Select(clause => clause.Period).Distinct()
            .Order().Where(period => period != Period.Week && beginning.Share(period, beginning.Day) < 1m).ToList();
        if (cut.Count > 0 && beginning.Day <= week.End)
        {
            var names = string.Join('、', cut.Select(period => edition.Calendar.NameOf(period, beginning.Day)));
            var how = edition.FirstPeriods switch
            {
                CutPeriods.Whole => "自该日考核，目标按全期",
                CutPeriods.Proportional => "自该日考核，目标按日数折算",
                CutPeriods.Unjudged => "不考核，得分表写明",
                _ => "办法没有写明如何考核（in_force 的 first_periods），不考核",
            };
            var carried = district.Roster.Opening is null ? "" : "期初结转齐全的条款按整期考核，其余";
            yield return $"考评自{beginning.Day:yyyy-MM-dd}起，{names}不满一期：{carried}{how}。";
        }
    }

    private static IEnumerable<string> Empty(Snapshot known, List<Sheet> sheets, Week week)
    {
        var starts = week.Start.DayOfWeek;
        var reported = known.Entries.Select(entry => Week.Of(entry.OccurredOn, starts))
            .Concat(known.Claims.Select(claim => Week.Of(claim.OccurredOn, starts))).ToHashSet();
        var points = sheets.Where(sheet => !reported.Contains(sheet.Week))
            .GroupBy(sheet => sheet.Week).Select(same => (Week: same.Key, Points: same.Sum(sheet => sheet.Total)))
            .Where(one => one.Points != 0m).OrderBy(one => one.Week).ToList();
        if (points.Count > 0)
        {
            var sum = Exact.Trim(points.Sum(one => one.Points)).ToString(CultureInfo.InvariantCulture);
            var weeks = string.Join('、', points.Take(MostWeeks).Select(one => one.Week.Id));
            yield return $"没有任何填报的{points.Count}个周（{weeks}{(points.Count > MostWeeks ? "等" : "")}）"
                + $"因本次截止共计{sum}分。请核对考评起始周和周报。";
        }
    }
}
