using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.SecondCount;
using Evaluation.Rulebooks.Tests.Scoring;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>What a formula sees is that of its own fact or period, whatever was scored before.</summary>
public sealed class ViewTests
{
    [Fact]
    public void The_weight_of_a_clause_that_counts_facts_is_its_own()
    {
        var scheme = new Scheme(
            """
            clauses:
              - {id: 任务, text: 每月10分, unit: 分, each: month, weight: 10, gives: weight, cap: none}
              - {id: 外出, text: 每家次3分, unit: 分, each: visit, weight: 3, gives: weight, cap: none}
            """)
        {
            Facts =
                """
                id,kind,unit,occurred_on,recorded_at,enterprise,leader
                V1,visit,甲镇,2023-01-03,2023-01-03T09:00:00+08:00,甲,top
                V2,visit,甲镇,2023-02-02,2023-02-02T09:00:00+08:00,乙,top
                """,
            Through = "2023-02-28",
        };

        scheme.Lines("外出").Should().Equal("甲镇 外出 V1 3", "甲镇 外出 V2 3");
        var input = scheme.Input();
        new SecondCount(
            input.Facts.Select(one => one.Fact), input.Rules, input.Roster!, Sample.Day(scheme.Through),
            TargetAmounts.None)
            .Lines.Where(line => line.Clause == "外出").Select(line => line.Points).Should().Equal(3m, 3m);
    }

    // The month ends on the same Sunday and has no report.
    [Fact]
    public void The_reports_of_a_group_are_those_of_the_week_though_a_month_ends_with_it() => (ScoreTable.Of(
        """
        - {id: 周报, text: 本组按时报送, unit: 分, each: week, gives: "best(if(report = 'on_time', 1, 0))", cap: none}
        - {id: 月度, text: 每月2分, unit: 分, each: month, gives: 2, cap: none}
        """) with
    {
        Closed = "2023-04-30",
        Roster = new Roster(
            [new UnitTerm(Sample.Kengkou, "坑口", "镇", "镇街", Sample.Day("2023-04-01"), null)], []),
    }).Gives(
        "R1 | report | 2023-04-30 | | nil=是 submitted_at=2023-05-01T01:00:00Z",
        """
        周报 | week/2023-04-24  | 1 |
        月度 | month/2023-04-01 | 2 |
        """);
}
