using Evaluation.Office.Laboratory;
using Evaluation.Office.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Laboratory;

/// <summary>What an entry of the roster changes in the closed weeks, counted before it is entered.</summary>
public sealed class RosterTrialTests
{
    private static readonly Bench Town = Bench.Of(
        "- {id: visit, text: 拜访每家次, unit: 分, each: visit, gives: 0.5, cap: none}") with
    {
        Facts = """
            坑口街道 | V1 | visit | 2023-03-01 | | enterprise=甲
            凤凰镇   | V2 | visit | 2023-03-07 | | enterprise=乙
            """,
    };

    [Fact]
    public void A_unit_that_left_is_out_of_the_weeks_after_its_last_day()
    {
        var effect = Effect(new UnitLeft(Sample.Kengkou, Sample.Day("2023-03-05")));

        effect.From.Id.Should().Be("2023-W10");
        effect.Changed.Select(week => week.Id).Should().Equal("2023-W10");
        effect.Sealed.Should().BeEmpty();
        effect.Moves.Should().ContainEquivalentOf(new
        {
            Unit = Sample.Kengkou,
            Before = (RosterPlace?)new RosterPlace("镇街", 1, 0.5m),
            After = (RosterPlace?)null,
        });
    }

    [Fact]
    public void Another_group_moves_those_of_both()
    {
        var effect = Effect(new UnitRegrouped(Sample.Kengkou, "部门", Sample.Day("2023-03-06")));

        effect.Moves.Single(move => move.Unit == Sample.Kengkou).After!.Group.Should().Be("部门");
        effect.Changed.Should().ContainSingle();
    }

    [Theory]
    [InlineData("rename")]
    [InlineData("future")]
    [InlineData("far")]
    public void What_changes_no_closed_week_says_so(string sort)
    {
        var effect = Effect(sort switch
        {
            "rename" => new UnitRenamed(Sample.Kengkou, "坑口", Sample.Day("2023-03-06")),
            "future" => new UnitLeft(Sample.Kengkou, Sample.Day("2023-07-02")),
            _ => new UnitLeft(Sample.Kengkou, DateOnly.MaxValue),
        });

        effect.Changed.Should().BeEmpty();
        effect.Moves.Should().BeEmpty();
        (effect.From > effect.Last).Should().Be(sort != "rename");
    }

    [Fact]
    public void Every_entry_is_said_in_a_sentence()
    {
        var (roster, day) = (Sample.Roster, Sample.Day("2023-07-03"));
        (object Change, string Said)[] all =
        [
            (new UnitEntered("新镇", "新镇人民政府", "镇街", "镇街", day), "自2023年7月3日起列入考评"),
            (new UnitRegrouped(Sample.Kengkou, "部门", day), "由“镇街”组改到“部门”组"),
            (new UnitRenamed(Sample.Kengkou, "坑口", day), "改称坑口"),
            (new UnitLeft(Sample.Kengkou, day), "考评到2023年7月3日为止"),
            (new UnitsMerged([Sample.Kengkou], "新镇", "新镇人民政府", "镇街", "镇街", day, "号", "由"),
                "并入新镇人民政府"),
            (new UnitSplit(
                Sample.Kengkou, [new SplitPart("甲", "甲镇", "镇街", "镇街", 0.4m)], day, "号", "由"),
                "拆分为甲镇（镇街，承接0.4）"),
            (new LeaderAppointed(Sample.Kengkou, "陈", "top", day), "陈自2023年7月3日起任坑口街道办事处党政一把手"),
            (new LeaderReleased(Sample.Kengkou, "陈", day), "到2023年7月3日为止"),
        ];

        foreach (var (change, said) in all)
        {
            RosterChange.InWords(roster, change).Should().Contain(said);
            RosterChange.Since(change).Should().Be(change is UnitLeft or LeaderReleased ? day.AddDays(1) : day);
        }
    }

    private static RosterEffect Effect(object change)
    {
        var (now, rules) = (Town.Now, Town.Rules);
        return RosterTrial.Of(
            now, rules, RosterFold.Evolve(now.District.Roster, change), RosterChange.Since(change));
    }
}
