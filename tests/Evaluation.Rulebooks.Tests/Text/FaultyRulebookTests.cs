using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>A mistake in a rulebook's text is found at its location, and the finding says what is right.</summary>
public sealed class FaultyRulebookTests
{
    // Line 1 is the rulebook's name. Rows of the table below replace a piece of this text.
    private const string Sound = """
        rulebook: test
        edition: 1
        title: 测试办法
        in_force: {from: 2023-01-01, to: 2023-12-31}
        calendar:
          week_starts: monday
          utc_offset: "+08:00"
          report_due: {days_after: 1, at: "12:00"}
          cut_off: {days_after: 2, at: "18:00"}
          year_starts: "01-01"
        parameters:
          leading: [新材料, 电子信息]
          minimum: {2023-01-01: 1, 2023-02-01: 2}
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
          money: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}
        items:
          - {id: 外出招商, cap: {year: 80}}
        clauses:
          - id: visit
            item: 外出招商
            text: 每家次0.5分
            unit: 分/家次
            each: visit
            where: leader = 'top'
            gives: 0.5
            repeat: {same: [enterprise], within_days: 30, gives: 0}
            cap: {week: 3}
          - id: signing
            text: 签约分档
            unit: 分/个
            each: signing
            gives: {tiers: contracted, from: {1亿: 5, 5亿: 8}}
            times: [{name: 主导, factor: 1.2, where: industry in leading}]
            cap: none
          - id: monthly
            text: 每月任务
            unit: 分/月
            each: month
            gives: "-0.5 * max(0, minimum - visits)"
            cap: none
          - id: referral
            text: 按级别
            unit: 分
            each: referral
            gives: {choose: visitor_rank, of: {principal: 1.5}}
            cap: none
        ranking: {groups: [镇街], order: descending, ties: joint, tie_break: [visits]}
        bulletin: {title: 通报, document: 测, decimals: 2, columns: [visits], none_named: [visits]}
        """;

    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "rulebook: test", "rulebok: test", "1:1", "是否应为“rulebook”" },
        { "edition: 1", "edition: 1.5", "2:10", "整数" },
        { "edition: 1", "edition: 0", "2:10", "整数" },
        { "title: 测试办法", "title: ''", "3:8", "title" },
        { "from: 2023-01-01, to: 2023-12-31}", "from: 2023-13-01, to: 2023-12-31}", "4:18", "不是日期" },
        { "to: 2023-12-31", "to: 2022-12-31", "4:11", "早于" },
        { "week_starts: monday", "week_starts: mondey", "6:16", "monday" },
        { "\"+08:00\"", "\"8h\"", "7:15", "时差" },
        { "report_due: {days_after: 1, at: \"12:00\"}", "report_due: {days_after: 1, at: \"25:00\"}", "8:35", "时间" },
        { "cut_off: {days_after: 2", "cut_off: {days_after: 61", "9:25", "整数" },
        { "none_named: [visits]}", "none_named: [visits]}\nappeals: {within_days: 0}", "50:24", "整数" },
        { "none_named: [visits]}", "none_named: [visits]}\nappeals: {within_days: 61}", "50:24", "整数" },
        { "none_named: [visits]}", "none_named: [visits]}\nappeals: {within: 7}", "50:11", "within_days" },
        { "\"01-01\"", "\"02-30\"", "10:16", "月和日" },
        { "calendar:\n", "calender:\n", "5:1", "是否应为“calendar”" },
        { "minimum: {2023-01-01: 1", "minimum: {2023-1-1: 1", "13:23", "不是日期" },
        { "2023-02-01: 2}", "2023-02-01: 两}", "13:40", "不是数字" },
        { "minimum: {2023-01-01: 1, 2023-02-01: 2}", "minimum: {}", "13:12", "没有数值" },
        { "minimum: {2023-01-01: 1, 2023-02-01: 2}", "visits: 1\n  minimum: 1", "13:11", "同名" },
        { "count: visit}", "count: vist}", "15:40", "visit" },
        { "label: 外出, unit", "lable: 外出, unit", "15:12", "是否应为“label”" },
        { "sum: signing.contracted, in: 1亿", "sum: signing.contractd, in: 1亿", "16:45", "contracted" },
        { "sum: signing.contracted, in: 1亿", "sum: signing, in: 1亿", "16:37", "哪个字段" },
        { "sum: signing.contracted, in: 1亿", "sum: signing.contracted, in: 0", "16:61", "大于0" },
        { "sum: signing.contracted, in: 1亿", "sum: signing.contracted, count: signing", "16:64", "只能写一个" },
        { "unit: 家次, count: visit}", "unit: 家次, of: visit, count: visit}", "15:37", "没有指标" },
        { "{id: 外出招商, cap: {year: 80}}", "{id: 外出招商, cap: {years: 80}}", "18:22", "year" },
        { "{id: 外出招商, cap: {year: 80}}", "{id: 外出招商, cap: {year: {best: 4} } }", "18:21", "只能写在条款" },
        { "items:\n", "items:\n  - {id: 外出招商, cap: {year: 60}}\n", "18:3", "写了两次" },
        { "item: 外出招商", "item: 外出招待", "21:11", "外出招商" },
        { "    text: 每家次0.5分\n", "", "20:5", "text" },
        { "each: visit\n", "each: visits\n", "24:11", "visit" },
        { "each: visit\n", "each: [visit]\n", "24:11", "应当是一个值" },
        { "where: leader = 'top'", "where: leader = top", "25:21", "top" },
        { "where: leader = 'top'", "where: leder = 'top'", "25:12", "leader" },
        { "where: leader = 'top'", "where: leader", "25:12", "条件" },
        { "where: leader = 'top'", "where: leader = 1", "25:19", "不能比较" },
        { "where: leader = 'top'", "where: leader = 'top' or", "25:29", "不完整" },
        { "where: leader = 'top'", "where: leader == 'top'", "25:20", "“==”请写成“=”" },
        { "where: leader = 'top'", "where: leader ＝ 'top'", "25:19", "“＝”请写成“=”" },
        { "where: leader = 'top'", "where: leader ≠ 'top'", "25:19", "“≠”请写成“!=”" },
        { "where: leader = 'top'", "where: leader <> 'top'", "25:20", "“<>”请写成“!=”" },
        { "where: leader = 'top'", "where: leader = 'top' 并且 leader = 'top'", "25:27", "“并且”请写成“and”" },
        { "where: leader = 'top'", "where: leader = 'top' AND leader = 'top'", "25:27", "“AND”请小写：“and”" },
        { "where: leader = 'top'", "where: leader = 'top' && leader = 'top'", "25:27", "“&&”请写成“and”" },
        { "where: leader = 'top'", "where: \"leader = “top”\"", "25:22", "请写成“'”" },
        { "where: leader = 'top'", "where: leader = ‘top’", "25:21", "请写成“'”" },
        { "gives: 0.5\n", "gives: 0.5分\n", "26:15", "数后不写单位：0.5" },
        { "gives: 0.5\n", "gives: 3000万元 / 1亿\n", "26:17", "金额以元计，不写“元”：3000万。" },
        { "gives: 0.5\n", "gives: (0.5）\n", "26:16", "“）”请写成“)”" },
        { "gives: 0.5\n", "gives: 3,000\n", "26:13", "千位分隔符" },
        { "gives: 0.5\n", "gives: ０.5\n", "26:12", "半角" },
        { "where: leader = 'top'", "where: leader in leading or visits > 1", "25:33", "visits" },
        { "gives: 0.5\n", "gives: 0.5 分\n", "26:16", "多出" },
        { "gives: 0.5\n", "gives: \"'高'\"\n", "26:12", "数字" },
        { "gives: 0.5\n", "gives: if(leader = 'top', 1)\n", "26:12", "参数" },
        { "gives: 0.5\n", "gives: most(1, 2)\n", "26:12", "没有函数" },
        { "gives: 0.5\n", "gives: 1 + leading\n", "26:16", "名单" },
        { "gives: 0.5\n", "gives: \"1 # 2\"\n", "26:15", "无法识别" },
        { "gives: 0.5\n", "gives: {tiers: 1}\n", "26:5", "档次" },
        { "gives: 0.5\n", "gives: {tiers: 1, from: {0: 1}, of: {a: 1}}\n", "26:12", "混用" },
        { "gives: 0.5\n", "gives: {}\n", "26:12", "混用" },
        { "gives: 0.5\n", "gives: {ladder: []}\n", "26:21", "档次" },
        { "same: [enterprise]", "same: [enterprize]", "27:21", "enterprise" },
        { "same: [enterprise]", "same: []", "27:20", "即为重复" },
        { "within_days: 30", "within_days: 0", "27:47", "整数" },
        { "    cap: {week: 3}\n", "", "20:5", "封顶" },
        { "cap: {week: 3}", "cap: {}", "28:10", "期间" },
        { "cap: {week: 3}", "cap: 3", "28:10", "none" },
        { "cap: {week: 3}", "cap: {week: -3}", "28:17", "不小于0" },
        { "cap: {week: 3}", "cap: none\n    floor: {week: 3}", "29:19", "不大于0" },
        { "- id: signing", "- id: visit", "29:1", "用了两次" },
        { "from: {1亿: 5, 5亿: 8}", "from: {1亿: 5, 10000万: 8}", "33:38", "下限相同" },
        { "from: {1亿: 5, 5亿: 8}", "from: {一亿: 5}", "33:43", "不是数字" },
        { "from: {1亿: 5, 5亿: 8}", "from: {1亿: 五}", "33:43", "不是数字" },
        { "factor: 1.2, where", "factor: 1.2, were", "34:37", "where" },
        { "times: [{name: 主导, factor: 1.2, where: industry in leading}]", "times: 1.2", "34:12", "列表" },
        { "max(0, minimum - visits)", "max(0, minimum / visits)", "40:35", "常数" },
        { "max(0, minimum - visits)", "max(0, minimum - visit)", "40:37", "visits" },
        { "each: month\n", "each: month\n    repeat: {same: [enterprise], within_days: 3, gives: 0}\n", "40:13",
            "按期间" },
        { "of: {principal: 1.5}", "of: {principle: 1.5}", "46:51", "principal" },
        { "of: {principal: 1.5}", "of: {}", "46:39", "选项" },
        { "order: descending", "order: down", "48:32", "descending" },
        { "groups: [镇街]", "groups: []", "48:19", "组别" },
        { "groups: [镇街]", "groups: [镇街, 部门, 镇街]", "48:19", "写了两次" },
        { "groups: [镇街], ", "", "48:1", "组别" },
        { "tie_break: [visits]", "tie_break: [visit]", "48:69", "visits" },
        { "columns: [visits]", "columns: [visit]", "49:59", "visits" },
        { "columns: [visits]", "columns: visits", "49:58", "列表" },
        { "decimals: 2", "decimals: 11", "49:46", "整数" },
        { "where: leader = 'top'", "where: visit.leader = 'top'", "25:12", "此处直接写“leader”，不写类别" },
        { "where: leader = 'top'", "where: part = 1 and visit.leder = 'top'", "25:25", "是否应为“leader”" },
        { "where: leader = 'top'", "where: signing.contracted > 1亿", "25:12", "没有名称“signing.contracted”。可用" },
        { "sum: signing.contracted, in: 1亿", "sum: signing.contracted - signing.fixed_asset, in: 1亿", "16:58",
            "此处直接写“fixed_asset”，不写类别" },
        { "sum: signing.contracted, in: 1亿", "sum: \"signing.credited('visit')\", in: 1亿", "16:46", "不能用在此处" },
        { "edition: 1", "edition: 1\nedition: 2", "3:1", "写了两次" },
        { "calendar:\n", "calendar: [\n", "7:13", "第5行的“[”没有关闭" },
    };

    [Fact]
    public void The_text_that_the_mistakes_are_made_in_is_sound() =>
        RulebookReader.Read(Sound).Findings.Should().BeEmpty();

    [Theory, MemberData(nameof(Rows))]
    public void A_mistake_is_found_at_its_location(string piece, string mistake, string location, string word) =>
        Mistake.IsFound(Sound, piece, mistake, location, word);

    [Fact]
    public void All_mistakes_are_found_at_once() => RulebookReader
        .Read(Sound.Replace("edition: 1", "edition: x", StringComparison.Ordinal)
        .Replace("gives: 0.5\n", "gives: 0,5\n", StringComparison.Ordinal))
        .Findings.Should().HaveCountGreaterThanOrEqualTo(2).And.BeInAscendingOrder(finding => finding.Line);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a remark")]
    [InlineData("- a list")]
    [InlineData("just words")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("a: *nothing")]
    [InlineData("? {a: 1}\n: 2")]
    public void A_text_that_is_no_rulebook_has_a_finding(string text) => RulebookReader.Read(text).Should()
        .Match<RulebookResult>(
            read => read.Rulebook == null && read.Findings.Count > 0);

    [Fact]
    public void Hostile_texts_end_with_a_finding_and_not_with_the_program()
    {
        var deep = new string('(', 480) + "1" + new string(')', 480);
        string[] formulas = [deep, string.Concat(Enumerable.Repeat("- ", 450)) + "1", new string('9', 60),
            "1" + string.Concat(Enumerable.Repeat(" + 1", 300)), new string('1', 1001)];
        foreach (var formula in formulas)
        {
            RulebookReader.Read(Sound.Replace("gives: 0.5\n", $"gives: \"{formula}\"\n", StringComparison.Ordinal))
                .Should().NotBeNull();
        }

        RulebookReader.Read("a: " + new string('[', 100_000)).Findings.Should()
            .ContainSingle(finding => finding.What.Contains("嵌套"));
        RulebookReader.Read("a: &a [x]\nb: [*a, *a]").Findings.Should()
            .ContainSingle(finding => finding.What.Contains("引用"));
        RulebookReader.Read(new string('x', RulebookReader.LongestText + 1)).Findings.Should().ContainSingle();
    }
}
