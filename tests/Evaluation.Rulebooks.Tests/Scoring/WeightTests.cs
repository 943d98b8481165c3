using Evaluation.Rulebooks.Rules;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Weights that are not the same for all units: each has a list of indicators of its own.</summary>
public sealed class WeightTests
{
    private const string Parameters = """
        parameters:
          first: {坑口街道: 60, 凤凰镇: 40}
          second: {坑口街道: 40}
        measures:
          visits: {label: 外出, unit: 家次, count: visit}
          projects: {label: 项目, unit: 个, count: signing}
        items: [{id: 清单}]
        ranking: {groups: [镇街, 部门]}

        """;

    private const string Facts = """
        V1 | visit   | 坑口街道   | 2023-03-06 | enterprise=甲
        V2 | visit   | 凤凰镇     | 2023-03-06 | enterprise=乙
        V3 | visit   | 投资促进局 | 2023-03-06 | enterprise=丙
        S1 | signing | 坑口街道   | 2023-03-07 | contracted=1
        """;

    // The bureau has neither on its list, so that not even a number beside the weight is given.
    [Fact]
    public void A_unit_is_judged_by_what_is_on_its_list() =>
        TwoCounts.Of(Parameters + """
            clauses:
              - {id: 外出, item: 清单, text: 外出, unit: 分, each: year, weight: "lookup(first, unit)", gives: visits * weight + 1, cap: none}
              - {id: 项目, item: 清单, text: 项目, unit: 分, each: year, weight: "lookup(second, unit)", gives: projects * weight + 1, cap: none}
            """).Give(Facts,
            """
            坑口街道 | 外出 | year/2023-01-01 | 61
            坑口街道 | 项目 | year/2023-01-01 | 41
            凤凰镇 | 外出 | year/2023-01-01 | 41
            """);

    // Without a target for projects 坑口 is judged by visits alone, with both weights; 凤凰 by its own as before.
    [Fact]
    public void A_list_divides_what_lacks_a_target_among_its_own() =>
        (TwoCounts.Of(Parameters + """
            clauses:
              - {id: 外出, item: 清单, text: 外出, unit: 分, each: year, weight: "lookup(first, unit)", gives: visits * weight, cap: none}
              - {id: 项目, item: 清单, text: 项目, unit: 分, each: year, weight: "lookup(second, unit)", absent: reweight,
                  gives: "part(projects, target(projects), 0) * weight", cap: none}
            """) with { Targets = TargetAmounts.None }).Give(Facts,
            """
            坑口街道 | 外出 | year/2023-01-01 | 100
            凤凰镇 | 外出 | year/2023-01-01 | 40
            """);

    [Fact]
    public void A_weight_of_facts_may_depend_on_the_unit() =>
        TwoCounts.Of(Parameters + """
            clauses: [{id: 次, text: 次, unit: 分, each: visit, weight: "lookup(first, unit, 1) / 3", gives: weight, cap: none}]
            """).Give(Facts,
            """
            坑口街道 | 次 | V1 | 20
            凤凰镇 | 次 | V2 | 13.3333333333
            投资促进局 | 次 | V3 | 0.3333333333
            """);
}
