using Evaluation.Office.Publication;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// A made-up week with everything a bulletin can hold: ties, movement, nothing done, late reports, corrections.
/// </summary>
internal static class SampleBulletin
{
    private const string Hostile = "<script>alert(1)</script>服务中心";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static readonly IReadOnlyList<BulletinColumn> Columns =
    [
        new("visits", "外出招商", "家次", null, 1m),
        new("top_leader_visits", "其中一把手带队", "家次", "visits", 1m),
        new("trips", "外出批次", "批次", null, 1m),
        new("referrals", "引荐企业考察", "家次", null, 1m),
        new("projects", "新引进项目", "个", null, 1m),
        new("contracted", "签约金额", "亿元", null, 100_000_000m),
    ];

    public static readonly IReadOnlyList<BulletinGroup> Groups =
    [
        new("镇街",
        [
            Row("guicheng", "桂城街道", (1, 1, 2), (3.6m, 41.25m), [4, 2, 1, 1, 1, 320_000_000],
                [38, 15, 9, 12, 4, 1_250_000_000]),
            Row("yongan", "永安镇", (2, 2, 1), (2.4m, 39.8m), [3, 1, 1, 0, 0, 0], [41, 18, 10, 9, 3, 860_000_000]),
            Row("guangli", "广利街道", (3, 3, 3), (1.5m, 30.05m), [2, 1, 0, 1, 0, 0], [29, 11, 7, 8, 2, 400_000_000]),
            Row("fenghuang", "凤凰镇", (3, 4, 5), (1.5m, 22.4m), [2, 0, 1, 1, 0, 0], [24, 9, 6, 5, 1, 105_000_000]),
            Row("shapu", "沙浦镇", (5, 4, 4), (0.125m, 22.4m), [1, 0, 0, 0, 0, 0], [26, 8, 5, 4, 1, 105_000_000]),
            Row("kengkou", "坑口街道", (6, 6, 6), (0m, 17.35m), [0, 0, 0, 0, 0, 0], [19, 6, 4, 3, 1, 51_000_000]),
            Row("lianhua", "莲花镇", (6, 7, null), (0m, 9.9m), [0, 0, 0, 0, 0, 0], [12, 4, 3, 2, 0, 0]),
        ]),
        new("部门",
        [
            Row("investment", "区投资促进中心", (1, 1, 1), (2.9m, 35.6m), [3, 1, 1, 2, 1, 320_000_000],
                [36, 12, 8, 14, 5, 1_680_000_000]),
            Row("development", "区发展和改革局（区粮食和物资储备局、区能源局）", (2, 2, 4), (1.3m, 20.15m),
                [2, 1, 1, 0, 0, 0], [18, 9, 5, 3, 1, 200_000_000]),
            Row("industry", "区经济和信息化局", (3, 3, 2), (0.5m, 19.75m), [1, 0, 0, 0, 0, 0],
                [20, 8, 5, 4, 1, 150_000_000]),
            Row("science", Hostile, (4, 4, 3), (-0.5m, 15m), [0, 0, 0, 0, 0, 0], [14, 5, 4, 2, 0, 0]),
            Row("culture", "区文化广电旅游体育局", (5, 5, 5), (-1m, 6.2m), [0, 0, 0, 0, 0, 0], [8, 3, 2, 1, 0, 0]),
        ]),
    ];

