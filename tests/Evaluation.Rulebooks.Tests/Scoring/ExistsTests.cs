using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Clauses whose facts count only with another fact: a county's signing with the city's filing.</summary>
public sealed class ExistsTests
{
    private const string Kinds = """
        kinds:
          filing:
            label: 市级备案
            fields:
              project: {label: 项目, type: project, required: true}
              answer: {label: 结果, type: choice, required: true, choices: {accepted: 通过, returned: 退回}}

        """;

    // P1 is filed before, P2 on the day, P3 later, P4 by another town, P5 is returned, P6 never filed.
    private const string Facts = """
        F1 | filing | 坑口街道 | 2023-03-01 | project=P1 answer=accepted
        S1 | signing | 坑口街道 | 2023-03-06 | project=P1 contracted=1
        S2 | signing | 坑口街道 | 2023-03-07 | project=P2 contracted=1
        F2 | filing | 坑口街道 | 2023-03-07 | project=P2 answer=accepted
        S3 | signing | 坑口街道 | 2023-03-08 | project=P3 contracted=1
        F3 | filing | 坑口街道 | 2023-03-20 | project=P3 answer=accepted
        F4 | filing | 凤凰镇 | 2023-03-01 | project=P4 answer=accepted
        S4 | signing | 坑口街道 | 2023-03-08 | project=P4 contracted=1
        F5 | filing | 坑口街道 | 2023-03-01 | project=P5 answer=returned
        S5 | signing | 坑口街道 | 2023-03-08 | project=P5 contracted=1
        S6 | signing | 坑口街道 | 2023-03-08 | project=P6 contracted=1
        S7 | signing | 坑口街道 | 2023-03-08 | contracted=1
        """;

    [Theory]
    [InlineData("exists('filing', project)", "", "S1 S2 S5")]
    [InlineData("exists('filing', project, answer, 'accepted')", "", "S1 S2")]
    [InlineData("not exists('filing', project)", "", "S3 S4 S6 S7")]
    [InlineData("exists('filing', project, answer, 'accepted')", ", after: {days: 30}", "S1 S2 S3")]
    [InlineData("exists('signing', project)", "", "")]
    public void A_fact_counts_with_another_one(string where, string rules, string counted) =>
        TwoCounts.Of($$"""
            {{Kinds}}
            clauses:
              - {id: 签约, text: 备案的签约计1分, unit: 分, each: signing, where: "{{where}}", gives: 1, cap: none{{rules}} }
            """).Give(Facts, string.Join('\n', counted.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(fact => $"坑口街道 | 签约 | {fact} | 1")));

    // Typed otherwise it is the same project; a second signing of it finds the first, not itself.
    [Fact]
    public void What_is_the_same_is_found_however_it_is_typed() =>
        TwoCounts.Of("""
            clauses:
              - {id: 再签, text: 再次签约1分, unit: 分, each: signing, gives: "if(exists('signing', project), 1, 0)", cap: none}
            """).Give(
            """
            S1 | signing | 坑口街道 | 2023-03-06 | project=ＰＡ contracted=1
            S2 | signing | 坑口街道 | 2023-03-08 | project=pa contracted=1
            """,
            "坑口街道 | 再签 | S2 | 1");

    [Fact]
    public void The_sheet_says_what_is_missing_and_what_a_condition_is_for()
    {
        var lines = TwoCounts.Of($$"""
            {{Kinds}}
            clauses:
              - {id: 签约, text: 备案的签约, unit: 分, each: signing, gives: 1, cap: none,
                  where: "exists('filing', project, answer, 'accepted')"}
            """).Scores(Facts)[0].Sheets.SelectMany(sheet => sheet.Lines).ToDictionary(line => line.Fact);

        lines["S6"].Steps[0].Text.Should().Be(
            "不符合签约的条件“已有同一项目、结果为通过的市级备案”，不计分");
        lines["F1"].Steps[0].Text.Should().Be("是“签约”的条件，本身不计分");
    }

    [Theory]
    [InlineData("exists('filed', project)", "没有事项类别“filed”。")]
    [InlineData("exists('visit', project)", "事项类别“visit”没有字段“project”。")]
    [InlineData("exists('filing', project, result, 'x')", "事项类别“filing”没有字段“result”。")]
    [InlineData("exists('filing', project, answer, 'yes')", "“answer”没有选项“yes”。")]
    [InlineData("exists('filing', project, answer, answer)", "函数“exists”的参数个数或类型不对，或不能用在此处。")]
    [InlineData("exists('filing', answer)", "函数“exists”的参数个数或类型不对，或不能用在此处。")]
    public void What_cannot_be_looked_for_is_found(string where, string what) =>
        RulebookReader.Read(RulebookText.Of($$"""
            {{Kinds}}
            clauses: [{id: 签约, text: 签约, unit: 分, each: signing, where: "{{where}}", gives: 1, cap: none}]
            """)).Findings.Select(finding => finding.What).Should().Equal(what);

    // A share is one for all units of a fact, and a measure is counted where no other facts are known.
    [Theory]
    [InlineData("measures: {m: {label: 备案, unit: 个, count: signing, where: \"exists('filing', project)\"} }\n"
        + "clauses: [{id: 月, text: 月, unit: 分, each: month, gives: m, cap: none}]")]
    [InlineData("clauses: [{id: 月, text: 月, unit: 分, each: month, where: \"exists('filing', project)\", gives: 1, "
        + "cap: none}]")]
    public void Only_clauses_by_fact_look_for_others(string sections) =>
        RulebookReader.Read(RulebookText.Of(Kinds + sections)).Findings.Select(finding => finding.What).Should()
            .Equal("函数“exists”的参数个数或类型不对，或不能用在此处。");
}
