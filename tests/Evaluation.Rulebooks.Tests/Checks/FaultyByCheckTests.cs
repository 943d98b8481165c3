using System.Globalization;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Checks;

/// <summary>
/// Rulebooks that can be read and cannot be intended: the check finds each at its location, marked « in the mistake,
/// and reports nothing that is sound.
/// </summary>
public sealed class FaultyByCheckTests
{
    private const Severity Wrong = Severity.Error;
    private const Severity Doubt = Severity.Warning;
    private const string Sound = SoundRulebook.Text;

    /// <summary>Conditions that never or always hold, or say a thing twice.</summary>
    public static TheoryData<string, string, string, Severity> Conditions => new()
    {
        { "where: contracted >= 1亿 and not", "where: contracted >= 10亿 and «contracted < 3亿 and not",
            "与前面的条件矛盾", Wrong },
        { "where: contracted >= 1亿 and not",
            "where: contracted > 10亿 and contracted < 20亿 and «contracted = 20亿 and not", "矛盾", Wrong },
        { "where: days >= 1 and", "where: «days < 0 and", "“days < 0”不可能成立", Wrong },
        { "where: days >= 1 and", "where: «days >= 0 and", "“days >= 0”多余", Doubt },
        { "where: days >= 1 and people > 1", "where: «days >= 0", "总是成立", Doubt },
        { "people > 1", "people > 1 and «people < 2", "矛盾", Wrong },
        { "people > 1", "people > 1 «#见附件", "“#见附件”在“#”之后，是注释", Doubt },
        { "people > 1", "people > 1 and «people >= 2", "多余", Doubt },
        { "people > 1", "«people = 1.5", "不可能成立", Wrong },
        { "people > 1", "«1 > 2", "不可能成立", Wrong },
        { "people > 1", "«given(people)", "多余", Doubt },
        { "people > 1", "«not given(days)", "不可能成立", Wrong },
        { "where: leader = 'top' or leader = 'member' and occurred_on < '2023-07-01'",
            "where: leader = 'top' and «leader = 'member'", "or", Wrong },
        { "leader = 'member' and occurred_on < '2023-07-01'", "leader = «'boss'", "没有选项“boss”", Wrong },
        { "where: leader = 'top' or leader = 'member' and occurred_on < '2023-07-01'",
            "where: «leader in ('top', 'member', 'staff')", "总是成立", Doubt },
        { "where: leader = 'top' or leader = 'member' and occurred_on < '2023-07-01'",
            "where: leader in ('top', «'membr')", "是否应为“member”", Wrong },
        { "where: leader = 'top' or leader", "where: leader != 'staff' or «leader", "or 的另一边已包含它", Doubt },
        { "occurred_on < '2023-07-01'", "«occurred_on < '2023-01-01'", "不可能成立", Wrong },
        { "occurred_on < '2023-07-01'", "«occurred_on >= '2022-07-01'", "多余", Doubt },
        { "occurred_on < '2023-07-01'", "occurred_on < «'2023-7-1'", "不是日期", Wrong },
        { "not industry in ('房地产', '餐饮')", "industry = '餐饮' and «industry = '房地产'", "矛盾", Wrong },
        { "not industry in ('房地产', '餐饮')", "industry in leading and «industry = '餐饮'", "矛盾", Wrong },
        { "factor: 1.2, where: industry in leading", "factor: 1.2, where: «industry = '餐饮'", "矛盾", Wrong },
        { "factor: 1.2, where: industry in leading", "factor: 1.2, where: «contracted >= 5000万", "已由前面的条件保证",
            Doubt },
        { "factor: 1.2, where: industry in leading", "factor: 1.2, where: contracted >= «5", "5元", Doubt },
        { "if(contracted >= 10亿, 2, if(contracted >= 1亿", "if(contracted >= 10亿, 2, if(«contracted >= 20亿", "矛盾",
            Wrong },
        { "if(expected >= 1亿, 0.2, 0.1)", "if(«expected >= 0, 0.2, 0.1)", "总是成立", Doubt },
        { "group = '镇街'", "group = «'镇街组'", "不在排名组别中", Doubt },
        { "group = '镇街' and top_visits < 1", "group = '镇街' and «group = '部门'", "矛盾", Wrong },
        { "group = '镇街' and top_visits < 1", "visits < 3 and «top_visits >= 3", "矛盾", Wrong },
        { "group = '镇街' and top_visits < 1", "minimum >= 1 and visits < 1 and «minimum > 2", "不可能成立", Wrong },
        { "report = 'late' and not nil_report", "report = «'lat'", "是否应为“late”", Wrong },
        { "report = 'late' and not nil_report", "nil_report and «not nil_report", "矛盾", Wrong },
        { "of: visits, count: visit, where: leader = 'top'", "of: visits, count: visit, where: leader = «'leader'",
            "没有选项", Wrong },
        { "where: has_target(money) and money", "where: «money", "没有下达目标", Doubt },
        { "where: has_target(money) and money >= target(money) * 80%",
            "where: has_target(money) and «not has_target(money)", "矛盾", Wrong },
        { "where: level = 'high' and hours <= 8", "where: level = 'high' and not (hours > 8 or «level = 'high')",
            "与前面的条件矛盾", Wrong },
    };

