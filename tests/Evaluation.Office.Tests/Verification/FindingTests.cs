using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Verification;

/// <summary>Each kind of finding: what is found, and what is as like as can be and is not.</summary>
public sealed class FindingTests
{
    public static TheoryData<string, string, string> Duplicates => new()
    {
        {
            "同一单位同一天两次填报拜访同一企业", "重点 疑似重复 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member place=广州市
            V-2 坑口街道 2023-03-01 visit enterprise=鼎新 leader=top place=广州市
            """
        },
        {
            "两个单位同一天拜访同一企业：联合外出只能由一家填报", "重点 疑似重复 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member
            V-2 凤凰镇 2023-03-01 visit enterprise=鼎新 leader=member
            """
        },
        {
            "一件事项按比例计入两个单位，只有一件，不是重复", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member 分享=坑口街道;凤凰镇
            """
        },
        {
            "同一天拜访两家企业", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member
            V-2 坑口街道 2023-03-01 visit enterprise=衡澜 leader=member
            """
        },
        {
            "相隔两天的再次拜访只需关注", "关注 疑似重复 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member
            V-2 坑口街道 2023-03-03 visit enterprise=鼎新 leader=member
            """
        },
        {
            "相隔两天且用同一份编了号的会谈记录", "关注 佐证材料重复使用 V-1 V-2；重点 疑似重复 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member 材料=会谈记录2023-0301.pdf
            V-2 坑口街道 2023-03-03 visit enterprise=鼎新 leader=member 材料=会谈记录２０２３－０３０１（1）.pdf
            """
        },
        {
            "前后两天由同一人带队拜访同一企业", "重点 疑似重复 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member person=张三
            V-2 坑口街道 2023-03-02 visit enterprise=鼎新 leader=member person=张三
            """
        },
        {
            "相隔四天的再次拜访由重复事项的条款处理", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member
            V-2 坑口街道 2023-03-05 visit enterprise=鼎新 leader=member
            """
        },
        {
            "先拜访、当天企业又来考察，是两类事项", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member
            R-1 坑口街道 2023-03-01 referral enterprise=鼎新 visitor_rank=executive
            """
        },
        {
            "企业名称只差公司形式和括号", "关注 疑似重复 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member
            V-2 凤凰镇 2023-03-01 visit enterprise=鼎新二 leader=member
            """
        },
        {
            "企业名称只差一个字，且由同一人带队", "重点 疑似重复 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member person=张三
            V-2 坑口街道 2023-03-01 visit enterprise=鼎星 leader=member person=张三
            """
        },
        {
            "短名称差一个字就是两家企业", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=华强 leader=member
            V-2 坑口街道 2023-03-01 visit enterprise=华胜 leader=member
            """
        },
        {
            "同一项目同一阶段，不论相隔多久", "重点 疑似重复 G-1 G-2", """
            G-1 坑口街道 2023-02-08 stage project=P-1 stage=started
            G-2 凤凰镇 2023-03-28 stage project=P-1 stage=started
            """
        },
        {
            "同一项目的两个阶段", "", """
            G-1 坑口街道 2023-02-08 stage project=P-1 stage=registered
            G-2 坑口街道 2023-02-08 stage project=P-1 stage=started
            """
        },
        {
            "同一项目同一期增资", "重点 疑似重复 Z-1 Z-2", """
            Z-1 坑口街道 2023-02-08 increase project=P-1 tranche=1 amount=5500万
            Z-2 凤凰镇 2023-02-20 increase project=P-1 tranche=1 amount=5500万
            """
        },
        {
            "同一项目的两期增资，每期都单独达到门槛", "", """
            Z-1 坑口街道 2023-02-08 increase project=P-1 tranche=1 amount=5500万
            Z-2 坑口街道 2023-02-08 increase project=P-1 tranche=2 amount=5500万
            """
        },
        {
            "两个单位联办一场推介会，各报一场", "重点 疑似重复 H-1 H-2", """
            H-1 坑口街道 2023-02-17 promotion title=新能源汽车产业推介会 place=深圳市南山区 firms=86
            H-2 凤凰镇 2023-02-17 promotion title=新能源汽车产业推介会。 place=深圳市 firms=86
            """
        },
        {
            "同一单位同一天去同一城市的两个批次，人数、天数、带队领导也相同", "重点 疑似重复 T-1 T-2", """
            T-1 坑口街道 2023-03-01 trip destination=广州市 departed_on=2023-03-01 people=3 days=1 leader=member
            T-2 坑口街道 2023-03-01 trip destination=广州市 departed_on=2023-03-01 people=3 days=1 leader=member
            """
        },
        {
            "同一天去同一城市的两路人马", "", """
            T-1 坑口街道 2023-03-01 trip destination=广州市 departed_on=2023-03-01 people=3 days=1 leader=member
            T-2 坑口街道 2023-03-01 trip destination=广州市 departed_on=2023-03-01 people=5 days=1 leader=top
            """
        },
        {
            "内容相同的线索十天后由另一单位再报", "关注 疑似重复 L-1 L-2", """
            L-1 坑口街道 2023-02-17 lead title=佛山市一家特种涂料企业拟外迁生产线
            L-2 凤凰镇 2023-02-27 lead title=佛山市一家特种涂料企业，拟外迁生产线
            """
        },
    };

