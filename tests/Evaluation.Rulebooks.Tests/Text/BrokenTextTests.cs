using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>A text that is not YAML is refused with the cause at its location, in the words of the office.</summary>
public sealed class BrokenTextTests
{
    // The lines below begin in line 4, at the fifth column.
    private const string Head = "rulebook: test\nclauses:\n  - id: 甲\n";

    [Theory]
    [InlineData("    text: {甲}每家次\n    cap: none\n", "4:14", "“}”之后还有内容", "加引号")]
    [InlineData("    text: 甲: 每家次\n    cap: none\n", "4:12", "冒号和空格", "全角冒号")]
    [InlineData("    text: %甲\n", "4:11", "不能以“%”开头", "加引号")]
    [InlineData("    text: @甲\n", "4:11", "不能以“@”开头", "加引号")]
    [InlineData("    where: >= 3\n", "4:12", "不能以“>”开头", "加引号")]
    [InlineData("    text: - 甲\n", "4:11", "不能以“-”开头", "[甲, 乙]")]
    [InlineData("    text: *甲\n", "4:11", "引用", "加引号")]
    [InlineData("    text: 甲\n\tunit: 分\n", "5:1", "制表符", "空格")]
    [InlineData("    cap:\n\t  week: 3\n", "5:1", "制表符", "空格")]
    [InlineData("    text: 甲\n　　unit: 分\n    cap: none\n", "5:1", "全角空格", "半角空格")]
    [InlineData("    text: 甲\n    unit: 分\n　　cap: none\n", "6:1", "全角空格", "半角空格")]
    [InlineData("    cap:\n  　  week: 3\n", "5:3", "全角空格", "半角空格")]
    [InlineData("    text: 甲\n   unit: 分\n", "5:4", "对不齐", "左对齐")]
    [InlineData("    text: 甲\n      unit: 分\n", "5:7", "缩进得多", "左对齐")]
    [InlineData("    text: \"甲\n    unit: 分\n", "4:11", "引号\"没有关闭", "补上")]
    [InlineData("    text: '甲\n    unit: 分\n    where: leader = 'top'\n", "4:11", "引号'没有关闭", "补上")]
    [InlineData("    text: \"甲", "4:11", "引号\"没有关闭", "补上")]
    [InlineData("    text: \"甲\\d\"\n", "4:11", "反斜杠", "单引号")]
    [InlineData("    where: 'top' = leader\n    cap: none\n", "4:18", "“'”之后还有内容", "双引号")]
    [InlineData("    text: 甲\n    cap: none\n    text: 乙\n", "6:5", "“text”写了两次", "删去一个")]
    [InlineData("    cap: {week: 3, week: 4}\n", "4:20", "“week”写了两次", "删去一个")]
    [InlineData("    gives: {tiers: contracted\n    cap: none\n", "4:12", "“{”没有关闭", "补上“}”")]
    [InlineData(
        "    examples: [{facts: [2023-03-01 visit], gives: 1]\n    cap: none\n", "4:15", "“[”没有关闭", "补上“]”")]
    [InlineData("    cap: {week: 3 year: 4}\n", "4:23", "“{”之内", "逗号")]
    [InlineData("    facts: [\"甲\"\n      \"乙\"]\n", "5:7", "第4行的“[”没有关闭", "逗号")]
    [InlineData("    gives: [1, 2]]\n", "4:18", "多出一个“]”", "删去")]
    [InlineData("    unit: 分\n    text 甲\n    cap: none\n", "5:5", "没有冒号", "名称: 内容")]
    [InlineData("    text：甲\n    cap: none\n", "4:5", "全角", "半角冒号")]
    [InlineData("    text:甲\n    cap: none\n", "4:5", "没有空格", "空一格")]
    public void The_cause_is_found_at_its_location(string lines, string location, string what, string remedy)
    {
        var (rulebook, findings) = RulebookReader.Read(Head + lines);

        rulebook.Should().BeNull();
        var finding = findings.Should().ContainSingle().Subject;
        ($"{finding.Line}:{finding.Column}", finding.Severity).Should().Be((location, Severity.Error));
        finding.What.Should().Contain(what).And.EndWith("。");
        finding.Remedy.Should().Contain(remedy).And.EndWith("。");
    }

    // Whatever is cut off or mixed up: a finding with a location in the text, and no word of the parser's own language.
    [Fact]
    public void Every_beginning_of_a_sound_text_is_read_or_refused_in_Chinese()
    {
        var text = File.ReadAllText(Path.Combine(Sample.Root(), "seeds", "dinghu", "rulebook-2023.yaml"))[..6000];
        for (var end = 0; end < text.Length - 20; end += 37)
        {
            foreach (var broken in new[] { text[..end], $"{text[..end]}{{{text[end..(end + 20)]}",
                $"{text[..end]}\"{text[end..(end + 20)]}\n" })
            {
                RulebookReader.Read(broken).Findings.Should().NotBeEmpty().And.AllSatisfy(finding =>
                {
                    finding.Line.Should().BeInRange(1, broken.Split('\n').Length);
                    finding.Column.Should().BePositive();
                    finding.What.Should().NotContain("While ");
                });
            }
        }
    }
}
