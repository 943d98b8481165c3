using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Tests.Text;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Examples;

/// <summary>Examples beside clauses are counted by the scorer.</summary>
public sealed class ExampleTests
{
    private const string Head = RulebookText.Head + """
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
        ranking: {groups: [镇街, 部门]}
        bulletin: {title: 通报, document: 测, columns: [visits]}
        clauses:
        """;

    // The clause begins in line 11, its example in line 19.
    private const string Visits = Head + "\n" + """
          - id: top
            text: 一把手带队
            unit: 分
            each: visit
            where: leader = 'top'
            gives: if(group = '部门', 0.2, 0.3)
            repeat: {same: [enterprise], within_days: 60, gives: 0.5}
            cap: {week: 1}
            examples:
              - name: 带队另加
                facts: ["2023-03-01 visit enterprise=鼎新 leader=top", "2023-03-02 拜访 leader=top"]
                gives: [0.3, 0]
                unit_group: 镇街
        """;

    private static readonly string Sound = Visits.Replace("拜访", "外出拜访企业 企业=鼎新", StringComparison.Ordinal)
        .Replace("gives: [0.3, 0]", "gives: [0.3, 0.15]", StringComparison.Ordinal);

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "- name: 带队另加", "- nam: 带队另加", "20:9", "是否应为“name”" },
        { "        gives: [0.3, 0.15]\n", "", "20:9", "分值" },
        { "gives: [0.3, 0.15]", "gives: [0.3]", "22:16", "应当是2个" },
        { "gives: [0.3, 0.15]", "gives: [0.3, 很多]", "22:22", "不是数字" },
        { "gives: [0.3, 0.15]", "gives: []", "22:16", "分值" },
        { "\"2023-03-01 visit", "\"2023-3-1 visit", "21:18", "不是日期" },
        { "\"2023-03-01 visit", "\"2024-03-01 visit", "21:18", "施行期间" },
        { "\"2023-03-01 visit", "\"2023-03-01 vist", "21:29", "是否应为“visit”" },
        { "enterprise=鼎新 leader", "enterprize=鼎新 leader", "21:35", "是否应为“enterprise”" },
        { "leader=top\", ", "leader=king\", ", "21:49", "党政一把手" },
        { "leader=top\", ", "leader=top leader=top\", ", "21:60", "两次" },
        { "leader=top\", ", "part=2\", ", "21:49", "份额" },
        { "visit enterprise=鼎新 leader=top\", ", "visit 鼎新\", ", "21:35", "字段=内容" },
        { "\"2023-03-01 visit enterprise=鼎新 leader=top\", ", "\"2023-03-01\", ", "21:17", "日期和类别" },
        { "unit_group: 镇街", "unit_groups: 镇街", "23:9", "是否应为“unit_group”" },
        { "unit_group: 镇街", "from: 2022-01-01", "23:15", "施行期间" },
        { "unit_group: 镇街", "to: 2023-01-01", "20:9", "早于" },
        { "examples:\n", "example:\n", "19:5", "是否应为“examples”" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_found_at_its_location(string piece, string mistake, string location, string word) =>
        Mistake.IsFound(Sound, piece, mistake, location, word);

    [Fact]
    public void An_example_that_comes_out_passes_and_shows_its_arithmetic()
    {
        var result = ExampleRunner.Run(RulebookReader.Read(Sound).Rulebook!).Should().ContainSingle().Subject;

        result.Passed.Should().BeTrue();
        result.Points.Select(point => (point.Got, point.Because)).Should().Equal(
            (0.3m, "按top，（组别为部门的取0.2，否则取0.3）（组别=镇街），0.3分，计0.3分。"),
            (0.15m, "按top，（组别为部门的取0.2，否则取0.3）（组别=镇街），0.3分×0.5（60日内重复），"
                + "计0.15分（与“例001”相同，属重复）。"));
        result.Points[1].About.Should().Be("2023-03-02外出拜访企业，企业：鼎新，带队领导：党政一把手");
    }

    [Fact]
    public void A_check_reports_failed_examples_as_errors_and_clauses_without_one_as_warnings()
    {
        var text = Sound.Replace("[0.3, 0.15]", "0.3", StringComparison.Ordinal)
            .Replace(", \"2023-03-02 外出拜访企业 企业=鼎新 leader=top\"", "", StringComparison.Ordinal)
            + "\n  - {id: bare, text: 签约, unit: 分, each: signing, gives: 1, cap: none}\n";

        RulebookCheck.Of(text).Findings.Should().ContainSingle()
            .Which.Should()
            .Match<Finding>(
                one => one.Severity == Severity.Warning && one.Line == 24 && one.What.Contains("“bare”没有例子"));
        RulebookCheck.Of(
            text.Replace("gives: 0.3\n", "gives: 0.4\n", StringComparison.Ordinal)).Findings.Select(one => one.Severity)
            .Should().Equal(Severity.Error, Severity.Warning);
        RulebookCheck.Of("rulebook: [").Should().Match<RulebookResult>(
            read => read.Rulebook == null && read.Findings.All(one => one.Severity == Severity.Error));
        RulebookReader.Read(text).Findings.Should().BeEmpty("a warning refuses nothing");
    }

    [Theory]
    [InlineData(
        "each: month", "gives: min(0, visits - 2)", "facts: [2023-03-01 visit enterprise=甲 leader=top]", "gives: -1")]
    [InlineData("each: month", "gives: min(0, visits - 2)", "{from: 2023-02-10, to: 2023-03-05}", "gives: [-2, -2]")]
    [InlineData(
        "each: month", "gives: min(0, visits - 2)",
        "{facts: [2023-03-01 visit enterprise=甲 leader=top, 2023-03-02 visit enterprise=乙], to: 2023-04-01}",
        "gives: [0, -2]")]
    [InlineData(
        "each: year", "gives: visits", "facts: [2023-06-01 visit enterprise=甲, 2023-07-01 lead title=一 二]",
        "gives: 1")]
    [InlineData(
        "each: week", "gives: if(report = 'late', -1, 0)", "facts: [2023-03-08 report submitted_at=2023-03-13T12:01]",
        "gives: -1")]
    [InlineData(
        "each: week", "gives: if(report = 'late', -1, 0)", "facts: [2023-03-08 周报 报送时间=2023-03-13T12:00]",
        "gives: 0")]
    [InlineData(
        "each: week", "gives: if(report = 'missing', -1, if(nil_report, 5, 0))", "facts: [2023-03-08 report nil=是]",
        "gives: 5")]
    [InlineData("each: week", "gives: if(report = 'missing', -1, 0)", "from: 2023-03-08", "gives: -1")]
    [InlineData("each: signing", "gives: 10", "facts: [2023-03-08 signing contracted=3亿 part=60%]", "gives: 6")]
    [InlineData(
        "each: signing", "gives: if(industry = '新材料', 2, 1)",
        "facts: [2023-03-08 signing industry=新材料, 2023-03-09 signing]", "gives: [2, 1]")]
    [InlineData("each: adjustment", "gives: points", "facts: [2023-03-08 adjustment points=-2.5]", "gives: -2.5")]
    [InlineData(
        "each: visit", "gives: if(unit = '坑口街道', 1, 0)",
        "{facts: [2023-03-08 visit enterprise=甲], unit: 坑口街道}", "gives: 1")]
    [InlineData(
        "each: visit", "gives: if(unit_kind = '县', 1, 0)", "{facts: [2023-03-08 visit enterprise=甲], unit_kind: 县}",
        "gives: 1")]
    [InlineData("each: lead", "gives: part(1, 3, 0)", "facts: [2023-03-08 lead title=一]", "gives: 0.333333")]
    public void Examples_may_be_about_facts_of_any_kind_and_about_periods(
        string each, string formula, string about, string gives)
    {
        var example = about.StartsWith('{') ? about[1..^1] : about;
        var text = Head + $"\n  - id: one\n    text: 一\n    unit: 分\n    {each}\n    {formula}\n    cap: none\n    "
            + $"examples: [{{name: 例, {example}, {gives}}}]\n";

        var (rulebook, findings) = RulebookReader.Read(text);

        findings.Should().BeEmpty();
        var result = ExampleRunner.Run(rulebook!).Should().ContainSingle().Subject;
        result.Failure.Should().EndWith("不成立：。", "every number comes out");
        result.Passed.Should().BeTrue();
    }

    [Theory]
    [InlineData(
        "each: quarter", "gives: part(visits, target(visits), 0) * 10",
        "facts: [2023-01-09 visit enterprise=甲, 2023-04-03 visit enterprise=乙]", "{visits: 4}", "gives: [2.5, 2.5]")]
    [InlineData(
        "each: month, over: year", "gives: part(visits, target(visits), 0) * 10",
        "facts: [2023-01-09 visit enterprise=甲, 2023-02-06 visit enterprise=乙]", "{visits: 4}", "gives: [2.5, 2.5]")]
    [InlineData("each: year", "gives: if(has_target(visits), 1, 7)", "from: 2023-05-01", "{visits: 0}", "gives: 1")]
    [InlineData("each: year", "gives: if(has_target(visits), 1, 7)", "from: 2023-05-01", "{}", "gives: 7")]
    [InlineData("each: year", "gives: target(visits) / 1亿", "from: 2023-05-01", "{visits: 1.5亿}", "gives: 1.5")]
    public void An_example_may_say_what_the_unit_is_to_reach(
        string each, string formula, string about, string targets, string gives)
    {
        var text = Head + $"\n  - {{id: one, text: 一, unit: 分, {each}, "
            + $"\"{formula.Replace(": ", "\": \"", StringComparison.Ordinal)}\", cap: none, examples: [{{name: 例, "
            + $"{about}, targets: {targets}, {gives}}}]}}\n";

        var (rulebook, findings) = RulebookReader.Read(text);

        findings.Should().BeEmpty();
        ExampleRunner.Run(rulebook!).Single().Failure.Should().EndWith("不成立：。", "every number comes out");
    }

    [Theory]
    [InlineData("each: year", "{vists: 1}", "是否应为“visits”")]
    [InlineData("each: year", "{visits: 很多}", "不是目标数")]
    [InlineData("each: year", "{visits: -1}", "不是目标数")]
    [InlineData("each: visit", "{visits: 1}", "不看目标")]
    public void A_faulty_target_is_found(string each, string targets, string word) => RulebookReader.Read(
            Head + $"\n  - {{id: one, text: 一, unit: 分, {each}, gives: 1, cap: none, examples: [{{name: 例, facts: "
                + $"[2023-03-01 visit enterprise=甲], targets: {targets}, gives: 1}}]}}\n")
        .Findings.Should().ContainSingle().Which.Should().Match<Finding>(
            finding => (finding.What + finding.Remedy).Contains(word) && finding.Line == 11 && finding.Column > 100);

    private const string Trips = "  - {id: one, text: 一, unit: 分, each: month, for: top, where: visits < 1, gives: "
        + "-0.5, cap: none, examples: [{name: 例, ";
    private const string Ranked = "  - {id: one, text: 一, unit: 分, each: month, gives: \"max(0, 1 - 0.2 * "
        + "(rank(visits) - 1))\", cap: none, examples: [{name: 例, ";

    private static readonly string Sharing = Head.Replace(
        "ranking:", "kinds: {landing: {label: 落地, fields: {landed_in: {label: 落地单位, type: unit} } } }\nranking:",
        StringComparison.Ordinal)
        + "\n  - {id: one, text: 一, unit: 分, each: landing, share: {unit: 30%, landed_in: 70%}, gives: 10, cap: none,"
        + " examples: [{name: 例, ";

    private static readonly string Lapsing = Head
        + "\n  - {id: first, text: 二, unit: 分, each: signing, gives: 2, cap: none}\n"
        + "  - {id: one, text: 一, unit: 分, each: signing, gives: -credited('first') / 2, cap: none, "
        + "after: {days: 180, unless: {each: stage, where: \"stage = 'started'\", same: project} }, examples: [{name: "
        + "例, ";

    public static TheoryData<string, string> Illustrations => new()
    {
        { Head + "\n" + Trips, "leaders: [张三, 李四], facts: [2023-03-01 visit person=张三, 2023-04-03 visit "
            + "person=李四], gives: [0, -0.5, -0.5, 0]" },
        { Head + "\n" + Trips, "leaders: [李四], facts: [2023-03-01 visit person=张三], gives: -0.5" },
        { Head + "\n" + Trips, "from: 2023-02-01, gives: 0" },
        { Head + "\n" + Ranked, "facts: [2023-03-01 visit enterprise=甲], others: {乙镇: [2023-03-02 visit "
            + "enterprise=甲, 2023-03-03 visit enterprise=乙], 丙镇: []}, gives: 0.8" },
        { Head + "\n" + Ranked, "facts: [2023-03-01 visit enterprise=甲], others: {乙镇: [2023-04-02 visit "
            + "enterprise=乙]}, gives: [1, 0.8]" },
        { Head + "\n" + Ranked, "from: 2023-03-01, others: {乙镇: [2023-03-02 visit enterprise=乙]}, gives: 0.8" },
        { Head + "\n"
            + Ranked.Replace("rank(visits)", "rank(part(visits, target(visits), 0))", StringComparison.Ordinal),
            "facts: [2023-03-01 visit enterprise=甲], others: {乙镇: [2023-03-02 visit enterprise=乙]}, targets: "
                + "{visits: 2}, gives: 1" },
        { Sharing, "facts: [2023-03-01 landing landed_in=乙镇], others: {乙镇: []}, gives: 3" },
        { Sharing, "facts: [2023-03-01 landing landed_in=乙镇, 2023-03-02 landing], gives: [3, 10]" },
        { Sharing, "unit: 甲镇, others: {乙镇: [2023-03-01 landing landed_in=甲镇, 2023-03-02 landing]}, gives: 7" },
        { Sharing, "unit: 甲镇, facts: [2023-03-05 landing], others: {乙镇: [2023-03-01 landing 落地单位=甲镇]}, "
            + "gives: [10, 7]" },
        { Lapsing, "facts: [2023-03-01 signing project=甲, 2023-03-02 signing project=乙, 2023-08-01 stage project=乙 "
            + "stage=started], gives: [-1, 0]" },
        { Lapsing,
            "facts: [2023-03-01 signing project=甲, 2023-03-02 signing project=乙], to: 2023-08-28, gives: [-1, 0]" },
        { Lapsing, "facts: [2022-10-01 signing project=甲], gives: -1" },
    };

    [Theory, MemberData(nameof(Illustrations))]
    public void An_example_may_show_leaders_other_units_and_what_counts_later(string clause, string example)
    {
        var (rulebook, findings) = RulebookReader.Read($"{clause}{example}}}]}}\n");

        findings.Should().BeEmpty();
        ExampleRunner.Run(rulebook!).Single().Failure.Should().EndWith("不成立：。", "every number comes out");
        SchemaCheck.Faults($"{clause}{example}}}]}}\n").Should().BeEmpty();
    }

    [Fact]
    public void What_does_not_come_out_names_the_person_the_unit_or_the_day()
    {
        Failure(Head + "\n" + Trips, "leaders: [张三], from: 2023-03-01, gives: 0").Should()
            .Contain("张三2023-03月份，例子写0分").And.Contain("计-0.5分");
        Failure(Head + "\n" + Trips, "facts: [2023-03-01 visit person=张三], gives: -0.5").Should()
            .Contain("没有写 leaders");
        Failure(Sharing, "unit: 甲镇, others: {乙镇: [2023-03-01 landing landed_in=甲镇]}, gives: 3").Should()
            .Contain("乙镇2023-03-01落地").And.Contain("计7分");
        Failure(Lapsing, "facts: [2023-03-01 signing project=甲], to: 2023-08-27, gives: -1").Should()
            .Contain("到2023-08-27未满期或已免");

        static string Failure(string clause, string example) =>
            ExampleRunner.Run(RulebookReader.Read($"{clause}{example}}}]}}\n").Rulebook!)
                .Single(result => result.Clause.Id == "one").Failure;
    }

    public static TheoryData<string, string, string> Misused => new()
    {
        { Head + "\n" + Ranked, "from: 2023-03-01, leaders: [张三], gives: 1", "不是逐人考核的" },
        { Head + "\n" + Trips, "from: 2023-03-01, leaders: [张三, 张三], gives: [0, 0]", "“张三”写了两次" },
        { Head + "\n" + Trips, "from: 2023-03-01, leaders: 张三, gives: 0", "应当是列表" },
        { Head + "\n" + Trips, $"from: 2023-03-01, leaders: "
            + $"[{string.Join(", ", Enumerable.Range(1, 21).Select(i => $"甲{i}"))}], gives: 0", "超过20人" },
        { Head + "\n" + Trips, "from: 2023-03-01, leaders: [张三, 李四], gives: 0",
            "应当是2个。从2023-03-01到2023-03-31每期每人写一个" },
        { Head + "\n" + Ranked, "from: 2023-03-01, other: {}, gives: 1", "是否应为“others”" },
        { Head + "\n" + Ranked, "from: 2023-03-01, unit: 甲镇, others: {甲镇: []}, gives: 1", "单位“甲镇”写了两次" },
        { Head + "\n" + Ranked, "from: 2023-03-01, others: {甲镇: [], 甲镇: []}, gives: 1", "项目“甲镇”写了两次" },
        { Head + "\n" + Ranked, "from: 2023-03-01, others: {甲镇: }, gives: 1", "应当是列表" },
        { Head + "\n" + Ranked, "from: 2023-03-01, others: [甲镇], gives: 1", "应当逐项书写" },
        { Head + "\n" + Ranked, "from: 2023-03-01, others: {甲镇: [2023-03-01 vist]}, gives: 1", "没有事项类别“vist”" },
        { Head + "\n" + Ranked, $"from: 2023-03-01, others: "
            + $"{{{string.Join(", ", Enumerable.Range(1, 21).Select(i => $"甲{i}: []"))}}}, gives: 1", "超过20个" },
        { Sharing, "unit: 甲镇, others: {乙镇: [2023-03-01 landing landed_in=甲镇]}, gives: [7, 1]",
            "应当是1个。本单位的事项按书写顺序每项写一个，其后" },
        { Lapsing, "facts: [2023-08-01 signing project=甲], gives: -1", "2024-01-28才满期" },
        { Lapsing, "facts: [2022-03-01 signing project=甲], gives: -1", "不在施行期间内" },
    };

    [Theory, MemberData(nameof(Misused))]
    public void What_an_example_cannot_show_is_found(string clause, string example, string word) =>
        RulebookReader.Read($"{clause}{example}}}]}}\n").Findings.Should()
            .ContainSingle(finding => (finding.What + finding.Remedy).Contains(word) && finding.Column > 60);

    [Fact]
    public void Other_units_count_towards_the_number_of_examples()
    {
        var others = string.Join(", ", Enumerable.Range(1, 20).Select(i => $"甲{i}: []"));
        var example = $"{{name: 例, from: 2023-03-01, others: {{{others}}}, gives: 1}}";
        var text = Head + "\n"
            + Ranked.Replace("{name: 例, ", string.Join(", ", Enumerable.Repeat(example, 14)), StringComparison.Ordinal)
            + "]}\n";

        RulebookReader.Read(text).Findings.Should().BeEmpty();
        RulebookReader.Read(
            text.Replace(example + "]", $"{example}, {example}]", StringComparison.Ordinal)).Findings.Should()
                .ContainSingle()
            .Which.What.Should().Contain("最多300个");
    }

    [Fact]
    public void Days_at_the_ends_of_the_calendar_leave_a_finding()
    {
        foreach (var day in new[] { "0001-01-01", "9999-12-31" })
        {
            var text = Sound.Replace(
                "from: 2023-01-01, to: 2023-12-31", "from: 0001-01-01, to: 9999-12-31", StringComparison.Ordinal)
                .Replace("unit_group: 镇街", $"from: {day}\n        to: {day}", StringComparison.Ordinal)
                .Replace("each: visit", "each: week", StringComparison.Ordinal);
            RulebookReader.Read(text).Findings.Should().Contain(finding => finding.What.Contains("施行期间"));
        }
    }
}
