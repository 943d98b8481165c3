using Evaluation.Office.Progress;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>The sealed weeks of an assessment year up to the last one: what figures are drawn from.</summary>
/// <param name="Weeks">The weeks in order, at least one.</param>
/// <param name="YearBefore">The week of the last one's number a year before; null when none is sealed.</param>
/// <param name="Articles">The article of each clause that has one.</param>
/// <param name="Year">The name of the year as targets spell it.</param>
/// <param name="First">Its first day.</param>
/// <param name="End">Its last day.</param>
public sealed record Course(
    IReadOnlyList<CourseWeek> Weeks, CourseWeek? YearBefore, IReadOnlyDictionary<string, string> Articles,
    string Year, DateOnly First, DateOnly End)
{
    private const string NoClause = "其他";

    /// <summary>The last sealed week.</summary>
    public CourseWeek Last => Weeks[^1];

    /// <summary>The sealed week right before the last one; null when there is none.</summary>
    public CourseWeek? Before => Weeks.Count > 1 && Weeks[^2].Week == Last.Week.Previous ? Weeks[^2] : null;

    /// <summary>How a target of the year goes at the end of the last week.</summary>
    /// <param name="target">What is to be reached.</param>
    /// <param name="done">What was done.</param>
    public TargetPace PaceOf(decimal target, decimal done) => new(target, done, First, End, Last.Week.End);

    /// <summary>The share of the year that is over with the last week.</summary>
    public decimal Elapsed => PaceOf(0m, 0m).Elapsed;

    /// <summary>The weeks in print, 2023年第1至26周.</summary>
    public string Span => Weeks.Count == 1 ? $"{Value.Of(Last.Week.Year)}年{Last.Name}"
        : Weeks[0].Week.Year == Last.Week.Year
            ? $"{Value.Of(Last.Week.Year)}年第{Value.Of(Weeks[0].Week.Number)}至{Value.Of(Last.Week.Number)}周"
        : $"{Value.Of(Weeks[0].Week.Year)}年{Weeks[0].Name}至{Value.Of(Last.Week.Year)}年{Last.Name}";

    /// <summary>Where the figures come from.</summary>
    public string Source => Weeks.Count == 1 ? $"数据：{Last.Name}通报。"
        : $"数据：{Span}通报{(Gaps ? "，缺少的周没有签发" : "")}。";

    /// <summary>The article of a clause; the clause itself when it has none.</summary>
    public string ArticleOf(string clause) =>
        clause.Length == 0 ? NoClause : Articles.GetValueOrDefault(clause, clause);

    /// <summary>The group in which a unit was last ranked; null for a unit that no sealed week ranks.</summary>
    public BulletinGroup? GroupOf(string unit) => Weeks.Reverse()
        .SelectMany(week => week.Groups).FirstOrDefault(group => group.Rows.Any(row => row.Unit == unit));

    /// <summary>A unit's name in print.</summary>
    public string NameOf(string unit) =>
        GroupOf(unit)?.Rows.First(row => row.Unit == unit).Name ?? unit;

    /// <summary>The units of a group in the last week, best first.</summary>
    public static IReadOnlyList<BulletinRow> InOrder(BulletinGroup group) =>
        [.. group.Rows.OrderBy(row => row.YearRank == 0 ? int.MaxValue : row.YearRank)];

    /// <summary>A unit's places of the year to date, week by week; null where it has none.</summary>
    public IReadOnlyList<int?> RanksOf(string unit) =>
        [.. Weeks.Select(week => week.RowOf(unit) is { YearRank: > 0 and var rank } ? rank : (int?)null)];

    /// <summary>A unit's points of the year to date, week by week; null where it is not ranked.</summary>
    public IReadOnlyList<decimal?> TotalsOf(string unit) =>
        [.. Weeks.Select(week => week.RowOf(unit)?.YearPoints)];

    /// <summary>For how many weeks in a row, up to the last one, a unit has no credited matter.</summary>
    public int IdleOf(string unit) => Weeks.Reverse().TakeWhile(week =>
        week.RowOf(unit) is not null && !week.Lines.Any(line => line.Unit == unit && line.IsCredited)).Count();

    private bool Gaps => Weeks.Count != (Last.Week.Start.DayNumber - Weeks[0].Week.Start.DayNumber) / 7 + 1;
}