    /// <summary>Tiers, bands, choices and ladders.</summary>
    public static TheoryData<string, string, string, Severity> Steps => new()
    {
        { "where: contracted >= 1亿 and not industry in ('房地产', '餐饮')\n    gives: {tiers: contracted, from: {1亿: "
            + "5, 5亿: 8, 10亿: 12}}",
            "where: contracted >= 5亿\n    gives: {tiers: contracted, from: {«1亿: 5, 5亿: 8, 10亿: 12}}",
            "1亿档永远用不上", Wrong },
        { "where: contracted >= 1亿 and not industry in ('房地产', '餐饮')\n    gives: {tiers: contracted, from: {1亿: "
            + "5, 5亿: 8, 10亿: 12}}",
            "where: contracted < 10亿\n    gives: {tiers: contracted, from: {1亿: 5, 5亿: 8, «10亿: 12}}",
            "10亿档永远用不上", Wrong },
        { "from: {1亿: 5, 5亿: 8, 10亿: 12}", "from: {1亿: 5, «5亿: 5, 10亿: 12}", "同为5分", Doubt },
        { "from: {1亿: 5, 5亿: 8, 10亿: 12}", "from: {1亿: 5, 5亿: 8, «10亿: 6}", "反而", Doubt },
        { "from: {1亿: 5, 5亿: 8, 10亿: 12}", "from: {1亿: 5, «5: 3, 10亿: 12}", "从5元起", Doubt },
        { "from: {1亿: 0.4, 5亿: 0.3, 10亿: 0.2}", "from: {1亿: 0.4, «5亿: 0.4, 10亿: 0.2}", "单价相同", Doubt },
        { "    gives: {bands: contracted, per: 1亿, from: {1亿: 0.4, 5亿: 0.3, 10亿: 0.2}}",
            "    where: contracted <= 10亿\n    gives: {bands: contracted, per: 1亿, from: {1亿: 0.4, 5亿: 0.3, «10亿: "
                + "0.2}}", "从10亿起的一段永远用不上", Wrong },
        { "{tiers: contracted, from: {1亿: 5, 5亿: 8, 10亿: 12}}",
            "{tiers: \"min(contracted, 6亿)\", from: {1亿: 5, 5亿: 8, «10亿: 12}}", "数值达不到", Doubt },
        { "{bands: contracted, per: 1亿,", "«{bands: contracted,", "每一元", Doubt },
        { "where: stage != 'reviewed'\n    gives: {choose: stage, of: {land: 1, started: 2, production: 3}}",
            "where: stage != 'land'\n    gives: {choose: stage, of: {«land: 1, started: 2, production: 3}}",
            "“land”永远用不上", Wrong },
        { "where: stage != 'reviewed'\n    gives: {choose: stage, of: {land: 1, started: 2, production: 3}}",
            "where: stage in ('land', 'started')\n    gives: {choose: stage, of: {land: 1, started: 2, «production: "
                + "3}}", "“production”永远用不上", Wrong },
        { "{choose: stage, of: {land: 1, started: 2, production: 3}}",
            "«{choose: stage, of: {talks: 1, reviewed: 1, registered: 1, land: 1, landed: 1, started: 1, "
                + "statistics: 1, completed: 1, production: 1, above_scale: 1}}", "都相同", Doubt },
        { "gives: if(expected >= 1亿, 0.2, 0.1)", "gives: {choose: group, of: {镇街: 1, «部们: 2}}", "部们", Doubt },
        { "when: visits + projects >= 3, give: 0.2", "when: «visits >= 4 and projects >= 2, give: 0.2", "永远轮不到",
            Wrong },
        { "when: visits >= 3 and projects >= 1, give: 0.3}\n        - {when: ",
            "when: visits + projects >= 1, give: 0.3}\n        - {when: «", "永远轮不到", Wrong },
        { "when: visits + projects >= 3, give: 0.2", "when: visits >= 2 and «visits < 2, give: 0.2", "矛盾", Wrong },
        { "visits >= 3 and projects >= 1, give: 0.3}", "«visits >= 3 and projects >= 1, give: 0.15}", "得分反而较少",
            Doubt },
        { "give: 0.3}\n        - {when: visits + projects >= 3, give: ",
            "give: 0.2}\n        - {when: visits + projects >= 3, give: «", "同为0.2分", Doubt },
        { "target(money), give: 10}\n        - {when: ", "target(money) * 50%, give: 10}\n        - {when: «",
            "永远轮不到", Wrong },
        { "when: money >= target(money) * 90%", "when: «money >= target(money) * 110%", "永远轮不到", Wrong },
        { "when: money >= target(money), give", "when: money >= target(money) and «money < target(money) * 70%, give",
            "矛盾", Wrong },
    };

