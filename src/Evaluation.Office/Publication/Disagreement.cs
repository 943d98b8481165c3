using System.Globalization;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Comparison;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.SecondCount;
using Evaluation.Rulebooks.Words;
using Calendar = Evaluation.Rulebooks.Rules.Calendar;

namespace Evaluation.Office.Publication;

/// <summary>
/// Where the scorer and the second count differ on a week: its lines and all before it, since a bulletin publishes the
/// year to date and corrects what came before, its places, and the lists and prizes of the periods that end in it.
/// </summary>
public static class Disagreement
{
    private const string Here = "计分", There = "第二套计算";

    /// <summary>The first difference in the words of an official; null when both counts agree.</summary>
    /// <param name="known">The district as known.</param>
    /// <param name="rules">Its editions, compiled.</param>
    /// <param name="scores">What the scorer made of it.</param>
    public static string? First(Snapshot known, RuleSet rules, Week week, IReadOnlyList<UnitScore> scores)
    {
        if (Snapshot.Frame(rules, week) is not { } edition)
        {
            return null;
        }

        var district = known.District;
        var facts = known.Entries.OrderBy(entry => entry.Unit, StringComparer.Ordinal).Select(entry => entry.ToFact());
        var second = new SecondCount(facts, rules, district.Roster, known.Judged, district.Targets);
        var rankings = known.Rank(rules, scores, week);
        var places = second.Places(week.Start, edition, null);
        return Lines(week.End, edition.Calendar, scores, second)
            ?? Places(week, [.. rankings.SelectMany(SecondForm.PlacesOf)], places)
            ?? Differing(
                [.. SecondForm.HonoursOf(Honours.Of(week, scores, rules, rankings))],
                [.. second.Honours(week.Start, places)]);
    }

    /// <summary>The same of what a bulletin is about, a week or a period.</summary>
    /// <param name="seen">The district as known; for a period seen through its last day.</param>
    /// <param name="term">The week or the period.</param>
    public static string? First(Scored seen, Term term) => term.Period is { } period ? First(seen, period)
        : First(seen.Known, seen.Rules, term.Week, seen.Scores);

    /// <summary>The same of a period: its places, lists and prizes, and all lines up to its last day.</summary>
    /// <param name="seen">The district, seen through the last day of the period.</param>
    private static string? First(Scored seen, NamedPeriod period)
    {
        var (known, rules) = (seen.Known, seen.Rules);
        if (rules.On(period.Last) is not { } decides)
        {
            return null;
        }

        var edition = decides with { Ranking = rules.RankingOn(decides, period.Last) };
        var district = known.District;
        var facts = known.Entries.OrderBy(entry => entry.Unit, StringComparer.Ordinal).Select(entry => entry.ToFact());
        var second = new SecondCount(facts, rules, district.Roster, known.Judged, district.Targets);
        var (rankings, week) = (seen.Rank(period), edition.Calendar.WeekOf(period.Last));
        var places = second.PeriodPlaces(period.Span, period.Last, edition);
        return Lines(period.Last, edition.Calendar, seen.Scores, second)
            ?? Places(new Term(week, period), [.. rankings.SelectMany(SecondForm.PlacesOf)], places)
            ?? Differing(
                [.. SecondForm.HonoursOf(Honours.Of(week, seen.Scores, rules, rankings))],
                [.. second.Honours(week.Start, places)]);
    }

    private static string? Lines(
        DateOnly last, Calendar calendar, IReadOnlyList<UnitScore> scores, SecondCount second)
    {
        var here = SecondForm.LinesOf(scores).Where(line => line.On <= last).ToList();
        var there = second.Lines.Where(line => line.On <= last).ToList();
        var at = 0;
        while (at < Math.Min(here.Count, there.Count) && Place(here[at]) == Place(there[at])
            && here[at].Points == there[at].Points)
        {
            at++;
        }

        var (ours, other) = (here.ElementAtOrDefault(at), there.ElementAtOrDefault(at));
        return ours is null && other is null ? null
            : ours is not null && other is not null && Place(ours) == Place(other)
                ? Say(ours, Points(ours.Points), Points(other.Points))
            : ours is not null && there.TrueForAll(line => Place(line) != Place(ours))
                ? Say(ours, Points(ours.Points), "没有此行")
            : other is not null && here.TrueForAll(line => Place(line) != Place(other))
                ? Say(other, "没有此行", Points(other.Points))
            : Say(ours ?? other!, "的次序或行数如此", "的不同");

        string Say(SecondLine line, string first, string second)
        {
            var clause = line.Clause.Length == 0 ? "不计分" : $"条款“{line.Clause}”";
            return $"{line.Unit}{calendar.WeekOf(line.On)}，{clause}，“{line.Fact}”（{line.On:yyyy-MM-dd}）："
                + $"{Here}{first}，{There}{second}。";
        }
    }

    private static (string, string, string, DateOnly) Place(SecondLine line) =>
        (line.Unit, line.Clause, line.Fact, line.On);

    private static string Points(decimal points) => $"为{Number(points)}分";

    // To the last place: what differs must be seen to differ.
    private static string Number(decimal number) => Exact.Trim(number).ToString(CultureInfo.InvariantCulture);

    private static string? Places(Term term, List<SecondPlace> here, IReadOnlyList<SecondPlace> there)
    {
        var span = term.Period is null ? "本周" : "本期";
        foreach (var (group, unit) in here.Concat(there).Select(place => (place.Group, place.Unit)).Distinct())
        {
            var ours = Values(span, here.FirstOrDefault(place => (place.Group, place.Unit) == (group, unit)));
            var other = Values(span, there.FirstOrDefault(place => (place.Group, place.Unit) == (group, unit)));
            foreach (var (what, value) in ours)
            {
                if (other[what] != value)
                {
                    return $"{unit}{term}（{group}），{what}：{Here}为{value}，{There}为{other[what]}。";
                }
            }
        }

        return null;
    }

    private static OrderedDictionary<string, string> Values(string span, SecondPlace? place) => new()
    {
        ["是否排名"] = place is null ? "不在其列" : "列入",
        [$"{span}得分"] = $"{Number(place?.WeekPoints ?? 0m)}分",
        ["累计得分"] = $"{Number(place?.YearPoints ?? 0m)}分",
        [$"{span}位次"] = $"第{place?.WeekRank}位",
        ["累计位次"] = $"第{place?.YearRank}位",
        ["状态"] = place?.Status is { Length: > 0 } status ? status : "无",
        ["等次"] = place?.Grade ?? "无",
        ["评先和奖励"] = place?.Barred == true ? "不得享受" : "可以享受",
    };

    // In any order; what occurs twice must occur twice.
    private static string? Differing(List<SecondHonour> here, List<SecondHonour> there)
    {
        foreach (var one in here.Concat(there).Distinct())
        {
            var (ours, other) = (here.Count(same => same == one), there.Count(same => same == one));
            if (ours != other)
            {
                var what = one.List.Length == 0
                    ? $"奖惩，第{one.Rank}位“{one.Unit}”{Number(one.Amount)}元"
                    : $"名单“{one.List}”，{(one.Unit.Length == 0 ? "无单位" : $"“{one.Unit}”")}";
                return $"{PeriodNames.InWords(one.Period)}（{one.Group}）{what}："
                    + $"{Here}有{ours}处，{There}有{other}处。";
            }
        }

        return null;
    }
}
