using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Several values in one text, places within a region, lists of one's own for each unit.</summary>
public sealed class TextFunctionTests
{
    private const string Parameters = """
        parameters:
          bay: [深圳, 广州]
          own: {坑口街道: [新材料, 电子信息], 凤凰镇: [食品], 2.0: [钢铁] }
          dated: {2023-01-01: {坑口街道: [食品]}, 2023-03-08: {坑口街道: [新材料]} }

        """;

    private const string Facts = """
        V1 | visit | 坑口街道 | 2023-03-06 | place=深圳市南山区 topic=张三、李四；张三 enterprise=新材料
        V2 | visit | 坑口街道 | 2023-03-08 | place=佛山市 topic=，王五、， enterprise=新材料
        V3 | visit | 凤凰镇 | 2023-03-08 | place=广州 topic=李四 enterprise=食品
        V4 | visit | 凤凰镇 | 2023-03-08 | enterprise=钢铁
        """;

    [Theory]
    [InlineData("items(topic)", "V1 2, V2 1, V3 1")]
    [InlineData("if(includes(topic, '李四'), 1, 0)", "V1 1, V3 1")]
    [InlineData("if(includes(topic, '李'), 1, 0)", "")]
    [InlineData("if(includes(place, bay), 1, 0)", "V3 1")]
    [InlineData("if(mentions(place, bay), 1, 0)", "V1 1, V3 1")]
    [InlineData("if(mentions(place, '市'), 1, 0)", "V1 1, V2 1")]
    [InlineData("if(mentions(place, ''), 1, 0)", "")]
    [InlineData("if(listed(enterprise, own, unit), 1, 0)", "V1 1, V2 1, V3 1")]
    [InlineData("if(listed(enterprise, own, part + 1), 1, 0)", "V4 1")]
    [InlineData("if(listed(enterprise, dated, unit), 1, 0)", "V2 1")]
    [InlineData("if(not listed(enterprise, own, group), 1, 0)", "V1 1, V2 1, V3 1, V4 1")]
    public void A_text_is_looked_into(string formula, string expected) =>
        TwoCounts.Of($$"""
            {{Parameters}}
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: "{{formula}}", cap: none}]
            """).Give(Facts, string.Join('\n', expected.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(' '))
            .Select(one => $"{(one[0] is "V1" or "V2" ? "坑口街道" : "凤凰镇")} | 拜访 | {one[0]} | {one[1]}")));

    [Theory]
    [InlineData("mentions(place, bay)", "地点中有“bay”之一")]
    [InlineData("includes(topic, '张三')", "洽谈内容包括张三")]
    [InlineData("items(topic) > 1", "洽谈内容的项数＞1")]
    [InlineData("listed(enterprise, own, unit)", "企业属于“own”中单位的名单")]
    public void It_is_said_in_words(string condition, string said) =>
        TwoCounts.Of($$"""
            {{Parameters}}
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, where: "{{condition}}", gives: 1, cap: none}]
            """).Rules.InOrder[0].Clauses[0].Where!.Printed.Should().Be(said);

    [Theory]
    [InlineData("if(listed(enterprise, bay, unit), 1, 0)", "函数“listed”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("own", "“own”是一张表，不是数字。")]
    [InlineData("lookup(own, unit)", "函数“lookup”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("if(mentions(part, '1'), 1, 0)", "此处需要文字，写的是数字。")]
    public void What_is_no_text_or_list_is_found(string formula, string what) =>
        RulebookReader.Read(RulebookText.Of($$"""
            {{Parameters}}
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: "{{formula}}", cap: none}]
            """)).Findings.Select(finding => finding.What).Should().Equal(what);

    // A misspelt town in a table would be left out in silence, so that the gate compares its keys with the roster.
    [Theory]
    [InlineData("if(listed(enterprise, own, unit), 1, 0)", "凤凰镇 坑口街道")]
    [InlineData("lookup(price, unit)", "凤凰镇 坑口街到")]
    [InlineData("lookup(price, enterprise)", "")]
    public void Units_that_tables_name_are_known(string formula, string names)
    {
        var edition = TwoCounts.Of($$"""
            {{Parameters}}  price: {坑口街到: 1, 凤凰镇: 2}
            clauses: [{id: 拜访, text: 拜访, unit: 分, each: visit, gives: "{{formula}}", cap: none}]
            """).Rules.InOrder[0];

        NamedUnits.Of(edition, edition.From).Where(one => one.Name == "unit").Select(one => one.Word).Should()
            .BeEquivalentTo(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
