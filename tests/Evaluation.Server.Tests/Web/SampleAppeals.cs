using Evaluation.Office.Appeals;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Appeals;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Tests.Web;

/// <summary>Views of the pages of appeals.</summary>
internal static class SampleAppeals
{
    private static readonly DateTimeOffset At = new(2023, 3, 9, 9, 5, 0, TimeSpan.FromHours(8));

    private static readonly AppealRowView Row = new(
        "S-1", "桂城街道", "2023-W09", "第六条“claim-0301”", AppealStatus.Lodged, SampleViews.Hostile, At,
        new CountedDay(new DateOnly(2023, 3, 15), []));

    public static readonly AppealsView List = new(
        SampleViews.Office, [Row, Row with { Status = AppealStatus.Dismissed }], true);

    public static readonly AppealView Open = new(
        SampleViews.Office, Row, "陈志远", ["会议纪要.pdf"],
        new PublishedLine(
            "第六条", "claim-0301", "外出拜访企业，企业：佛山市恒晟精密科技有限公司", 0.5m,
            "按第五条，0.5分，计0.5分。"),
        "事项claim-0301，现为已认定。",
        [new("appeal/S-1", 48_300, "appeal.lodged.v1", "提出申诉", "陈志远", At)], ["单位补充了行程单"], null, "")
    {
        MayRule = true,
        MayWithdraw = true,
        OfClaim = true,
    };

    public static readonly AppealView Ruled = Open with
    {
        Row = Row with { Status = AppealStatus.Upheld },
        Ruling = new RulingView(
            true, "更正事项", "经核实为一把手带队", "肇新鼎招委〔2023〕9号", new ChangesView(
            "2023-W10", new PrintedPoints(new Precision(2, Rounding.HalfUp), 2),
        [
            new("镇街", "桂城街道", 3.1m, 3.4m, 2, 1), new("镇街", "永安镇", 3.3m, 3.2m, 2, 2),
        ])),
        MayRule = false,
        MayWithdraw = false,
    };

    public static readonly LodgeView Lodge = new(
        SampleViews.Office, "桂城街道", "S-2",
        new Dictionary<string, string> { ["week"] = "2023-W09", ["reason"] = SampleViews.Hostile },
        new Refusal("evidence-missing", "没有附佐证材料。", "evidence", "请写明佐证材料的文件名。"), 7);
}