    /// <summary>Caps, floors, factors and repeats.</summary>
    public static TheoryData<string, string, string, Severity> Caps => new()
    {
        { "cap: {week: 1, year: 30}", "cap: {week: 1, «year: 60}", "全年上限60分永远达不到", Doubt },
        { "cap: {month: 1, year: 6}", "cap: {month: 1, «year: 12.5}", "最多12分", Doubt },
        { "cap: {week: 3, year: 60}", "cap: {«week: 60, year: 60}", "不起作用", Doubt },
        { "cap: {month: 1, year: 6}", "cap: {«month: 8, year: 6}", "不起作用", Doubt },
        { "cap: {week: 3, year: 60}", "cap: {«week: 6, fortnight: 6, year: 60}", "不起作用", Doubt },
        { "cap: {month: 1, year: 6}", "cap: {«ten_days: 1, month: 1, year: 6}", "每旬上限1分不严于每月上限1分", Doubt },
        { "cap: {month: 1, year: 6}", "cap: {half_month: 0.4, «month: 1, year: 6}", "最多0.8分", Doubt },
        { "cap: {month: 1, year: 6}", "cap: {month: 1, «bimonth: 3, year: 6}", "每两个月上限3分永远达不到", Doubt },
        { "cap: {year: 80}", "cap: {«year: 200}", "合计最多102分", Doubt },
        { "floor: {year: -8}", "floor: {«year: -200}", "永远达不到", Doubt },
        { "cap: {week: 3, year: 60}", "cap: {«fact: 2, week: 3, year: 60}", "最多只有0.5分", Doubt },
        { "cap: {fact: 0.4, month: 1}", "cap: {«fact: 0, month: 1}", "永远不能得分", Wrong },
        { "cap: {fact: 0.4, month: 1}", "cap: {«fact: 1.5, month: 1}", "不起作用", Doubt },
        { "hours <= 8\n    gives: hours * 0.1\n    cap: none",
            "hours <= 8\n    gives: hours * 0.1\n    cap: {«fact: 1}", "最多只有0.8分", Doubt },
        { "    cap: {month: 0.6}", "    cap: {«month: 3}", "最多只有1.8分", Doubt },
        { "    cap: {year: 10}", "    cap: {«year: 20}", "最多只有10分", Doubt },
        { "gives: -0.2\n    cap: none", "gives: -0.2\n    cap: {«week: 1}", "只扣分", Doubt },
        { "cap: {year: 40}", "cap: {year: 40}\n    floor: {«year: -5}", "只加分", Doubt },
        { "gives: -0.2\n    cap: none", "gives: -0.2\n    cap: none\n    floor: {«year: 0}", "扣分全部不计", Doubt },
        { "gives: -0.2\n    cap: none", "gives: -0.2\n    cap: none\n    floor: {month: -0.4, «year: -5}", "永远达不到",
            Doubt },
        { "factor: 1.2,", "factor: «1,", "不起作用", Doubt },
        { "factor: 1.2,", "factor: «0,", "where", Doubt },
        { "factor: 1.2,", "factor: «-1.2,", "小于0", Doubt },
        { "\"if(contracted >= 10亿, 2, if(contracted >= 1亿, 1, 0.5))\"", "«0", "永远不计分", Wrong },
        { "within_days: 30, gives: 0}", "within_days: 30, gives: «1}", "重复规则不起作用", Doubt },
        { "within_days: 30, gives: 0}", "within_days: 30, gives: «2}", "计分更多", Doubt },
        { "within_days: 30, gives: 0}", "within_days: 30, gives: «-1}", "反而扣分", Doubt },
        { "gives: points", "gives: «0", "永远计0分", Doubt },
        { "gives: points", "gives: «points * 0", "永远计0分", Doubt },
        { "gives: whole(amount / 3000万) * 0.5", "gives: «amount * 0.5", "每一元", Doubt },
    };

