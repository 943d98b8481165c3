using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Founding;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Tests.Web;

/// <summary>Views of the pages of a new district, each with what a stranger may have typed.</summary>
internal static class SampleFounding
{
    private static readonly Refusal Refused = new("list-faulty", SampleViews.Hostile, "file", SampleViews.Hostile);

    public static readonly DistrictView District = new(SampleViews.Office, Refused, new SentForm(
        Links.Districts, [KeyValuePair.Create("name", SampleViews.Hostile)]));

    public static readonly SetupView Setup = new(
        SampleViews.Office,
        [
            new("list", "单位和领导", "", ["还没有单位。"], [], "/dinghu/setup/list", "填写", null),
            new("week", "起始周", SampleViews.Hostile, [], [SampleViews.Hostile], null, "", "由委员会办理"),
        ],
        [new("2026-W49", SampleViews.Hostile)], "2026-W49", "已登记。", Refused, null);

    public static readonly ListView List = new(
        SampleViews.Office,
        [
            new("单位", "units", ["简称", SampleViews.Hostile],
                [new(2, [(SampleViews.Hostile, SampleViews.Hostile), ("永安镇", null)], SampleViews.Hostile)],
                [new Fault("“单位”", 1, "", SampleViews.Hostile, "")], SampleViews.Hostile),
        ],
        [SampleViews.Hostile], 1, null,
        new ListTakenView("已登记。", [("黄书桓", "huang", "/welcome/x")], "2026年3月3日09:00"), null);

    public static readonly FirstRulebookView Rulebook = new(
        SampleViews.Office, [new("dinghu", SampleViews.Hostile)], [new("1", "次周一")],
        new Dictionary<string, string> { ["text"] = SampleViews.Hostile, ["pattern"] = SampleViews.Hostile },
        new CheckedRulebookView(
            SampleViews.Hostile, "1个例子相符", [(new Finding(1, 1, SampleViews.Hostile, ""), SampleViews.Hostile)],
            [SampleViews.Hostile]),
        true, "", SampleViews.Hostile, null);

    public static readonly HolidaysView Holidays = new(
        SampleViews.Office, "2026", SampleViews.Hostile,
        [new(SampleViews.Hostile, SampleViews.Hostile, SampleViews.Hostile, SampleViews.Hostile)], "已登记。", Refused);
}