    public static TheoryData<string, string, string> Others => new()
    {
        {
            "一张带日期的照片用于两家企业", "关注 佐证材料重复使用 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member 材料=IMG_20230301_0915.jpg
            V-2 凤凰镇 2023-04-11 visit enterprise=衡澜 leader=member 材料=img_20230301_0915.JPG
            """
        },
        {
            "通用的文件名什么也不说明", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member 材料=会谈记录.pdf;2023年现场照片.jpg
            V-2 凤凰镇 2023-04-11 visit enterprise=衡澜 leader=member 材料=会谈记录.pdf;2023年现场照片.jpg
            """
        },
        {
            "同一批次的拜访共用行程单", "", """
            T-1 坑口街道 2023-03-01 trip destination=广州市 departed_on=2023-03-01 people=3 days=1 leader=member 材料=行程单20230301.pdf
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member trip=T-1 材料=行程单20230301.pdf
            V-2 坑口街道 2023-03-01 visit enterprise=衡澜 leader=member trip=T-1 材料=行程单20230301.pdf
            """
        },
        {
            "同一项目的签约和阶段共用投资协议", "", """
            S-1 坑口街道 2023-03-01 signing project=P-1 contracted=6亿 材料=投资协议2023-018.pdf
            G-1 坑口街道 2023-03-09 stage project=P-1 stage=reviewed 材料=投资协议2023-018.pdf
            """
        },
        {
            "两期增资单件不够3000万元，合计超过", "提示 疑似拆分 Z-1 Z-2", """
            Z-1 坑口街道 2023-02-08 increase project=P-1 tranche=1 amount=1800万
            Z-2 坑口街道 2023-02-20 increase project=P-1 tranche=2 amount=1600万
            """
        },
        {
            "两期增资每期都只差一点", "关注 疑似拆分 Z-1 Z-2", """
            Z-1 坑口街道 2023-02-08 increase project=P-1 tranche=1 amount=2900万
            Z-2 坑口街道 2023-02-20 increase project=P-1 tranche=2 amount=2950万
            """
        },
        {
            "两期增资合计仍不够", "", """
            Z-1 坑口街道 2023-02-08 increase project=P-1 tranche=1 amount=1400万
            Z-2 坑口街道 2023-02-20 increase project=P-1 tranche=2 amount=1500万
            """
        },
        {
            "相隔超过三十天的两期增资", "", """
            Z-1 坑口街道 2023-02-08 increase project=P-1 tranche=1 amount=1800万
            Z-2 坑口街道 2023-03-15 increase project=P-1 tranche=2 amount=1600万
            """
        },
        {
            "一家企业的两个项目合计才到5亿元一档", "提示 疑似拆分 S-1 S-2", """
            S-1 坑口街道 2023-03-01 signing project=P-1 contracted=2.6亿
            S-2 坑口街道 2023-03-20 signing project=P-2 contracted=2.7亿
            """
        },
        {
            "协议投资额比1亿元一档只高百分之二", "关注 略过门槛 S-1", """
            S-1 坑口街道 2023-03-01 signing project=P-1 contracted=1.02亿
            """
        },
        {
            "正好等于一档只作提示", "提示 略过门槛 S-1", """
            S-1 坑口街道 2023-03-01 signing project=P-1 contracted=1亿
            """
        },
        {
            "高出百分之四，或差一点未到", "", """
            S-1 坑口街道 2023-03-01 signing project=P-1 contracted=1.04亿
            S-2 坑口街道 2023-03-20 signing project=P-3 contracted=9990万
            """
        },
        {
            "到会企业51家，门槛50家", "关注 略过门槛 H-1", """
            H-1 坑口街道 2023-02-17 promotion title=推介会 place=深圳市 firms=51
            """
        },
        {
            "同一人同一天在两个城市", "关注 同日两地 V-1 V-2", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member person=张三、李四 place=广东省广州市白云区
            V-2 坑口街道 2023-03-01 visit enterprise=衡澜 leader=member person=李四 place=深圳市
            """
        },
        {
            "同一人同一天在一个城市的两个区", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member person=张三 place=广州市花都区
            V-2 坑口街道 2023-03-01 visit enterprise=衡澜 leader=member person=张三 place=广州市白云区
            """
        },
        {
            "两个单位的同名人员", "", """
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member person=张三 place=广州市
            V-2 凤凰镇 2023-03-01 visit enterprise=衡澜 leader=member person=张三 place=深圳市
            """
        },
        {
            "批次所属的拜访不与批次的目的地相冲突", "", """
            T-1 坑口街道 2023-03-01 trip destination=广州市 departed_on=2023-03-01 people=3 days=2 leader=member person=张三
            V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member trip=T-1 person=张三 place=佛山市
            """
        },
        {
            "出差期间又在另一城市带队拜访", "关注 同日两地 T-1 V-1", """
            T-1 坑口街道 2023-03-02 trip destination=上海市 departed_on=2023-03-01 people=3 days=2 leader=member person=张三
            V-1 坑口街道 2023-03-02 visit enterprise=鼎新 leader=member person=张三 place=佛山市
            """
        },
    };

