using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>A sealed week as far as figures show it; made from the record once and kept.</summary>
/// <param name="Points">How points are printed.</param>
/// <param name="Columns">The printed measures.</param>
/// <param name="Totals">What all did together in the year to date, by measure; what units share counts once.</param>
/// <param name="Groups">The rankings, in print order.</param>
/// <param name="Lines">All lines, in the order of the sheets.</param>
/// <param name="Reports">Late, missing and nil reports.</param>
/// <param name="Corrections">What was corrected of earlier weeks.</param>
/// <param name="CarriedOver">How many claims were left for a later bulletin.</param>
public sealed record CourseWeek(
    Week Week, PrintedPoints Points, IReadOnlyList<BulletinColumn> Columns, IReadOnlyList<decimal> Totals,
    IReadOnlyList<BulletinGroup> Groups, IReadOnlyList<CourseLine> Lines, BulletinReports Reports,
    IReadOnlyList<Correction> Corrections, int CarriedOver)
{
    /// <summary>第16周.</summary>
    public string Name => NameOf(Week);

    /// <summary>第16周, of any week.</summary>
    public static string NameOf(Week week) => $"第{Value.Of(week.Number)}周";

    /// <summary>The row of a unit; null when it was not ranked.</summary>
    public BulletinRow? RowOf(string unit) =>
        Groups.SelectMany(group => group.Rows).FirstOrDefault(row => row.Unit == unit);

    /// <summary>What a unit got this week by article or clause, the largest first.</summary>
    /// <param name="articleOf">The article of a clause.</param>
    public IReadOnlyList<(string Article, decimal Points)> PartsOf(string unit, Func<string, string> articleOf) =>
    [
        .. Lines.Where(line => line.Unit == unit).GroupBy(line => articleOf(line.Clause), StringComparer.Ordinal)
            .Select(one => (one.Key, one.Sum(line => line.Points))).Where(one => one.Item2 != 0m)
            .OrderByDescending(one => Math.Abs(one.Item2)).ThenBy(one => one.Key, StringComparer.Ordinal),
    ];

    /// <summary>The week of a sealed record.</summary>
    public static CourseWeek Of(Bulletin bulletin) => new(
        new Week(bulletin.From), PrintedPoints.Of(bulletin), bulletin.Columns, bulletin.YearTotals,
        bulletin.Groups,
        [
            .. bulletin.Sheets.SelectMany(sheet => sheet.Lines, (sheet, line) => new CourseLine(
                sheet.Unit, line.Clause, line.Fact, line.About, line.On, line.Points,
                bulletin.Format is null ? line.Points > 0m : IsCredited(line))),
        ],
        bulletin.Reports, bulletin.Corrections, bulletin.CarriedOver.Count);

    // Lines of the first format do not name their streams: of them only what gave points is known to be credited.
    private static bool IsCredited(BulletinLine line) =>
        line.Stream?.StartsWith(Claim.StreamOf(""), StringComparison.Ordinal) == true;
}
