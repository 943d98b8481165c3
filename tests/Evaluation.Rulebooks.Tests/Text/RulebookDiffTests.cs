using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>What an edition changes, in sentences that a circular could print.</summary>
public sealed class RulebookDiffTests
{
    private const string Before = RulebookText.Head + """
        parameters:
          price: 3000万
          minimum: {2023-01-01: 1, 2023-02-01: 2}
          leading: [新材料, 电子信息]
        kinds:
          rating: {label: 评分, fields: {score: {label: 分, type: decimal, required: true}}}
        measures:
          visits: {label: 外出招商, unit: 家次, count: visit}
          money: {label: 签约金额, unit: 亿元, sum: signing.contracted, in: 1亿}
        items:
          - {id: 外出招商, cap: {year: 80}}
        clauses:
          - {id: 第五条, item: 外出招商, text: 第五条 每家次0.5分。, unit: 分/家次, each: visit, gives: 0.5, cap: {week: 3}}
          - {id: 第六条, text: 第六条 分档。, unit: 分/个, each: signing, gives: {tiers: contracted, from: {1亿: 5, 5亿: 8}}, cap: none}
          - {id: 第七条, text: 第七条 线索。, unit: 分/条, each: lead, gives: 0.1, cap: none}
        ranking: {groups: [镇街, 部门], tie_break: [visits]}
        bulletin: {title: 通报, document: 测, columns: [visits]}
        """;

