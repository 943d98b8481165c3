using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Names that look alike count once, for `same`, `repeat`, `unless` and for persons, in both counts.</summary>
public sealed class LookAlikeTests
{
    private static readonly string[] Field =
    [
        "ABC公司", "ＡＢＣ公司", "ABC 公司", "ABC\u00A0公司", "ABC公司\u200B", "ABC公司　", "ABC公司", "abc公司",
        "広州公司", "广州公司", "廣州公司", "A（B）公司", "A(B)公司", "e\u0301公司", "é公司", "⾦山公司", "金山公司",
    ];

    private static readonly RuleSet Declared = new RulebookText
    {
        Kinds = """
            note: {label: 事项, fields: {name: {label: 名称, type: text, required: true}}, same: [name]}
            """,
        Clauses = "- {id: note, text: 每项1分, unit: 分, each: note, gives: 1, cap: none}",
    }.Alone();

    private static readonly RuleSet Repeated = new RulebookText
    {
        Clauses = """
            - id: visit
              text: 每家次1分
              unit: 分
              each: visit
              gives: 1
              cap: none
              repeat: {same: [enterprise, place], within_days: 30, gives: 0}
            """,
    }.Alone();

    [Fact]
    public void Of_the_case_from_the_field_seven_names_count()
    {
        Points(Declared, Named("note", "name", Field)).Should().Be(7m);
        Points(Declared with { ByCodePoint = true }, Named("note", "name", Field)).Should().Be(16m);
    }

    [Fact]
    public void A_repeat_is_found_however_it_is_typed()
    {
        Fact[] twice = [Visit("V1", "甲 公司", "广州"), Visit("V2", "甲公司", "广　州")];

        Points(Repeated, twice).Should().Be(1m);
        Points(Repeated with { ByCodePoint = true }, twice).Should().Be(2m);
        Points(Repeated, [twice[0], Visit("V2", "甲公司", "深圳")]).Should().Be(2m);
    }

    [Fact]
    public void What_stops_a_timer_is_found_however_it_is_typed()
    {
        var rules = new RulebookText
        {
            Clauses = """
                - id: left
                  text: 三十日内未回访的扣1分
                  unit: 分
                  each: referral
                  after: {days: 30, unless: {each: visit, same: enterprise}}
                  gives: -1
                  floor: none
                """,
        }.Alone();
        var referral = Visit("R1", "Abc", "广州") with { Kind = "referral", OccurredOn = Sample.Day("2023-03-01") };

        Points(rules, [referral]).Should().Be(-1m);
        Points(rules, [referral, Visit("V1", "ａｂｃ", "广州")]).Should().Be(0m);
    }

    [Fact]
    public void The_facts_of_a_person_are_found_however_the_name_is_typed()
    {
        var rules = new RulebookText
        {
            Measures = "visits: {label: 拜访, unit: 次, count: visit}",
            Clauses = "- {id: lead, text: 带队, unit: 分, each: month, for: top, gives: visits, cap: none}",
        }.Alone();
        var roster = Sample.Roster with
        {
            Leaders = [new LeaderTerm(Sample.Kengkou, "Li Wei", "top", Sample.Day("2022-01-01"), null)],
        };
        var led = Visit("V1", "甲", "广州");
        led = led with { Values = new Dictionary<string, Value>(led.Values) { ["person"] = Value.Of("li　wei") } };

        Points(rules, [led], roster).Should().Be(1m);
        Scorer.Score(Sample.Kengkou, [led], rules, roster, Sample.Day("2023-04-02")).Sheets
            .SelectMany(sheet => sheet.Lines).Should()
            .Contain(line => line.Fact.EndsWith("/Li Wei", StringComparison.Ordinal));
    }

    private static Fact Visit(string id, string firm, string place) => new(
        id, "visit", Sample.Kengkou, Sample.Day("2023-03-08"), 1m, new Dictionary<string, Value>
        {
            ["enterprise"] = Value.Of(firm),
            ["place"] = Value.Of(place),
        });

    private static Fact[] Named(string kind, string field, string[] names) =>
    [
        .. names.Select((name, i) => new Fact(
            $"N{i:00}", kind, Sample.Kengkou, Sample.Day("2023-03-08"), 1m,
            new Dictionary<string, Value> { [field] = Value.Of(name) })),
    ];

    // Both counts, which must agree.
    private static decimal Points(RuleSet rules, Fact[] facts, Roster? roster = null)
    {
        var (list, through) = (roster ?? Sample.Roster, Sample.Day("2023-04-02"));
        var points = Scorer.Score(Sample.Kengkou, facts, rules, list, through).Sheets
            .SelectMany(sheet => sheet.Lines).Sum(line => line.Points);
        new Rulebooks.SecondCount.SecondCount(facts, rules, list, through, TargetAmounts.None).Lines
            .Where(line => line.Unit == Sample.Kengkou).Sum(line => line.Points).Should().Be(points);
        return points;
    }
}
