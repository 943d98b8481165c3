using Evaluation.Office.Claims;
using Evaluation.Office.Lists;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Board;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Claims;
using Evaluation.Server.Home;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;
using Evaluation.Server.Verification;

namespace Evaluation.Server.Tests.Web;

/// <summary>Views of the live pages, in the same made-up week as the bulletin.</summary>
internal static class SampleViews
{
    public const string Hostile = "\"><script>alert(1)</script>";

    private static readonly DateOnly From = new(2023, 2, 27);
    private static readonly DateOnly To = new(2023, 3, 5);
    private static readonly TokenView Token = new("__token", "abc123");

    private static readonly ViewerView Verifier = new("li.huimin", "李慧敏", "考评办核验员", null);
    private static readonly ViewerView Reporter = new("chen.guicheng", "陈志远", "填报员", "桂城街道");

    public static readonly FrameView Office = new("dinghu", "肇庆新区、鼎湖区", Verifier, Token);

    public static readonly BoardView Board = new(
        Office, "2023-W09", From, To, "2023-W08", "2023-W10", WeekStanding.Open, 48_213, 2, SampleBulletin.Columns,
        SampleBulletin.Groups,
        [17, 6, 5, 5, 1, 320_000_000], [295, 118, 66, 65, 18, 4_920_000_000], true,
        [
            Move("guicheng", 2, 1,
                "桂城街道累计由第2位升至第1位：本周得3.6分，超过永安镇（本周得2.4分，现领先1.45分）。"),
            Move("guangli", 3, 3, "广利街道累计名次未变，列第3位：本周得1.5分。"),
        ]);

    private static RankMove Move(string unit, int before, int now, string sentence) =>
        new("镇街", unit, before, now, null, false, 0m, 0m, [], [], [], [], [], []) { Sentence = sentence };

    public static readonly SheetView Sheet = new(
        Office, "guicheng", "桂城街道", "2023-W09", From, To, "2023-W08", null, WeekStanding.Sealed, 48_213, 2, 3.1m,
        [
            new("visit", "第五条 外出拜访企业，每家次计0.5分；同一单位30日内再次拜访同一企业的不重复计分。单周最高3分，"
                + "全年最高50分。", "claim-0301",
                From, "外出拜访企业，企业：佛山市恒晟精密科技有限公司，带队领导：党政一把手，地点：佛山", 0.5m,
                "按visit，0.5分，计0.5分。",
                [
                    new("claim/claim-0301", 48_102, "claim.reported.v1", "填报", "陈志远",
                        new DateTimeOffset(2023, 2, 28, 9, 5, 0, TimeSpan.FromHours(8))),
                    new("claim/claim-0301", 48_130, "claim.verified.v1", "核验认定", "李慧敏",
                        new DateTimeOffset(2023, 3, 1, 10, 40, 0, TimeSpan.FromHours(8))),
                ]),
            new("signing", "第十一条 新引进项目，按协议投资额分档计分；主导产业项目另乘系数1.4。", "claim-0305",
                new DateOnly(2023, 3, 2),
                $"项目签约，项目：{Hostile}，协议投资额：3.2亿", 2.8m,
                "按signing，1亿元以上，4分×1.4（主导产业）×0.5（分享比例），计2.8分。", []),
            new("weekly-report", "第十八条 迟报周报的，每次扣0.2分。", "week/2023-02-27", To, "2023-02-27起的一周",
                -0.2m, "按weekly-report，迟报，-0.2分，计-0.2分。", []),
        ],
        [new("外出招商", "4家次"), new("其中一把手带队", "2家次"), new("新引进项目", "1个"),
            new("签约金额", "3.2亿元")],
        "桂城街道累计由第2位升至第1位：本周得3.1分，超过永安镇（本周得0.5分，现领先1.2分）。");

    private static readonly ClaimListQuery Asked =
        new("returned", "永安镇", null, null, null, null, Hostile, "-day", null);

