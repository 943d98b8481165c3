using Evaluation.Office.Publication;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>A whole scheme whose totals have more digits than it prints.</summary>
public sealed class OneNumberSchemeTests
{
    private const string Rulebook = """
        kinds:
          quiz: {label: 测, fields: {score: {label: 分, type: decimal, required: true} } }
        measures:
          scores: {label: 得分, unit: 分, sum: quiz.score}
        clauses:
          - {id: c, text: 得分, unit: 分, each: quiz, gives: score, cap: none}
        ranking:
          groups: [镇街]
          grades: [{name: 优秀, from: 90}, {name: 良好, from: 80}, {name: 合格}]
          status: [{name: 未达标, when: points < 90, effect: barred}]
          prizes: [{each: year, rank: 1, amount: 10000}]
        lists: [{name: 红榜, each: year, when: points >= 90}, {name: 前二, each: year, when: rank(points) <= 2}]
        """;

    private static readonly Scheme Usual = new(Rulebook)
    {
        Roster = "unit,name,kind,group,from,to\n"
            + string.Concat("甲乙丙丁戊".Select(unit => $"{unit},{unit},镇街,镇街,2022-01-01,\n")),
        Facts = "id,kind,unit,occurred_on,recorded_at,score\n" + string.Concat(new[]
        {
            ("甲", "89.996"), ("乙", "90"), ("丙", "89.994"), ("丁", "80.125"), ("戊", "80.12"),
        }.Select(one => $"F{one.Item1},quiz,{one.Item1},2023-02-01,2023-02-01T09:00:00+08:00,{one.Item2}\n")),
    };

    [Fact]
    public void What_is_printed_equal_is_equal_everywhere()
    {
        var board = Usual.Score();

        Usual.Year().Should().Equal(
            "1 甲 89.996 优秀", "1 乙 90 优秀", "3 丙 89.994 未达标良好", "4 丁 80.125 未达标良好",
            "5 戊 80.12 未达标良好");
        Printed(board).Should().Be("90.00 90.00 89.99 80.13 80.12");
        board.Lists!.Select(list => $"{list.List} {string.Join('、', list.Units)}").Should()
            .Equal("红榜 甲、乙", "前二 甲、乙");
        board.Prizes!.Select(prize => $"{prize.Rank} {prize.Unit}").Should().Equal("1 甲", "1 乙");
        board.Rankings[^1].Rows.Select(row => row.Decided).Should()
            .Equal([90m, null, 89.99m, 80.13m, null], "a number is only added where the total is another");
    }

    [Fact]
    public void By_the_standard_a_half_goes_to_the_even_digit()
    {
        var even = Usual with { Rulebook = $"rounding: half_even\n{Rulebook}" };

        even.Year().Should().Equal(
            "1 甲 89.996 优秀", "1 乙 90 优秀", "3 丙 89.994 未达标良好", "4 丁 80.125 未达标良好",
            "4 戊 80.12 未达标良好");
        Printed(even.Score()).Should().Be("90.00 90.00 89.99 80.12 80.12");
    }

    [Fact]
    public void More_digits_decide_and_are_printed_where_the_ranking_says_so()
    {
        var three = Usual with
        {
            Rulebook = Rulebook.Replace("ranking:\n", "ranking:\n  decimals: 3\n", StringComparison.Ordinal),
        };

        three.Year().Take(3).Should().Equal("1 乙 90 优秀", "2 甲 89.996 未达标良好", "3 丙 89.994 未达标良好");
        Printed(three.Score()).Should().Be("90.000 89.996 89.994 80.125 80.120", "the bulletin's two are not enough");
    }

    [Fact]
    public void Sentences_say_what_decides_and_what_a_sum_becomes()
    {
        var print = PrintedPoints.Of(Usual.Score().Last!);

        print.Sentence.Should().Be("得分四舍五入到2位小数，位次、同分、等次、状态、名单和奖惩都看印出的得分。");
        print.Becomes(89.996m).Should().Be("四舍五入到2位小数为90.00");
        print.Becomes(90m).Should().BeEmpty();
        new PrintedPoints(null, 2).Sentence.Should().BeNull("it was not so when the week was sealed");
        new PrintedPoints(null, 2).Text(0.125m).Should().Be("0.12");
    }

    [Fact]
    public void Figures_are_printed_by_the_same_rounding()
    {
        BulletinColumn Column(string rounding) => BulletinColumn.AllOf(new RulebookText
        {
            Measures = "amounts: {label: 签约, unit: 亿元, sum: signing.contracted, in: 1亿}",
            Clauses = "- {id: visit, text: 一, unit: 分, each: visit, gives: 1, cap: none}",
            Columns = $"[amounts]\n{rounding}",
        }.Compile())[0];

        Column("").Printed(12_500_000m).Should().Be(0.13m);
        Column("rounding: half_even").Printed(12_500_000m).Should().Be(0.12m);
        (Column("") with { RoundedBy = null }).Printed(12_500_000m).Should().Be(0.12m, "it was sealed so");
    }

    private static string Printed(Scoreboard board) => string.Join(
        ' ', board.Rankings[^1].Rows.Select(row => PrintedPoints.Of(board.Last!).Text(row.Total)));
}
