using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Papers;

/// <summary>A table of a notice.</summary>
/// <param name="Caption">What stands above it; empty for nothing.</param>
/// <param name="Heads">Its headings.</param>
/// <param name="Widths">How wide its columns are, in shares of the sum.</param>
/// <param name="Rows">Its cells.</param>
internal sealed record NoticeTable(
    string Caption, IReadOnlyList<string> Heads, IReadOnlyList<int> Widths, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>
    /// The ranking of each group: the figures and points of the year to date, and the points of the week.
    /// </summary>
    public static IEnumerable<NoticeTable> Rankings(Bulletin bulletin)
    {
        var points = PrintedPoints.Of(bulletin);
        var period = bulletin.Period?.Here;
        foreach (var group in bulletin.Groups)
        {
            yield return new NoticeTable(
                group.Group,
                [
                    period is null ? "位次" : $"{period}位次", period is null ? "升降" : "累计位次", "单位",
                    .. bulletin.Columns.Select(column => $"{column.Label}（{column.UnitOfMeasure}）"),
                    $"{period ?? "本周"}得分", "累计得分",
                ],
                [4, 4, 20, .. bulletin.Columns.Select(_ => 6), 6, 7],
                [.. group.Rows.Select(row => Row(bulletin, row, points))]);
        }
    }

    /// <summary>Units without work and how reports came; none where nothing of it is to be said.</summary>
    public static IEnumerable<NoticeTable> Named(Bulletin bulletin)
    {
        var here = bulletin.Period?.Here ?? "本周";
        List<IReadOnlyList<string>> rows =
        [
            .. bulletin.None.Where(none => none.Names.Count > 0)
                .Select(none => Row($"{here}无{none.Label}", none.Names)),
        ];
        if (bulletin.Period is null)
        {
            rows.AddRange(
            [
                Row("周报迟报", [.. bulletin.Reports.Late.Select(
                    late => $"{late.Name}（{Print.ShortMoment(late.SubmittedAt)}）")]),
                Row("周报未报", bulletin.Reports.Missing), Row("零报告", bulletin.Reports.Nil),
            ]);
        }

        if (rows.Count > 0)
        {
            yield return new NoticeTable("", ["情况", "单位"], [1, 3], rows);
        }

        static IReadOnlyList<string> Row(string what, IReadOnlyList<string> names) =>
            [$"{what}（{names.Count.ToString(CultureInfo.InvariantCulture)}个）",
                names.Count == 0 ? "无" : Print.Names(names)];
    }

    /// <summary>What was learned of earlier weeks and what was left for later ones.</summary>
    public static IEnumerable<NoticeTable> Later(Bulletin bulletin)
    {
        if (bulletin.Corrections.Count > 0)
        {
            yield return new NoticeTable(
                "补录、更正和冲销", ["单位", "所属周", "事项与理由", "原计", "现计"], [4, 3, 9, 2, 2],
                [
                    .. bulletin.Corrections.Select(one => (IReadOnlyList<string>)
                    [
                        bulletin.NameOf(one.Unit), Print.Week(one.Week), $"{one.Because}（{one.Clause}，{one.Fact}）",
                        Print.Exact(one.Before, bulletin.Decimals), Print.Exact(one.After, bulletin.Decimals),
                    ]),
                ]);
        }

        if (bulletin.CarriedOver.Count > 0)
        {
            yield return new NoticeTable(
                "结转事项", ["单位", "事项", "发生日期", "理由"], [4, 5, 4, 7],
                [
                    .. bulletin.CarriedOver.Select(one => (IReadOnlyList<string>)
                    [
                        bulletin.NameOf(one.Unit), $"{one.Kind}（{one.Claim}）", Print.Day(one.OccurredOn), one.Reason,
                    ]),
                ]);
        }
    }

    private static IReadOnlyList<string> Row(Bulletin bulletin, BulletinRow row, PrintedPoints points)
    {
        var ofWeek = bulletin.Period is null;
        return
        [
            Place(ofWeek ? row.YearRank : row.WeekRank), ofWeek ? Move(row) : Place(row.YearRank),
            row.Name + row.Beside,
            .. bulletin.Columns.Select((column, i) => BulletinFiles.Figure(row.YearFigures[i], column)),
            !ofWeek && row.WeekRank == 0 ? "—" : points.Text(row.WeekPoints), points.Text(row.YearPoints),
        ];
    }

    private static string Place(int rank) => rank == 0 ? "—" : Print.Whole(rank);

    private static string Move(BulletinRow row) => row.YearRank == 0 ? ""
        : row.PreviousYearRank is not { } before ? "新"
        : before > row.YearRank ? $"↑{Print.Whole(before - row.YearRank)}"
        : before < row.YearRank ? $"↓{Print.Whole(row.YearRank - before)}" : "—";
}