    [Theory, MemberData(nameof(Duplicates)), MemberData(nameof(Others))]
    public void Findings_are(string title, string expected, string claims)
    {
        var desk = new Desk().Report(claims.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Desk.Text(desk.Findings.OrderBy(one => one.Code == "duplicate")).Should().Be(expected, title);
    }

    [Fact]
    public void The_reason_names_the_claims_the_firm_the_days_and_the_evidence()
    {
        var desk = new Desk().Report(
            "V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member person=张三 材料=会谈记录0301.pdf "
                + "分享=坑口街道;凤凰镇",
            "V-2 凤凰镇 2023-03-02 visit enterprise=鼎新 leader=top person=张三 材料=会谈记录0301.pdf");

        desk.Findings[0].Reason.Should().Be(
            "“V-1”（坑口街道办事处，2023-03-01）与“V-2”（凤凰镇人民政府，2023-03-02）同属“外出拜访企业”，"
                + "企业同为“肇庆鼎新材料有限公司”，"
            + "相隔1天，由两个单位分别填报，带队人同为“张三”，佐证材料同为“会谈记录0301.pdf”，"
            + "其中“V-1”已按比例计入凤凰镇。");
    }

    [Fact]
    public void A_refused_claim_is_nobodys_duplicate()
    {
        var desk = new Desk().Report(
            "V-1 坑口街道 2023-03-01 visit enterprise=鼎新 leader=member",
            "V-2 凤凰镇 2023-03-01 visit enterprise=鼎新 leader=member");
        desk.Findings.Should().NotBeEmpty();

        desk.Apply(new Evaluation.Office.Claims.ClaimRefused("V-2", "重复")).Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_unit_that_reports_at_the_last_moment_as_never_before_is_told_with_its_own_figures()
    {
        var desk = new Desk();
        for (var week = 0; week < 5; week++)
        {
            var monday = Sample.Day("2023-02-06").AddDays(7 * week);
            desk.Report(Enumerable.Range(0, 4).Select(i =>
                $"L-{week}{i} 坑口街道 {monday.AddDays(i):yyyy-MM-dd} lead title=线索{week}之{i}"));
        }

        desk.Report(Enumerable.Range(0, 6).Select(i =>
            $"L-9{i} 坑口街道 2023-03-1{3 + i / 3} lead title=突击{i} 填报=2023-03-21T1{i}:30"));

        desk.Findings.Should().ContainSingle(one => one.Code == "burst").Which.Reason.Should().Be(
            "坑口街道办事处2023-W11的6件事项中有6件截止前24小时内填报，占100%；此前8周20件中有0件，占0%。"
                + "请抽查其真实性。");
        desk.Report(Enumerable.Range(0, 6).Select(i =>
            $"L-8{i} 凤凰镇 2023-03-1{3 + i / 3} lead title=常态{i} 填报=2023-03-21T1{i}:30"));
        desk.Findings.Count(one => one.Code == "burst").Should().Be(1, "of a unit without a past nothing is usual");
    }
}