    /// <summary>Words that nothing uses, days, parts of measures, and shapes that can be gamed.</summary>
    public static TheoryData<string, string, string, Severity> Others => new()
    {
        { "  increase_from: 3000万", "  increase_from: 3000万\n  «forgotten: 3", "没有用于任何公式", Doubt },
        { "  leading: [新材料, 电子信息]", "  «led: [新材料, 电子信息]\n  leading: [新材料]", "参数“led”", Doubt },
        { "total: 100", "total: «110", "权重合计应为110，各条款相加是100", Wrong },
        { "weight: 40", "weight: «0", "权重是0", Doubt },
        { "weight: 60\n    absent: reweight\n    gives: part(money, target(money), 0) * weight\n    cap: {year: 100}",
            "weight: «60\n    absent: reweight\n    gives: part(money, target(money), 0) * weight\n    cap: {year: 50}",
            "高于上限50分", Doubt },
        { "weight: 40\n    where: projects >= target(projects) * 50%\n    absent: skip\n    gives: part(projects, "
            + "target(projects), 0) * weight",
            "weight: «40\n    where: projects >= target(projects) * 50%\n    absent: skip\n    gives: part(projects, "
                + "target(projects), 0) * 40", "没有用于计分", Doubt },
        { "where: stage = 'started', same", "where: stage = «'start', same", "没有选项“start”", Wrong },
        { "rank(points) <= 3 and visits", "rank(points) <= 3 and «rank(points) < 1 and visits", "不可能成立", Wrong },
        { "when: visits < 1, effect", "when: «visits < 0, effect", "不可能成立", Wrong },
        { "    same: [topic]\n",
            "    same: [topic]\n  «seminar:\n    label: 讲座\n    fields: {name: {label: 名称, type: text}}\n",
            "没有条款或指标计算它", Doubt },
        { "  money: {label", "  «leads: {label: 线索, unit: 条, count: lead}\n  money: {label",
            "没有用于条款、排名或通报", Doubt },
        { "  - {id: 纪律, floor", "  - {id: «其他}\n  - {id: 纪律, floor", "没有条款", Doubt },
        { "- id: lead\n    text: 线索\n    unit: 分/条\n    each: lead\n    gives: if(expected >= 1亿, 0.2, 0.1)",
            "- id: «again\n    text: 线索\n    unit: 分/家次\n    each: visit\n    gives: 0.5", "会计两次", Doubt },
        { "{2023-01-01: 1, 2023-02-01: 2}", "{«2023-02-01: 1, 2023-03-01: 2}", "晚于施行的第一天", Doubt },
        { "{2023-01-01: 1, 2023-02-01: 2}", "{2023-01-01: 1, «2024-02-01: 2}", "施行期之后", Doubt },
        { "{2023-01-01: 1, 2023-02-01: 2}", "{«2022-01-01: 1, 2023-01-01: 2}", "已被取代", Doubt },
        { "{2023-01-01: 1, 2023-02-01: 2}", "{2023-01-01: 1, «2023-02-01: 1}", "与此前相同", Doubt },
        { "    same: [topic]\n",
            "    same: [topic]\n  «bimonth:\n    label: 双月\n    fields: {name: {label: 名称, type: text}}\n",
            "与期间同名", Doubt },
        { "from: 2023-01-01, to", "from: «2023-01-10, to", "不是考评年度的第一天", Doubt },
        { "to: 2023-12-31}", "to: «2024-12-31}", "超过考评年度", Doubt },
        { "to: 2023-12-31}", "to: «2023-11-30}", "早于考评年度", Doubt },
        { "cut_off: {days_after: 2, at: \"18:00\"}", "cut_off: «{days_after: 1, at: \"11:00\"}", "早于周报报送期限",
            Doubt },
        { "visits: {label: 外出, unit: 家次, count: visit}",
            "visits: {label: 外出, unit: 家次, of: «top_visits, count: visit}", "回到自身", Wrong },
        { "of: visits, count: visit, where: leader = 'top'", "of: «projects, count: visit, where: leader = 'top'",
            "不是同一类", Doubt },
        { "unit: 家次, of: visits,", "unit: 批次, of: «visits,", "计量单位", Doubt },
        { "unit: 家次, count: visit}\n  top_visits: {label: 其中一把手, unit: 家次, of: visits",
            "unit: 家次, count: visit, where: given(trip)}\n  top_visits: {label: 其中一把手, unit: 家次, of: «visits",
            "可能大于整体", Doubt },
        { "of: visits, count: visit, where: leader = 'top'", "of: «money, count: signing", "一个计件数，一个累计数额",
            Doubt },
        { "columns: [visits, top_visits, projects]", "columns: [«top_visits, visits, projects]", "整体不在它前面",
            Doubt },
        { "columns: [visits, top_visits, projects]", "columns: [visits, top_visits, projects, «visits]", "写了两次",
            Doubt },
        { "cap: {month: 1, year: 6}", "cap: «none", "反复得分", Doubt },
        { "    gives: if(expected >= 1亿, 0.2, 0.1)\n    cap: {month: 1, year: 6}",
            "    gives: if(expected >= 1亿, 0.2, 0.1)\n    cap: {«fact: 1}", "最多只有0.2分", Doubt },
        { "gives: whole(amount / 3000万) * 0.5", "gives: «1", "拆成2件各3000万计2分，合成一件只计1分", Doubt },
        { "gives: whole(amount / 3000万) * 0.5", "gives: «{tiers: amount, from: {3000万: 1, 1亿: 3}}", "拆成2件",
            Doubt },
        { "gives: whole(amount / 3000万) * 0.5\n    cap: none",
            "gives: «whole(amount / 3000万) * 0.5\n    cap: {fact: 2}", "拆成", Doubt },
        { "visits: {label: 外出, unit: 家次, count: visit}",
            "visits: {label: 外出, unit: 家次, of: «visits, count: visit}", "回到自身", Wrong },
    };