    public static Bulletin Make() => new(
        "dinghu", "肇庆新区、鼎湖区", "肇庆新区、鼎湖区招商引资工作委员会", "2023-W09", new DateOnly(2023, 2, 27),
        new DateOnly(2023, 3, 5), 9,
        "肇庆新区、鼎湖区招商引资每周考评通报（2023年第9期）", "肇新鼎招考〔2023〕9号",
        "肇庆新区、鼎湖区招商引资工作委员会综合考评办法（2023年·示意文本）",
        "本文本仅为示意，不是正式印发的考评办法；条款、分值、系数和期限均为举例，"
            + "以两区招商引资工作委员会正式印发的文本为准。",
        ["dinghu/1/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
        new DateTimeOffset(2023, 3, 7, 18, 0, 0, China), new DateTimeOffset(2023, 3, 8, 1, 30, 0, TimeSpan.Zero),
        48_213, "陈志远", "李慧敏", 2,
        Columns, Groups, [17, 6, 5, 5, 1, 320_000_000], [295, 118, 66, 65, 18, 4_920_000_000],
        [
            new NoneNamed("外出招商", ["坑口街道", "莲花镇", Hostile, "区文化广电旅游体育局"]),
            new NoneNamed(
                "引荐企业考察",
                ["永安镇", "沙浦镇", "坑口街道", "莲花镇", "区经济和信息化局", Hostile, "区文化广电旅游体育局"]),
        ],
        new BulletinReports(
            [new LateReport("science", Hostile, new DateTimeOffset(2023, 3, 6, 15, 20, 0, China))],
            ["区文化广电旅游体育局"], ["坑口街道"]),
        [
            new Correction("guicheng", "2023-W07", "visit", "claim-0231", 0m, 0.5m, "按visit，0.5分，计0.5分。"),
            new Correction(
                "investment", "2023-W06", "signing", "claim-0188", 3.6m, 2.4m,
                "按signing，3000万元以上，2分×1.2（主导产业），计2.4分。"),
            new Correction("culture", "2023-W05", "visit", "claim-0102", 0.5m, 0m, "该事项已更正或冲销，不再计分。"),
        ],
        [new CarriedClaim(
            "claim-0310", "lianhua", "外出拜访企业", new DateOnly(2023, 3, 3), "佐证材料不全，已退回补正。")],
        [], Sheets());

    private static List<BulletinSheet> Sheets() =>
    [
        new("guicheng", "2023-W09", 3.6m,
        [
            new("visit", "claim-0301", new DateOnly(2023, 2, 27),
                "外出拜访企业，企业：佛山市恒晟精密科技有限公司，带队领导：党政一把手，地点：佛山", 0.5m,
                "按visit，0.5分，计0.5分。"),
            new("top-leader-visit", "claim-0301", new DateOnly(2023, 2, 27),
                "外出拜访企业，企业：佛山市恒晟精密科技有限公司，带队领导：党政一把手，地点：佛山", 0.3m,
                "按top-leader-visit，0.3分，计0.3分。"),
            new("visit", "claim-0302", new DateOnly(2023, 2, 28),
                "外出拜访企业，企业：佛山市恒晟精密科技有限公司，带队领导：班子成员，地点：佛山", 0m,
                "按visit，0.5分×0（30日内重复），计0分（与“claim-0301”相同，属重复）。"),
            new("signing", "claim-0305", new DateOnly(2023, 3, 2),
                "项目签约，项目：华南新能源汽车线束生产基地，协议投资额：3.2亿", 2.8m,
                "按signing，1亿元以上，4分×1.4（主导产业）×0.5（分享比例），计2.8分。"),
        ]),
        new("investment", "2023-W09", 2.9m,
        [
            new("signing", "claim-0305", new DateOnly(2023, 3, 2),
                "项目签约，项目：华南新能源汽车线束生产基地，协议投资额：3.2亿", 2.8m,
                "按signing，1亿元以上，4分×1.4（主导产业）×0.5（分享比例），计2.8分。"),
            new("referral", "claim-0308", new DateOnly(2023, 3, 3),
                "引荐企业考察，企业：深圳市宏图电子有限公司，来访人员级别：高管", 0.1m,
                "按referral，0.4分，单周最高3分，余0.1分，计0.1分。"),
        ]),
        new("culture", "2023-W09", -1m,
        [
            new("weekly-report", "week/2023-02-27", new DateOnly(2023, 3, 5), "2023-02-27起的一周", -1m,
                "按weekly-report，未报送周报，-1分，计-1分。"),
        ]),
        new("shapu", "2023-W09", 0.125m,
        [
            new("visit", "claim-0309", new DateOnly(2023, 3, 4),
                "外出拜访企业，企业：广州粤海食品有限公司，带队领导：工作人员", 0.125m,
                "按visit，0.5分×0.25（分享比例），计0.125分。"),
        ]),
    ];

    private static BulletinRow Row(
        string unit, string name, (int Week, int Year, int? Before) rank, (decimal Week, decimal Year) points,
        decimal[] week, decimal[] year) =>
        new(unit, name, rank.Week, rank.Year, rank.Before, points.Week, points.Year, week, year);
}
