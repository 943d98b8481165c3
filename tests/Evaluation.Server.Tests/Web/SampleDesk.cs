using Evaluation.Office.Claims;
using Evaluation.Office.Reports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Claims;
using Evaluation.Server.Home;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Reports;

namespace Evaluation.Server.Tests.Web;

/// <summary>Views of the pages of a clerk's week, with what somebody may have typed to do harm.</summary>
internal static class SampleDesk
{
    private static readonly Week Week = new(new DateOnly(2023, 2, 27));
    private static readonly DateTimeOffset Due = new(2023, 3, 6, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly FrameView Frame = SampleViews.Office with
    {
        Viewer = new ViewerView("chen", "陈志远", "填报员", "桂城街道"),
    };

    private static readonly ReportState Sent =
        new(new WeeklyReport("guicheng", Week, false, Due.AddHours(3)), Due, Due.AddDays(1));

    public static readonly TripView Trip = new(
        Frame, "桂城街道",
        TripForm.Of(
            [
                new("claim", "C-1"), new("destination", SampleViews.Hostile), new("visits[0].enterprise", "恒晟"),
                new("visits[1].enterprise", SampleViews.Hostile), new("visits[1].new_code", "123"),
            ]).Value,
        [new("恒晟", "佛山市恒晟精密科技有限公司")])
    {
        MostBytes = 20 << 20,
        Refusal = Refusal.Of(
        [
            new Refusal("field-missing", "缺少“人数”。", "people", "请填写。"),
            Refusal.NotFound("unknown-enterprise", "没有企业。", "visits[1].enterprise", "请先登记企业。"),
        ]),
        Unfiled = new Dictionary<int, IReadOnlyList<SuggestionView>>
        {
            [1] = [new("恒晟", "佛山市恒晟精密科技有限公司")],
        },
    };

    public static readonly WeeklyReportsView Reports = new(
        Frame, Week, Due, "已过1天", true, ["第二十三条 周报漏报的，每次扣0.5分。"],
        [new UnitReportView("桂城街道", Sent, 1)], (1, 0, 12))
    {
        Own = new OwnReportView(
            "桂城街道", Sent,
            [
                new ReportedKindView(
                    "外出拜访企业", [new ReportedClaimView("claim-1", SampleViews.Hostile, ClaimStatus.Returned)]),
            ],
            [(Week.Previous, Sent)], true)
        {
            Reason = SampleViews.Hostile,
        },
    };

    public static readonly StartView Start = new(
        Frame, Due, Week, Due, Due.AddDays(1),
        [
            new TaskView("退回补正", "returned", "3月1日外出拜访企业", "/dinghu/claims/claim-1", "更正")
            {
                Said = SampleViews.Hostile,
            },
        ],
        [new HomeBulletinView("2023-W08", "每周考评通报（2023年第8期）", "肇新鼎招考〔2023〕8号", Week.Start)])
    {
        Own = new OwnUnitView(
            "桂城街道", new OwnStandingView(Week, "1.20", 3, "63.33", 1, 13, "镇街", "guicheng"),
            [new OwnClaimView("claim-1", SampleViews.Hostile, ClaimStatus.Verified, "0.00", "30日内重复。")], true)
        {
            Report = Sent,
        },
    };
}
