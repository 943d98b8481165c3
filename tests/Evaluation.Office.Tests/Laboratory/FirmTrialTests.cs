using Evaluation.Office.Laboratory;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Laboratory;

/// <summary>What it changes that two files are of one firm, counted before it is entered.</summary>
public sealed class FirmTrialTests
{
    private static readonly Bench Town = Bench.Of(
        "- {id: visit, text: 拜访每家次, unit: 分, each: visit, gives: 0.5, "
            + "repeat: {same: [enterprise], within_days: 30, gives: 0}, cap: none}") with
    {
        Facts = """
            坑口街道 | V1 | visit | 2023-03-01 | | enterprise=甲
            坑口街道 | V2 | visit | 2023-03-07 | | enterprise=乙
            坑口街道 | V3 | visit | 2023-03-14 | | enterprise=丙
            凤凰镇   | V4 | visit | 2023-03-07 | | enterprise=乙
            """,
    };

    [Fact]
    public void A_repeat_loses_its_points_and_moves_its_unit()
    {
        var effect = FirmTrial.Of(Town.Now, Town.Rules, new MergedFirms([new MergedFirm("乙", "甲")]));

        effect.Claims.Should().Be(2, "two claims name the file that is taken in");
        effect.Lines.Should().Equal(new FirmLine(
            Sample.Kengkou, "坑口街道办事处", "visit", "V2", Sample.Day("2023-03-07"), 0.5m, 0m, false));
        effect.Board!.Changed.Select(week => week.Id).Should().Equal("2023-W10");
        effect.Board.Moves.Should().ContainSingle(move => move.Unit == Sample.Kengkou)
            .Which.After!.Points.Should().Be(0.5m);
    }

    [Fact]
    public void An_open_week_is_told_too_and_what_changes_nothing_says_so()
    {
        var open = FirmTrial.Of(Town.Now, Town.Rules, new MergedFirms([new MergedFirm("丙", "甲")]));
        open.Lines.Single().Fact.Should().Be("V3", "its week is not closed");
        open.Board!.Changed.Should().BeEmpty();

        var none = FirmTrial.Of(Town.Now, Town.Rules, new MergedFirms([new MergedFirm("丁", "甲")]));
        (none.Claims, none.Lines.Count, none.Board).Should().Be((0, 0, null));
    }

    [Fact]
    public void Undoing_gives_back_what_the_merger_took()
    {
        var merged = new MergedFirms([new MergedFirm("乙", "甲")]);
        var now = Town.Now;
        now = now with { District = now.District with { Roster = now.District.Roster with { Firms = merged } } };

        FirmTrial.Of(now, Town.Rules, merged.Without("乙")).Lines.Should().ContainSingle()
            .Which.Should().Match<FirmLine>(line => line.Fact == "V2" && line.Before == 0m && line.After == 0.5m);
    }
}