    public static readonly ClaimsView Claims = new(
        Office, "全部单位",
        [
            new("claim-0311", "永安镇", "外出拜访企业", new DateOnly(2023, 3, 3), "东莞市启明光电有限公司",
                ClaimStatus.Reported, "", "梁志强", 2)
            {
                Findings = [new(ClaimFinding.Duplicate, FindingWeight.High, ["claim-0311", "claim-0312"], Hostile)],
            },
            new("claim-0312", "莲花镇", "引荐企业考察", new DateOnly(2023, 3, 4), Hostile, ClaimStatus.Reported, "",
                "李慧敏", 0),
            new("claim-0310", "莲花镇", "外出拜访企业", new DateOnly(2023, 3, 3), "深圳市宏图电子有限公司",
                ClaimStatus.Returned, "佐证材料不全。", "何美玲", 1),
        ],
        ListPlaceView.Of(
            Asked.At("/dinghu/claims"),
            new ListPage<int>([1, 2, 3], 100_000, 60, null, new ListKey("2023-03-03", "claim-0310")), "件"))
    {
        Status = ClaimStatus.Returned,
        Counts = new Dictionary<ClaimStatus, int> { [ClaimStatus.Reported] = 2, [ClaimStatus.Verified] = 99_998 },
        Units = [new("永安镇", "永安镇")],
        Kinds = [new("visit", "外出拜访企业")],
        Weeks = [new("2023-W09", "2023年第9周")],
        Findings = [new("any", "有核实提示")],
        Asked = Asked,
    };

    public static readonly ReportView Report = new(
        Office with { Viewer = Reporter }, "桂城街道", BuiltInKinds.BuiltIn, BuiltInKinds.Find(BuiltInKinds.Signing),
        "claim-0313",
        new Dictionary<string, string>
        {
            ["occurred_on"] = "2023-03-02",
            ["project"] = Hostile,
            ["contracted"] = "3000"
        },
        new Dictionary<string,
        IReadOnlyList<SuggestionView>>
        { ["project"] = [new("harness", "华南新能源汽车线束生产基地")] },
        new Refusal(
            "field-wrong", "金额“3000”没有写明单位，或单位不是元、万、亿。", "contracted",
            "请写明单位，例如 3000万、1.2亿、500000元，且不得为负。"))
    {
        MostBytes = 20 << 20,
        Sent = [new("ticket", new(new string('a', 64), Hostile, 34_567, "image/jpeg"))],
    };

    public static readonly GateView Gate = new(
        Office, "2023-W09", From, To, WeekStanding.Closed,
        [
            new("截止前的事项均有结论或已结转", false, ["莲花镇 claim-0310 外出拜访企业：退回补正，尚未结转。"]),
            new("台账与得分已更新到最新登记", true, []),
            new("独立复核引擎结果一致", true, []),
            new("截止与签发由两人办理", true, []),
        ],
        false, false);

    public static readonly VerificationView Verification = new(
        Office, 1,
        [new(ClaimFinding.Duplicate, FindingWeight.High, ["claim-0311", "claim-0312"],
            $"企业同为“{Hostile}”，发生在同一天。")], 2,
        [new("claim-0311", "永安镇", new Week(From), true, "0a1b2c3d",
            "抽签数4%，低于该单位抽查比例20%，须全面核验。")],
        [new("永安镇", 16, 16, 0.9m, 0.2m)], true,
        new Refusal(
            "reason-missing", "没有写明两件事项不同的理由，或超过200个字符。", "reason",
            "请写明时间、对象、参加人员或内容有何不同，以便日后复核。"));

    public static readonly HomeView Home = new(
        FrameView.Outside,
        [
            new("dinghu", "肇庆新区、鼎湖区", "肇庆新区、鼎湖区招商引资工作委员会",
                [
                    new("2023-W09", "肇庆新区、鼎湖区招商引资每周考评通报（2023年第9期）", "肇新鼎招考〔2023〕9号",
                        new DateOnly(2023, 3, 8)),
                    new("2023-W08", "肇庆新区、鼎湖区招商引资每周考评通报（2023年第8期）", "肇新鼎招考〔2023〕8号",
                        new DateOnly(2023, 3, 1)),
                ])
            {
                Periods =
                [
                    new("2023-02", "肇庆新区、鼎湖区2023年2月招商引资考评通报", "肇新鼎招考〔2023〕月2号",
                        new DateOnly(2023, 3, 9), 2),
                ],
            },
            new("zhaoqing", "肇庆市", "肇庆市招商引资工作领导小组", []),
        ]);

    public static readonly SignInView SignIn = new(
        FrameView.Outside,
        [
            new("chen.guicheng", "陈志远", "填报员", "桂城街道"), new("liang.yongan", "梁志强", "填报员", "永安镇"),
            new("li.huimin", "李慧敏", "考评办核验员", null),
            new("huang.jianguo", "黄建国", "招商引资工作委员会签发人", null),
        ],
        "/dinghu/board");

    public static readonly ErrorView Error = new(
        Office, 404, Refusal.Unknown("claim", "事项", Hostile, "请核对事项编号。"));
}
