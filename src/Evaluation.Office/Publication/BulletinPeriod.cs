using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Publication;

/// <summary>The days of a week that a period holds.</summary>
public sealed record PeriodWeek(string Week, DateOnly From, DateOnly To);

/// <summary>A listed unit without a place in the period, and why.</summary>
public sealed record WithoutPlace(string Unit, string Name, string Because);

/// <summary>
/// What makes a bulletin one about a period: in its rows, totals and sheets the period stands where else the week does.
/// </summary>
/// <param name="Name">The period's name, for example `2023-05`.</param>
/// <param name="Span">The word of rulebooks, for example `month`.</param>
/// <param name="Title">The name in print.</param>
/// <param name="Weeks">The weeks that it holds whole or in part, with the days that count.</param>
/// <param name="Without">The listed units without a place in it.</param>
public sealed record BulletinPeriod(
    string Name, string Span, string Title, IReadOnlyList<PeriodWeek> Weeks, IReadOnlyList<WithoutPlace> Without)
{
    /// <summary>The day from which points are added up, when an edition starts over within the period.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? CountedFrom { get; init; }

    /// <summary>The period in print, in short: 本月, 本季度.</summary>
    [JsonIgnore]
    public string Here => ShortOf(Span);

    /// <summary>A period in short by its word in rulebooks.</summary>
    public static string ShortOf(string span) => Periods.Of(span) switch
    {
        Period.TenDays => "本旬",
        Period.Fortnight => "本双周",
        Period.HalfMonth => "本半月",
        Period.Month => "本月",
        Period.Bimonth => "本双月",
        Period.Quarter => "本季度",
        Period.Half => "本半年",
        Period.Year => "本年度",
        _ => "本期",
    };

    /// <summary>What a bulletin says of its period.</summary>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="edition">The edition that decides on its last day.</param>
    /// <param name="rankings">Its rankings.</param>
    /// <param name="nameOf">A unit's name in print.</param>
    public static BulletinPeriod Of(
        NamedPeriod period, RuleSet rules, Rulebook edition, IReadOnlyList<GroupRanking> rankings,
        Func<string, string> nameOf)
    {
        var first = rules.CountedFrom(period);
        return new BulletinPeriod(
            period.Name, Periods.KeyOf(period.Span), period.Title, [.. WeeksOf(period, edition.Calendar)],
            [
                .. rankings.SelectMany(ranking => ranking.Standings).Where(one => one.WeekRank == 0)
                    .Select(one => new WithoutPlace(one.Totals.Unit, nameOf(one.Totals.Unit), Because(one))),
            ])
        {
            CountedFrom = first == period.First ? null : first,
        };
    }

    private static string Because(Standing standing) => standing.YearRank > 0
        ? "没有在整个期间参加考评，只列累计"
        : string.Join('、', standing.Status);

    private static IEnumerable<PeriodWeek> WeeksOf(NamedPeriod period, Calendar calendar)
    {
        for (var week = calendar.WeekOf(period.First); week.Start <= period.Last; week = week.Next)
        {
            yield return new PeriodWeek(
                week.Id, week.Start < period.First ? period.First : week.Start,
                week.End > period.Last ? period.Last : week.End);
        }
    }
}