    public static TheoryData<string, string, string> Changes => new()
    {
        { "title: 测试办法", "title: 新办法", "办法的名称由“测试办法”改为“新办法”。" },
        { "to: 2023-12-31", "to: 2024-12-31",
            "办法的施行期间由“2023-01-01至2023-12-31”改为“2023-01-01至2024-12-31”。" },
        { "report_due: {days_after: 1", "report_due: {days_after: 2",
            "日历的周报报送时限由“周末后第1日12:00”改为“周末后第2日12:00”。" },
        { "price: 3000万", "price: 5000万", "参数“price”由3000万改为5000万。" },
        { "price: 3000万", "price: {2023-01-01: 3000万, 2023-07-01: 2亿}",
            "参数“price”自2023-07-01起由3000万改为2亿。" },
        { "2023-02-01: 2}", "2023-02-01: 3}", "参数“minimum”自2023-02-01起由2改为3。" },
        { "leading: [新材料, 电子信息]", "leading: [新材料, 大健康]",
            "参数“leading”增加“大健康”。|参数“leading”减去“电子信息”。" },
        { "  price: 3000万\n", "  price: 3000万\n  factor: 1.2\n", "新增参数“factor”：1.2。" },
        { "type: decimal, required: true", "type: decimal",
            "事项类别“rating”的内容由“评分（分[数字，必填]）”改为“评分（分[数字]）”。" },
        { "  rating: {", "  grading: {",
            "新增事项类别“grading”：评分（分[数字，必填]）。|删去事项类别“rating”：评分（分[数字，必填]）。" },
        { "count: visit}", "count: referral}",
            "指标“visits”的内容由“外出招商（家次）：计外出拜访企业件数”改为“外出招商（家次）：计引荐企业考察件数”。" },
        { "cap: {year: 80}", "cap: {year: 60, week: 5}",
            "条目“外出招商”的上下限由“全年最多得80分”改为“每周最多得5分、全年最多得60分”。" },
        { "gives: 0.5, cap", "gives: 0.6, cap", "“第五条”的计分由“计0.5分”改为“计0.6分”。" },
        { "gives: 0.5, cap: {week: 3}", "gives: 0.5, cap: none", "“第五条”取消上下限（原为：每周最多得3分）。" },
        { "gives: 0.5, cap", "where: leader = 'top', gives: 0.5, cap", "“第五条”新增条件：带队领导为党政一把手。" },
        {
            "gives: 0.5, cap", "gives: 0.5, repeat: {same: [enterprise], within_days: 30, gives: 0}, cap",
            "“第五条”新增重复规则：企业相同的，30日内再次发生不计分。"
        },
        {
            "gives: 0.5, cap", "gives: 0.5, times: [{name: 重点, factor: 2, where: given(topic)}], cap",
            "“第五条”新增系数：重点×2（填写了洽谈内容）。"
        },
        { "5亿: 8", "5亿: 9", "“第六条”的计分由“按协议投资额分档，1亿以上5分、5亿以上8分”改为“按协议投资额分档，"
            + "1亿以上5分、5亿以上9分”。" },
        { "text: 第五条 每家次0.5分。", "text: 第五条 每家次半分。",
            "“第五条”的条文由“第五条 每家次0.5分。”改为“第五条 每家次半分。”。" },
        { "id: 第七条, text: 第七条", "id: 第八条, text: 第八条", "“第七条”改为“第八条”，内容未变。" },
        {
            "  - {id: 第七条, text: 第七条 线索。, unit: 分/条, each: lead, gives: 0.1, cap: none}\n", "",
            "删去条款“第七条”：第七条 线索（每项招商线索，计0.1分）。"
        },
        { "each: lead, gives: 0.1", "each: month, gives: 0.1", "“第七条”的计分对象由“每项招商线索”改为“每月考核”。" },
        { "each: lead, gives: 0.1", "each: ten_days, gives: 0.1",
            "“第七条”的计分对象由“每项招商线索”改为“每旬考核”。" },
        { "each: lead, gives: 0.1, cap: none", "each: bimonth, over: half, gives: 0.1, cap: none",
            "“第七条”的计分对象由“每项招商线索”改为“每两个月考核”。|“第七条”新增累计期间：按半年累计。" },
        { "each: lead, gives: 0.1, cap: none", "each: half_month, over: bimonth, gives: 0.1, cap: none",
            "“第七条”的计分对象由“每项招商线索”改为“每半月考核”。|“第七条”新增累计期间：按两个月累计。" },
        { "each: lead, gives: 0.1, cap: none", "each: week, over: fortnight, gives: 0.1, cap: none",
            "“第七条”的计分对象由“每项招商线索”改为“每周考核”。|“第七条”新增累计期间：按双周累计。" },
        { "each: lead, gives: 0.1, cap: none", "each: ten_days, over: month, gives: 0.1, cap: none",
            "“第七条”的计分对象由“每项招商线索”改为“每旬考核”。|“第七条”新增累计期间：按月累计。" },
        { "gives: 0.5, cap: {week: 3}", "gives: 0.5, cap: {fortnight: 3}",
            "“第五条”的上下限由“每周最多得3分”改为“每双周最多得3分”。" },
        { "groups: [镇街, 部门]", "groups: [镇街]", "排名的组别由“镇街、部门”改为“镇街”。" },
        { "tie_break: [visits]", "tie_break: [money, visits]",
            "排名的同分时的比较次序由“外出招商”改为“签约金额、外出招商”。" },
        {
            "columns: [visits]}", "columns: [visits]}\nappeals: {within_days: 10}",
            "申诉的期限由“签发后5个工作日”改为“签发后10个工作日”。"
        },
        { "columns: [visits]", "columns: []", "通报取消栏目（原为：外出招商）。" },
        { "gives: 0.1, cap: none}",
            "gives: 0.1, cap: none, examples: [{name: 一条, facts: [2023-03-01 lead title=甲], gives: 0.1}]}",
            "“第七条”新增例子：一条：0.1分。" },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_change_is_one_sentence(string piece, string changed, string sentences)
    {
        Before.Split(piece).Should().HaveCount(2, "the piece occurs once in the text");

        RulebookDiff.Of(Read(Before), Read(Before.Replace(piece, changed, StringComparison.Ordinal))).Should()
            .Equal(sentences.Split('|'));
    }

    [Fact]
    public void An_edition_that_says_the_same_has_no_difference()
    {
        RulebookDiff.Of(Read(Before), Read(Before)).Should().BeEmpty();
        RulebookDiff.Of(
            Read(Before), Read(Before.Replace("edition: 1", "edition: 2", StringComparison.Ordinal) + "\n# 说明"))
                .Should().BeEmpty();
    }

    [Fact]
    public void Clauses_that_change_places_are_listed_in_their_order()
    {
        var lines = Before.Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains("第六条", StringComparison.Ordinal));
        (lines[at], lines[at + 1]) = (lines[at + 1], lines[at]);

        RulebookDiff.Of(Read(Before), Read(string.Join('\n', lines))).Should()
            .Equal("条款的顺序由“第五条、第六条、第七条”改为“第五条、第七条、第六条”。");
    }

    private static Rulebook Read(string text)
    {
        var (rulebook, findings) = RulebookReader.Read(text);
        return rulebook ?? throw new InvalidOperationException(string.Join('\n', findings));
    }
}
