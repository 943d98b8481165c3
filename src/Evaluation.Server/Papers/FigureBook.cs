using Evaluation.Office.Lists;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Papers;

/// <summary>
/// The figures of a bulletin as a workbook, numbers as numbers: rankings, every line of every sheet with its event,
/// what was learned of earlier weeks, and where all of it comes from.
/// </summary>
internal static class FigureBook
{
    /// <summary>The sheets of the workbook.</summary>
    public static IEnumerable<ListSheet> Of(SealedRecord sealing)
    {
        var bulletin = sealing.Bulletin;
        return
        [
            ListSheet.Of("排名", RankingColumns(bulletin), [.. bulletin.Groups.SelectMany(
                group => group.Rows.Select(row => (group.Group, Row: row)))]),
            ListSheet.Of("得分明细", LineColumns(bulletin), [.. bulletin.SheetsInOrder().SelectMany(
                sheet => sheet.Lines.Select(line => (sheet.Unit, Line: line)))]),
            ListSheet.Of("补录更正", CorrectionColumns(bulletin), bulletin.Corrections),
            ListSheet.Of("说明", AboutColumns, About(sealing)),
        ];
    }

    private static IReadOnlyList<ListColumn<(string Group, BulletinRow Row)>> RankingColumns(Bulletin bulletin)
    {
        var (points, here) = (PrintedPoints.Of(bulletin), bulletin.Period?.Here ?? "本周");
        return
        [
            new("组别", 10, one => one.Group),
            Place("累计位次", one => one.Row.YearRank), Place($"{here}位次", one => one.Row.WeekRank),
            .. bulletin.Period is null ? [Place("上周位次", one => one.Row.PreviousYearRank ?? 0)] : NoPlace,
            new("单位", 28, one => one.Row.Name),
            .. bulletin.Columns.SelectMany((column, i) => new[]
            {
                ListColumns.OfNumbers<(string Group, BulletinRow Row)>(
                    $"{here}{column.Label}（{column.UnitOfMeasure}）", one => column.Printed(one.Row.WeekFigures[i])),
                ListColumns.OfNumbers<(string Group, BulletinRow Row)>(
                    $"累计{column.Label}（{column.UnitOfMeasure}）", one => column.Printed(one.Row.YearFigures[i])),
            }),
            ListColumns.OfNumbers<(string Group, BulletinRow Row)>(
                $"{here}得分", one => points.Number(one.Row.WeekPoints)),
            ListColumns.OfNumbers<(string Group, BulletinRow Row)>(
                "累计得分", one => points.Number(one.Row.YearPoints)),
            new("等次", 10, one => one.Row.Grade ?? ""),
            new("备注", 24, one => string.Join('、', one.Row.Status ?? [])),
        ];
    }

    private static readonly ListColumn<(string Group, BulletinRow Row)>[] NoPlace = [];

    // Nobody has place 0: the cell stays empty.
    private static ListColumn<(string Group, BulletinRow Row)> Place(
        string heading, Func<(string Group, BulletinRow Row), int> rank) =>
        ListColumns.OfNumbers<(string Group, BulletinRow Row)>(heading, one => rank(one) is > 0 and var at ? at : null);

    private static IReadOnlyList<ListColumn<(string Unit, BulletinLine Line)>> LineColumns(Bulletin bulletin) =>
    [
        new("单位", 28, one => bulletin.NameOf(one.Unit)), new("条款", 14, one => one.Line.Clause),
        ListColumns.OfDays<(string Unit, BulletinLine Line)>("计入日期", one => one.Line.On),
        new("事项", 40, one => one.Line.About),
        ListColumns.OfNumbers<(string Unit, BulletinLine Line)>("得分", one => one.Line.Points),
        new("理由", 60, one => one.Line.Because), new("编号", 16, one => one.Line.Fact),
        new("登记", 20, one => one.Line.Stream ?? ""),
        ListColumns.OfNumbers<(string Unit, BulletinLine Line)>("事件序号", one => one.Line.Position),
    ];

    private static IReadOnlyList<ListColumn<Correction>> CorrectionColumns(Bulletin bulletin) =>
    [
        new("单位", 28, one => bulletin.NameOf(one.Unit)), new("所属周", 12, one => one.Week),
        new("条款", 14, one => one.Clause), new("编号", 16, one => one.Fact),
        ListColumns.OfNumbers<Correction>("原计", one => one.Before),
        ListColumns.OfNumbers<Correction>("现计", one => one.After), new("理由", 60, one => one.Because),
    ];

    private static readonly IReadOnlyList<ListColumn<(string What, string Said)>> AboutColumns =
        [new("项目", 16, one => one.What), new("内容", 90, one => one.Said)];

    private static List<(string What, string Said)> About(SealedRecord sealing)
    {
        var bulletin = sealing.Bulletin;
        List<(string What, string Said)> about =
        [
            ("通报", bulletin.Title), ("文号", bulletin.Document), ("印发机关", bulletin.Issuer),
            ("起止", $"{bulletin.From:yyyy-MM-dd}至{bulletin.To:yyyy-MM-dd}"), ("考评办法", bulletin.Rulebook),
            ("事件范围", $"第{bulletin.Position}号及以前"),
        ];
        if (bulletin.Issue is { } issue)
        {
            about.Add(("印发", $"{ReissueDecider.Name(issue.Number)}，取代{issue.SupersedesDocument}"));
        }

        if (PrintedPoints.Of(bulletin).Sentence is { } sentence)
        {
            about.Add(("得分", $"排名表为印出的得分；{sentence}明细为未舍入的得分。"));
        }

        about.Add(("提示", bulletin.Notice));
        about.Add(("数据文件", $"{bulletin.Week}.json"));
        about.Add(("SHA-256", sealing.Sha256));
        return about.FindAll(one => Characters.ShowsNothing(one.Said) is false);
    }
}
