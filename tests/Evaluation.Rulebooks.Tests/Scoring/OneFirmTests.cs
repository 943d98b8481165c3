using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Files of one firm count as one, by both counts; what the facts say is not changed.</summary>
public sealed class OneFirmTests
{
    private const string Two = """
        V1 | visit | 2023-03-01 | | enterprise=甲
        V2 | visit | 2023-03-02 | | enterprise=乙
        """;

    private static readonly MergedFirms Merged = new([new MergedFirm("乙", "甲")]);

    [Fact]
    public void A_visit_to_the_other_file_repeats_the_first()
    {
        const string clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, gives: 1, "
            + "repeat: {same: [enterprise], within_days: 30, gives: 0}, cap: none}";

        Total(clauses, Two, null).Should().Be(2m);
        Total(clauses, Two, Merged).Should().Be(1m);
    }

    [Fact]
    public void Two_files_are_one_of_several_firms()
    {
        const string measures = "houses: {label: 家数, unit: 家, count: visit, distinct: enterprise}";
        const string clauses = "- {id: firms, text: 每家, unit: 分, each: week, gives: houses, cap: none}";

        Total(clauses, Two, null, measures).Should().Be(2m);
        Total(clauses, Two, Merged, measures).Should().Be(1m);
    }

    [Fact]
    public void A_condition_sees_the_file_that_stays()
    {
        const string clauses = "- {id: visit, text: 每家次, unit: 分, each: visit, where: enterprise = '甲', gives: 1, "
            + "cap: none}";

        Total(clauses, Two, null).Should().Be(1m);
        Total(clauses, Two, Merged).Should().Be(2m);
    }

    [Fact]
    public void An_inspection_after_a_visit_is_of_the_same_firm()
    {
        const string clauses = "- {id: visit, text: 拜访后30日内没有考察的, unit: 分, each: visit, "
            + "after: {days: 30, unless: {each: referral, same: enterprise}}, gives: 1, cap: none}";
        const string facts = """
            V1 | visit | 2023-03-01 | | enterprise=甲
            R1 | referral | 2023-03-09 | | enterprise=乙
            """;

        Total(clauses, facts, null).Should().Be(1m);
        Total(clauses, facts, Merged).Should().Be(0m);
    }

    [Theory]
    [InlineData("甲>乙", "甲", "乙")]
    [InlineData("甲>乙", "乙", "乙")]
    [InlineData("甲>乙", "甲\u200B", "乙")]
    [InlineData("甲>乙 乙>丙", "甲", "丙")]
    [InlineData("乙>丙 甲>乙", "甲", "丙")]
    [InlineData("甲>乙 甲>丙", "甲", "丙")]
    [InlineData("甲>乙 乙>甲", "甲", "甲")]
    [InlineData("丙>甲 甲>乙 乙>甲", "丙", "丙")]
    [InlineData("甲>甲", "甲", "甲")]
    public void The_file_at_the_end_stands_for_the_firm(string mergers, string named, string stands) => new MergedFirms(
        [.. mergers.Split(' ').Select(one => one.Split('>')).Select(one => new MergedFirm(one[0], one[1]))])
        .Of(named).Should().Be(stands);

    [Fact]
    public void A_merger_is_taken_back_alone()
    {
        var two = MergedFirms.With(MergedFirms.With(null, "甲", "乙"), "乙", "丙");

        two.Of("甲").Should().Be("丙");
        two.Without("乙")!.Of("甲").Should().Be("乙");
        two.Without("甲")!.Of("甲").Should().Be("甲");
        two.Without("甲")!.Without("乙").Should().BeNull();
        MergedFirms.With(two, "甲", "丁").Of("甲").Should().Be("丁");
        MergedFirms.Same(two, MergedFirms.With(MergedFirms.With(null, "甲", "乙"), "乙", "丙")).Should().BeTrue();
        MergedFirms.Same(two, null).Should().BeFalse();
        MergedFirms.Same(null, null).Should().BeTrue();
    }

    // What both counts give together.
    private static decimal Total(string clauses, string facts, MergedFirms? firms, string measures = "")
    {
        var table = ScoreTable.Of(clauses, measures) with { Roster = Sample.Roster with { Firms = firms } };
        var (closed, read) = (Sample.Day("2023-12-31"), ScoreTable.Facts(facts).ToList());
        var lines = Scorer.Score(Sample.Kengkou, read, table.Rules, table.Roster, closed).Sheets
            .SelectMany(sheet => sheet.Lines).ToList();
        new Second(read, table.Rules, table.Roster, closed, Evaluation.Rulebooks.Rules.TargetAmounts.None).Lines
            .Select(line => (line.Clause, line.Fact, line.On, Exact.Trim(line.Points))).Should()
            .BeEquivalentTo(lines.Select(line => (line.Clause, line.Fact, line.On, Exact.Trim(line.Points))));
        return lines.Sum(line => line.Points);
    }
}
