using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Papers;

/// <summary>A heading of a notice with its paragraphs.</summary>
internal sealed record NoticeSection(string Heading, IReadOnlyList<string> Paragraphs);

/// <summary>
/// The words of a notice (通报) as an office sends it, every figure as the sealed record prints it. What a leader reads
/// first stands in the text; tables and long lists of names stand in the appendices.
/// </summary>
/// <param name="bulletin">The sealed record.</param>
internal sealed class NoticeText(Bulletin bulletin)
{
    // More names than this are read in a table and not in a sentence.
    private const int MostNamed = 5, Honoured = 3;

    private readonly PrintedPoints points = PrintedPoints.Of(bulletin);

    /// <summary>The week or period in short.</summary>
    public string Span => bulletin.Period?.Here ?? "本周";

    /// <summary>The sentence before the first heading.</summary>
    public string Opening =>
        $"现将{(bulletin.Period is { } period ? period.Title : Print.Week(bulletin.Week))}"
        + $"（{Print.ShortDay(bulletin.From)}至{Print.ShortDay(bulletin.To)}）考评情况通报如下。{Reissued}";

    /// <summary>The sections, in order.</summary>
    public IReadOnlyList<NoticeSection> Sections =>
    [
        new(
            "一、总体情况",
            [bulletin.Summary(Span, bulletin.WeekTotals), bulletin.Summary("累计", bulletin.YearTotals)]),
        new("二、考评排名", [.. Rankings(), .. LiveBoard.PlacelessIn(bulletin.Empty, Span), .. Honours()]),
        new(
            "三、工作与报送情况",
            [string.Concat(Work()), .. bulletin.Period is null ? [string.Concat(Reports())] : None]),
        .. Later() is { Length: > 0 } later ? [new NoticeSection("四、补录、更正与结转", [later])] : NoSection,
    ];

    /// <summary>Where the figures come from and how each reader can check them.</summary>
    public string Basis =>
        $"考评依据：《{bulletin.Rulebook}》。{(bulletin.Notice.Length > 0 ? bulletin.Notice.TrimEnd('。') + "。" : "")}"
        + $"数据截至{Print.Moment(bulletin.Cut?.Until ?? bulletin.CutOff)}；得分逐项明细见{bulletin.Week}.xlsx。"
        + $"{points.Sentence}数据文件{bulletin.Week}.json的SHA-256校验值：";

    private static readonly string[] None = [];
    private static readonly NoticeSection[] NoSection = [];

    private string Reissued => bulletin.Issue is not { } issue ? ""
        : $"本次为{ReissueDecider.Name(issue.Number)}（{IssueWords.Kind(issue.Kind)}），取代"
            + $"{ReissueDecider.Name(issue.SupersedesIssue)}（{issue.SupersedesDocument}）。理由：{issue.Reason}";

    private IEnumerable<string> Rankings() => bulletin.Groups.Select((group, i) =>
        $"（{Print.Ordinal(i + 1)}）{group.Group}。{First(group)}{Moved(group)}");

    // The first three places with their points; who shares the third is named as well.
    private string First(BulletinGroup group)
    {
        var first = group.Rows.Where(row => Place(row) is > 0 and <= Honoured).ToList();
        return first.Count == 0 ? $"{Span}不列位次。"
            : string.Join(
                "；", first.Select(row => $"{row.Name}{points.Text(Points(row))}分，列第{Place(row)}位")) + "。";
    }

    private string Moved(BulletinGroup group)
    {
        if (bulletin.Period is not null)
        {
            return "";
        }

        var moved = group.Rows
            .Where(row => row.YearRank > 0 && row.PreviousYearRank is { } before && before != row.YearRank)
            .OrderByDescending(row => Math.Abs(row.PreviousYearRank!.Value - row.YearRank)).ToList();
        var named = moved.Take(MostNamed).OrderBy(row => row.YearRank).Select(row =>
            $"{row.Name}{(row.PreviousYearRank > row.YearRank ? "上升" : "下降")}"
            + $"{Math.Abs(row.PreviousYearRank!.Value - row.YearRank)}位，列第{row.YearRank}位");
        return moved.Count == 0 ? "" : string.Join("；", named)
            + (moved.Count > MostNamed ? $"；其余{moved.Count - MostNamed}个单位的升降见附件1。" : "。");
    }

    private IEnumerable<string> Honours()
    {
        foreach (var list in bulletin.Honours?.Lists ?? [])
        {
            yield return $"{list.List}（{list.Group}，{PeriodNames.InWords(list.Period)}）："
                + $"{(list.Units.Count == 0 ? "无" : Print.Names(list.Units.Select(bulletin.NameOf)))}。";
        }

        foreach (var of in (bulletin.Honours?.Prizes ?? []).GroupBy(prize => (prize.Group, prize.Period)))
        {
            var prizes = of.Select(
                prize => $"{bulletin.NameOf(prize.Unit)}（第{prize.Rank}名）{(prize.Amount < 0m ? "缴" : "奖")}"
                    + Money.Format(Math.Abs(prize.Amount)));
            var period = PeriodNames.InWords(of.Key.Period);
            yield return $"奖惩金额（{of.Key.Group}，{period}）：{string.Join("；", prizes)}。";
        }
    }

    private IEnumerable<string> Work() => bulletin.None.Select(none => none.Names.Count == 0
        ? $"{Span}各单位均有{none.Label}。" : $"{Span}无{none.Label}的单位{none.Names.Count}个{Named(none.Names)}。");

    private IEnumerable<string> Reports()
    {
        var (late, missing, nil) = (bulletin.Reports.Late, bulletin.Reports.Missing, bulletin.Reports.Nil);
        yield return late.Count + missing.Count == 0 ? "周报均按时报送" : "周报";
        if (late.Count > 0)
        {
            yield return $"迟报{late.Count}个{Named([.. late.Select(one => one.Name)])}";
        }

        if (missing.Count > 0)
        {
            yield return $"{(late.Count > 0 ? "，" : "")}未报{missing.Count}个{Named(missing)}";
        }

        yield return nil.Count > 0 ? $"，零报告{nil.Count}个{Named(nil)}。" : "。";
    }

    private static string Named(IReadOnlyList<string> names) =>
        names.Count <= MostNamed ? $"（{Print.Names(names)}）" : "（名单见附件2）";

    private string Later()
    {
        var corrected = bulletin.Corrections.Count == 0 ? ""
            : $"以往各期印发后补录、更正或冲销{bulletin.Corrections.Count}项，已计入本期累计得分，"
                + "以往各期通报不作改动。";
        var carried = bulletin.CarriedOver.Count == 0 ? ""
            : $"截止时尚未办结的{bulletin.CarriedOver.Count}项结转以后各期。";
        return corrected + carried is { Length: > 0 } both ? $"{both}逐项见附件3。" : "";
    }

    private int Place(BulletinRow row) => bulletin.Period is null ? row.YearRank : row.WeekRank;

    private decimal Points(BulletinRow row) => bulletin.Period is null ? row.YearPoints : row.WeekPoints;
}