    [Fact]
    public void Nothing_is_found_in_the_text_that_the_mistakes_are_made_in() => Found(Sound).Should().BeEmpty();

    /// <summary>Digits that decide nothing, and formulas that round otherwise than totals.</summary>
    public static TheoryData<string, string, string, Severity> Roundings => new()
    {
        { "gives: hours * 0.1", "gives: «round(hours * 0.1, 1)", "round_half_up", Doubt },
        { "ties: joint, ", "ties: joint, grades: [{name: 优, from: «89.996}, {name: 良}], ", "实际从90分起", Doubt },
        { "ties: joint, ", "ties: joint, grades: [{name: 优, from: 90}, {name: 良, from: «-1.005}], ",
            "实际从-1分起", Doubt },
        { "document: 测, decimals: 2", "document: 测, decimals: «1", "也印发2位，不是1位", Doubt },
    };

    [Theory, MemberData(nameof(Roundings))]
    public void Digits_that_decide_nothing_are_found(string piece, string mistake, string word, Severity severity) =>
        Find(piece, mistake, word, severity);

    [Theory, MemberData(nameof(Conditions))]
    public void A_condition_that_cannot_be_meant_is_found(
        string piece, string mistake, string word, Severity severity) => Find(piece, mistake, word, severity);

    [Theory, MemberData(nameof(Steps))]
    public void A_step_that_cannot_be_meant_is_found(string piece, string mistake, string word, Severity severity) =>
        Find(piece, mistake, word, severity);

