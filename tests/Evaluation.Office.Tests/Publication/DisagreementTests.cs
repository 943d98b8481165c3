using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// A wrong number of the scorer is named in words: unit, week, clause, fact, and what each count says.
/// </summary>
public sealed class DisagreementTests
{
    private const string Text = """
        - {id: visit, text: 第五条 每家次计0.5分, unit: 分/家次, each: visit, gives: 0.5, cap: {week: 1}}
        - {id: missing, text: 周报漏报扣0.5分, unit: 分/次, each: week, where: report = 'missing', gives: -0.5, cap: none}
        """;

    private static readonly Week Week = Sample.WeekOf("2023-03-06");

    private static readonly RuleSet Rules = new([new RulebookText { Clauses = Text, From = "2023-03-06" }.Compile()]);

    private static readonly Snapshot Known = new(
        9, DistrictFile.Empty with
        {
            Roster = new Roster([Term(Sample.Kengkou), Term(Sample.Fenghuang)], []),
            FirstClosed = Week,
            LastClosed = Week.Next,
        },
        [Visit("V1", 0), Visit("V2", 1), Visit("V3", 8)], [], new Dictionary<string, string>());

    [Fact]
    public void Both_counts_agree_on_both_weeks()
    {
        Disagreement.First(Known, Rules, Week, Known.Score(Rules)).Should().BeNull();
        Disagreement.First(Known, Rules, Week.Next, Known.Score(Rules)).Should().BeNull();
    }

    [Fact]
    public void A_line_with_other_points_is_named()
    {
        var wrong = Changed(line => line.Fact == "V2" ? [line with { Points = 0.75m }] : [line]);

        Disagreement.First(Known, Rules, Week, wrong).Should().Be(
            $"{Sample.Kengkou}2023-W10，条款“visit”，“V2”（2023-03-07）：计分为0.75分，第二套计算为0.5分。");
        Disagreement.First(Known, Rules, Week.Next, wrong).Should()
            .Contain("“V2”", "the year to date is published too");
    }

    [Fact]
    public void A_difference_in_the_last_place_is_seen()
    {
        var wrong = Changed(line => line.Fact == "V2" ? [line with { Points = 0.5000000000000000001m }] : [line]);

        Disagreement.First(Known, Rules, Week, wrong).Should()
            .Contain("计分为0.5000000000000000001分，第二套计算为0.5分");
    }

    [Fact]
    public void A_line_too_few_or_too_many_is_named()
    {
        Disagreement.First(Known, Rules, Week, Changed(line => line.Fact == "V1" ? [] : [line])).Should()
            .Be($"{Sample.Kengkou}2023-W10，条款“visit”，“V1”（2023-03-06）：计分没有此行，第二套计算为0.5分。");
        Disagreement.First(
            Known, Rules, Week, Changed(line => line.Fact == "V1" ? [line, line with { Fact = "V9" }] : [line]))
            .Should().Contain("“V9”（2023-03-06）：计分为0.5分，第二套计算没有此行。");
    }

    [Fact]
    public void A_later_week_does_not_matter() => Disagreement
        .First(Known, Rules, Week, Changed(line => line.Fact == "V3" ? [line with { Points = 9m }] : [line]))
        .Should().BeNull();

    [Fact]
    public void Totals_that_are_not_the_sum_of_their_lines_are_named_by_unit()
    {
        var scores = Known.Score(Rules).Select(score => score with
        {
            Parts = [.. score.Parts.Select(part => part.Week == Week ? part with { Points = part.Points - 2m } : part)],
        }).ToList();

        Disagreement.First(Known, Rules, Week, scores).Should()
            .Be($"{Sample.Kengkou}2023-W10（镇街），本周得分：计分为-1.5分，第二套计算为0.5分。");
    }

    [Fact]
    public void Without_rules_nothing_is_counted() =>
        Disagreement.First(Known, new RuleSet([]), Week, []).Should().BeNull();

    private static UnitTerm Term(string unit) => new(unit, unit, "镇街", "镇街", Week.Start, null);

    private static LedgerEntry Visit(string id, int day) =>
        new(id, Sample.Kengkou, BuiltInKinds.Visit, Week.Start.AddDays(day), 1m, Facts.None, 1, null);

    private static List<UnitScore> Changed(Func<Line, IEnumerable<Line>> change) =>
    [
        .. Known.Score(Rules).Select(score => score with
        {
            Sheets = [.. score.Sheets.Select(sheet => sheet with
            {
                Lines = [.. sheet.Lines.SelectMany(change)],
            })],
        }),
    ];
}
