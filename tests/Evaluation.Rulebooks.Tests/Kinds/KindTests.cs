using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.Text;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Kinds;

/// <summary>Kinds that a rulebook declares: what is read, what is counted, and mistakes at their location.</summary>
public sealed class KindTests
{
    // Line 7 is `kinds:`. Rows of the table below replace a piece of this text.
    private const string Sound = RulebookText.Head + """
        parameters: {leave_points: 1}
        kinds:
          attendance:
            label: 例会出勤
            fields:
              person: {label: 姓名, type: text, required: true}
              present: {label: 出席, type: flag}
              grade: {label: 级别, type: choice, choices: {a: 甲级, b: 乙级}}
              done: {label: 完成投资, type: money}
            same: [person, occurred_on]
            evidence: true
        measures:
          calls: {label: 应到, unit: 人次, count: attendance, where: present}
          spent: {label: 投资, unit: 亿元, sum: attendance.done, in: 1亿}
        clauses:
          - id: grade
            text: 按级别
            unit: 分
            each: attendance
            where: present
            gives: {choose: grade, of: {a: 2, b: 1}}
            repeat: {same: [person], within_days: 5, gives: 0}
            cap: none
        ranking: {groups: [镇街]}
        bulletin: {title: 通报, document: 测}
        """;

    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "  attendance:\n", "  visit:\n", "9:5", "内置" },
        { "  attendance:\n", "  report:\n", "9:5", "内置" },
        { "  attendance:\n", "  week:\n", "9:5", "固定含义" },
        { "  attendance:\n", "  例会:\n", "9:5", "小写英文" },
        { "    label: 例会出勤\n", "", "8:3", "label" },
        { "label: 例会出勤", "label: 外出拜访企业", "9:12", "已有事项类别" },
        { "label: 例会出勤", "lable: 例会出勤", "9:5", "是否应为“label”" },
        { "type: text", "type: txt", "11:33", "是否应为“text”" },
        { "type: text", "type: claim", "11:33", "可用：choice" },
        { "type: text, ", "", "11:7", "type" },
        { "required: true", "required: maybe", "11:49", "true" },
        { "required: true", "internal: maybe", "11:49", "true" },
        { "required: true", "interal: true", "11:39", "是否应为“internal”" },
        { "choices: {a: 甲级, b: 乙级}", "choices: {}", "13:49", "选项" },
        { ", choices: {a: 甲级, b: 乙级}", "", "13:14", "没有写明选项" },
        { "b: 乙级", "b: 甲级", "13:60", "两个选项" },
        { "type: flag}", "type: flag, choices: {a: 甲}}", "12:49", "只有 type: choice" },
        { "done: {", "unit: {", "14:13", "固定含义" },
        { "done: {", "occurred_on: {", "14:20", "固定含义" },
        { "done: {", "part: {", "14:13", "固定含义" },
        { "done: {", "evidence: {", "14:17", "固定含义" },
        { "done: {", "person: {", "14:7", "写了两次" },
        { "done: {", "Done: {", "14:13", "小写英文" },
        { "label: 完成投资", "label: 姓名", "14:21", "两个字段" },
        { "same: [person,", "same: [persom,", "15:12", "是否应为“person”" },
        { "same: [person,", "same: [occurred_on,", "15:25", "写了两次" },
        { "same: [person, occurred_on]", "same: []", "15:11", "同一事项" },
        { "same: [person, occurred_on]", "same: person", "15:11", "列表" },
        { "evidence: true", "evidence: 1", "16:15", "不能是" },
        { "evidence: true", "evidense: true", "16:5", "是否应为“evidence”" },
        { "count: attendance", "count: attendence", "18:39", "是否应为“attendance”" },
        { "sum: attendance.done", "sum: attendance.don", "19:48", "是否应为“done”" },
        { "each: attendance", "each: attendanse", "24:11", "是否应为“attendance”" },
        { "    where: present\n", "    where: presents\n", "25:12", "是否应为“present”" },
        { "choose: grade", "choose: grad", "26:21", "grade" },
        { "of: {a: 2", "of: {c: 2", "26:36", "是否应为“a”" },
        { "repeat: {same: [person]", "repeat: {same: [persn]", "27:21", "是否应为“person”" },
        { "leave_points: 1", "person: 1", "6:22", "同名" },
    };

    [Fact]
    public void A_declared_kind_is_read_with_its_fields_and_used_like_any_other()
    {
        var (rulebook, findings) = RulebookReader.Read(Sound);

        findings.Should().BeEmpty();
        var kind = rulebook!.Kinds.Find("attendance")!;
        kind.Fields.Select(field => (field.Name, field.Label, field.Type, field.Required)).Should().Equal(
            ("person", "姓名", FieldType.Text, true), ("present", "出席", FieldType.Flag, false),
            ("grade", "级别", FieldType.Choice, false), ("done", "完成投资", FieldType.Money, false));
        kind.Same.Should().Equal("person", "occurred_on");
        kind.Evidence.Should().BeTrue();
        rulebook.Kinds.Reportable.Select(one => one.Name).Should()
            .Equal([.. BuiltInKinds.BuiltIn.Select(one => one.Name), "attendance"]);
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_mistake_is_found_at_its_location(string piece, string mistake, string location, string word) =>
        Mistake.IsFound(Sound, piece, mistake, location, word);

    [Fact]
    public void Sizes_are_bounded()
    {
        var fields = string.Join(", ", Enumerable.Range(0, 31).Select(i => $"f{i}: {{label: 字段{i}, type: text}}"));
        var choices = string.Join(", ", Enumerable.Range(0, 61).Select(i => $"c{i}: 选项{i}"));
        var kinds = string.Join(
            ", ", Enumerable.Range(0, 51)
                .Select(i => $"k{i}: {{label: 类别{i}, fields: {{a: {{label: 甲, type: text}}}}}}"));

        Findings($"k: {{label: 类, fields: {{{fields}}}}}").Should()
            .ContainSingle(finding => finding.What.Contains("超过30"));
        Findings($"k: {{label: 类, fields: {{a: {{label: 甲, type: choice, choices: {{{choices}}}}}}}}}").Should()
            .Contain(f => f.What.Contains("超过60"));
        Findings(kinds).Should().Contain(finding => finding.What.Contains("超过50"));
        Findings($"{new string('k', 41)}: {{label: 类, fields: {{a: {{label: 甲, type: text}}}}}}").Should()
            .ContainSingle(f => f.Remedy.Contains("40"));
        Findings($"k: {{label: {new string('类', 41)}, fields: {{a: {{label: 甲, type: text}}}}}}").Should()
            .ContainSingle(f => f.What.Contains("超过40"));
        Findings("k: {label: 类}").Should().ContainSingle(finding => finding.What.Contains("没有写明事项的字段"));
        Findings("k: 类").Should().NotBeEmpty();

        static IReadOnlyList<Finding> Findings(string kinds) =>
            RulebookReader.Read(
                new RulebookText { Clauses = "- {id: a, text: 甲, unit: 分, each: lead, gives: 1, cap: none}" }
                + $"\nkinds: {{{kinds}}}").Findings;
    }

    [Theory]
    [InlineData("2023-05-01", true)]
    [InlineData("1949-10-01", true)]
    [InlineData("2099-12-31", true)]
    [InlineData("1949-09-30", false)]
    [InlineData("2100-01-01", false)]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", false)]
    public void A_day_in_a_fact_is_one_that_somebody_can_mean(string day, bool taken)
    {
        var kind = RulebookReader.Read(Sound.Replace(
            "done: {label: 完成投资, type: money}", "done: {label: 完成, type: date}")
            .Replace("  spent: {label: 投资, unit: 亿元, sum: attendance.done, in: 1亿}\n", "")).Rulebook!
            .Kinds.Find("attendance")!;

        var read = kind.Bind(new Dictionary<string, string> { ["person"] = "陈", ["done"] = day });

        read.Refusal?.Code.Should().Be("field-wrong");
        (read.Refusal is null).Should().Be(taken);
        (taken || read.Refusal!.What.Contains("超出范围", StringComparison.Ordinal)).Should().BeTrue();
    }

    [Fact]
    public void The_kinds_in_force_are_those_of_the_edition_in_force_on_the_day()
    {
        var rules = new RuleSet([RulebookReader.Read(Sound).Rulebook!]);

        rules.KindsOn(Sample.Day("2023-05-01")).LabelOf("attendance").Should().Be("例会出勤");
        rules.KindsOn(Sample.Day("2024-01-01")).Find("attendance").Should().BeNull();
        rules.KindsOn(Sample.Day("2024-01-01")).Find(BuiltInKinds.Visit).Should().NotBeNull();
    }
}