    [Theory, MemberData(nameof(Caps))]
    public void A_cap_that_cannot_be_meant_is_found(string piece, string mistake, string word, Severity severity) =>
        Find(piece, mistake, word, severity);

    [Theory, MemberData(nameof(Others))]
    public void What_else_cannot_be_meant_is_found(string piece, string mistake, string word, Severity severity) =>
        Find(piece, mistake, word, severity);

    [Theory]
    [InlineData(" # 见附件")]
    [InlineData(" ## 附件")]
    [InlineData("\n#见附件")]
    public void A_comment_that_looks_like_one_is_no_mistake(string comment) =>
        Found(Sound.Replace("decimal}\n", $"decimal}}{comment}\n", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void A_clause_whose_period_never_ends_in_force_is_found() =>
        Found(Sound.Replace("to: 2023-12-31", "to: 2023-11-30", StringComparison.Ordinal))
        .Should()
        .Contain(
            one => one.Severity == Wrong && one.What.Contains("“target”永远不会考核") && Line(one) == "    each: year");

    [Fact]
    public void Points_for_what_nobody_can_verify_are_found() =>
        Found(Sound.Replace("    same: [topic]\n", "", StringComparison.Ordinal))
        .Should().Contain(one => one.Severity == Doubt && one.What.Contains("不要求凭证"))
        .And.Contain(one => one.Severity == Doubt && one.What.Contains("“course”不封顶"));

    [Fact]
    public void A_text_may_hold_many_mistakes_and_ends_soon()
    {
        var rungs = string.Join("\n", Enumerable.Range(0, 40).Select(i =>
            $"        - {{when: visits + {i} * projects >= {i} or top_visits >= {i} and money >= {i}亿 or visits * "
                + $"projects != {i}, give: {i}}}"));
        var text = Sound.Replace("        - {when: visits >= 1, give: 0.1}", rungs, StringComparison.Ordinal)
            .Replace(
                "points\n", $"\"points + {new string('9', 27)} * {new string('9', 27)} * 0\"\n",
                StringComparison.Ordinal);

        RulebookCheck.Of(text).Findings.Should().NotBeEmpty().And.BeInAscendingOrder(one => one.Line);
    }

    private static IReadOnlyList<Finding> Found(string text)
    {
        var (rulebook, findings) = RulebookCheck.Of(text);
        rulebook.Should().NotBeNull(string.Join('\n', findings));
        return [.. findings.Where(one => !one.What.Contains("没有例子", StringComparison.Ordinal))];
    }

    private static string Line(Finding finding) => Sound.Split('\n')[finding.Line - 1];

    private static void Find(string piece, string mistake, string word, Severity severity)
    {
        Sound.Split(piece).Should().HaveCount(2, "the piece occurs once in the text");
        var marked = Sound.Replace(piece, mistake, StringComparison.Ordinal);
        var before = marked.IndexOf('«', StringComparison.Ordinal);
        before.Should().BePositive("the mistake marks its place");

        var found = Found(marked.Replace("«", "", StringComparison.Ordinal));

        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"{marked[..before].Count(sign => sign == '\n') + 1}:{before - marked.LastIndexOf('\n', before)} ");
        found.Select(one => $"{one.Line}:{one.Column} {one.Severity} {one.What}{one.Remedy}").Should().Contain(one =>
            one.StartsWith(place, StringComparison.Ordinal) && one.Contains(word, StringComparison.Ordinal)
            && one.Contains($"{severity} ", StringComparison.Ordinal));
    }
}
