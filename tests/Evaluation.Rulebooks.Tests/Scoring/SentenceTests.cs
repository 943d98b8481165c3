using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Every step of a line and every sort of value in the words that an official reads.</summary>
public sealed class SentenceTests
{
    private static readonly DateOnly Day = new(2023, 3, 6);

    [Theory]
    [InlineData(StepKind.Base, "每次0.5分", 0.5, "每次0.5分，0.5分，计1分。")]
    [InlineData(StepKind.Base, "甲", 0.5, "甲，0.5分，计1分。")]
    [InlineData(StepKind.Base, "", 0.5, "0.5分，计1分。")]
    [InlineData(StepKind.Factor, "链主企业", 1.2, "×1.2（链主企业），计1分。")]
    [InlineData(StepKind.Share, "首报单位", 0.7, "×0.7（首报单位），计1分。")]
    [InlineData(StepKind.Share, "甲", 0.7, "×0.7（甲），计1分。")]
    [InlineData(StepKind.Share, "", 0.7, "×0.7（分享比例），计1分。")]
    [InlineData(StepKind.Repeat, "30日内重复", 0.5, "×0.5（30日内重复），计1分。")]
    [InlineData(StepKind.Best, "最好的3次", 0, "，不在最好的3次之内，计1分。")]
    [InlineData(StepKind.Before, "此前已计", -2, "，减去此前已计2分，计1分。")]
    public void A_step_has_its_words(StepKind kind, string text, double number, string expected)
    {
        var line = new Line("第一条", "V-1", Day, 1m, [new Step(kind, text, (decimal)number)], Reason.Counted, null);

        Sentences.Because(line, null).Should().Be(expected);
    }

    [Theory]
    [InlineData("week/2023-03-06", "2023-03-06起的一周")]
    [InlineData("month/2023-03-01", "2023-03月份")]
    [InlineData("quarter/2023-01-01", "2023-01-01起的一季度")]
    [InlineData("half/2023-01-01", "2023-01-01起的半年")]
    [InlineData("year/2023-01-01", "2023-01-01起的年度")]
    [InlineData("year/2023-01-01/李某", "李某2023-01-01起的年度")]
    [InlineData("year/2023-01-01/李/某", "李/某2023-01-01起的年度")]
    [InlineData("ten_days/2023-01-01", "2023年1月上旬")]
    [InlineData("ten_days/2024-02-21", "2024年2月下旬")]
    [InlineData("half_month/2023-03-16", "2023年3月下半月")]
    [InlineData("fortnight/2023-02-27", "2023年第9—10周（双周）")]
    [InlineData("fortnight/2020-12-28", "2020年第53周（双周）")]
    [InlineData("bimonth/2023-01-01", "2023年1—2月")]
    [InlineData("bimonth/2023-11-01/李某", "李某2023年11—12月")]
    [InlineData("ten_days/旬", "ten_days/旬")]
    [InlineData("V-1", "V-1")]
    public void A_period_has_its_words(string source, string expected) =>
        Sentences.About(null, source, new Dictionary<string, string>(), new RuleSet([])).Should().Be(expected);

    [Fact]
    public void A_fact_is_its_kind_and_its_values_by_name()
    {
        var fact = new Fact("S-1", "signing", Sample.Kengkou, Day, 1m, new Dictionary<string, Value>
        {
            ["project"] = Value.Of("P-1"),
            ["contracted"] = Value.Of(120_000_000m),
        });

        Sentences.About(fact, "S-1", new Dictionary<string, string> { ["P-1"] = "鼎新材料" }, new RuleSet([]))
            .Should().Be("项目签约，项目：鼎新材料，协议投资额：1.2亿");
    }

    [Fact]
    public void What_is_internal_is_left_out_of_what_everybody_reads()
    {
        var (rulebook, findings) = RulebookReader.Read(RulebookText.Of(
            """
            kinds:
              party:
                label: 招商酒会
                fields:
                  place: {label: 地点, type: text}
                  budget: {label: 预算, type: money, internal: true}
                  guests: {label: 宾客, type: text, internal: 是}
            clauses:
              - {id: 酒会, text: 按预算, unit: 分, each: party, gives: budget / 100万, cap: {fact: 1}}
            """));
        findings.Should().BeEmpty();
        var rules = new RuleSet([rulebook!]);
        var fact = new Fact("F-1", "party", Sample.Kengkou, Day, 1m, new Dictionary<string, Value>
        {
            ["place"] = Value.Of("广州"),
            ["budget"] = Value.Of(3_210_000m),
            ["guests"] = Value.Of("甲"),
        });
        var names = new Dictionary<string, string>();
        var line = new Line(
            "酒会", "F-1", Day, 1m,
            [new Step(StepKind.Base, "预算÷100万，其中预算=321万", 3.21m), new Step(StepKind.Cap, "每件上限1分", 1m)],
            Reason.Capped, null);

        rules.KindsOn(Day).KeepsBack("party").Should().BeTrue();
        rules.KindsOn(Day).KeepsBack("visit").Should().BeFalse();
        Sentences.About(fact, "F-1", names, rules).Should().Be("招商酒会，地点：广州，预算：321万，宾客：甲");
        Sentences.About(fact, "F-1", names, rules, whole: false).Should().Be("招商酒会，地点：广州");
        Sentences.Because(line, rulebook!.Clauses[0]).Should().Contain("预算=321万");
        Sentences.Because(line, rulebook.Clauses[0], whole: false).Should()
            .Be("按酒会，按内部字段计算，3.21分，每件上限1分，余1分，计1分。");
    }
}
