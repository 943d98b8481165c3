using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>A week in which nobody has a point or a counted figure has no places, no prizes and no arrows.</summary>
public sealed class EmptyWeekTests
{
    private static readonly string[] OfWeek = [EmptyPlaces.Week], OfBoth = [EmptyPlaces.Week, EmptyPlaces.Year];

    [Fact]
    public void A_first_week_without_anything_has_no_places_and_the_next_one_no_arrows()
    {
        var desk = OfClosedWeek();

        var empty = Draft(desk, Tenth);
        empty.Empty.Should().Equal(OfBoth);
        Places(empty).Should().Equal("坑口街道 0 0 ", "凤凰镇 0 0 ", "投资促进局 0 0 ");
        empty.Rankings.SelectMany(ranking => ranking.Rows).Should().OnlyContain(row => row.Rank == 0);
        BulletinFiles.Table(empty).Should().Contain("镇街,,,,坑口街道办事处,0.00,0.00");
        Gate.Examine(desk.Gathered(Tenth)).Checks.Single(check => check.Code == "second-count").Met.Should().BeTrue();

        var next = Draft(desk.Sealed(Tenth).And(Visit("V1", "2023-03-14"), Verified("V1"), NextClosed), Tenth.Next);
        next.Empty.Should().BeNull();
        Places(next).Should().Equal("坑口街道 1 1 ", "凤凰镇 2 2 ", "投资促进局 1 1 ");
    }

    [Fact]
    public void An_empty_week_later_in_the_year_keeps_the_places_of_the_year()
    {
        var desk = OfClosedWeek().And(Visit("V1", "2023-03-08"), Verified("V1")).Sealed(Tenth).And(NextClosed);

        var empty = Draft(desk, Tenth.Next);

        empty.Empty.Should().Equal(OfWeek);
        Places(empty).Should().Equal("坑口街道 0 1 1", "凤凰镇 0 2 2", "投资促进局 0 1 1");
    }

    [Fact]
    public void A_week_in_which_everybody_lost_as_many_points_is_not_empty()
    {
        var rules = Usual with
        {
            Clauses = "- {id: missing, text: 漏报的扣0.5分, unit: 分/次, each: week, "
                + "where: report = 'missing', gives: -0.5, cap: none}",
            From = "2023-03-06",
        };

        var draft = Draft(Of(Adopted(rules), Closed), Tenth);

        draft.Empty.Should().BeNull();
        Places(draft).Should().Equal("坑口街道 1 1 ", "凤凰镇 1 1 ", "投资促进局 1 1 ");
    }

    [Fact]
    public void A_week_with_a_counted_figure_and_no_point_is_not_empty()
    {
        var rules = Usual with
        {
            Clauses = "- {id: 外出, text: 不计分, unit: 分, each: visit, gives: 0, cap: none}",
            Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        };

        Draft(Of(Adopted(rules), Closed, Visit("V1", "2023-03-08"), Verified("V1")), Tenth).Empty.Should().BeNull();
    }

    [Fact]
    public void In_the_format_of_before_an_empty_week_keeps_the_places_that_it_was_sealed_with()
    {
        var known = OfClosedWeek().Gathered(Tenth).Now;

        var made = BulletinMaker.Make(null, known, new SealingFrame(
            Tenth, 1, "考〔2023〕1号", Closed.CutOff, Closed.CutOff, "wu.closer", "he.sealer") with
        {
            Format = 2,
        });

        Places(made).Should().Equal("坑口街道 1 1 ", "凤凰镇 1 1 ", "投资促进局 1 1 ");
        BulletinFiles.Record(made).Should().NotContain("\"empty\"").And.NotContain("\"cut\"");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n1,visit,甲镇,2023-02-03,2023-02-03T09:00:00+08:00,企业,top", "2023-Q1 甲镇 1")]
    public void A_period_without_anything_gives_no_prizes(string facts, string prizes)
    {
        var scheme = new Scheme("""
            clauses:
              - {id: 外出, text: 每家次1分, unit: 分, each: visit, gives: 1, cap: none}
            ranking: {groups: [镇街], prizes: [{each: quarter, rank: 1, amount: 25万}]}
            """)
        {
            Facts = "id,kind,unit,occurred_on,recorded_at,enterprise,leader" + facts,
            Through = "2023-06-30",
        };

        string.Join(' ', scheme.Score().Prizes!.Select(one => $"{one.Period} {one.Unit} {one.Rank}"))
            .Should().Be(prizes);
    }

    [Theory]
    [InlineData("肇新鼎招考〔2023〕27号", null)]
    [InlineData("2023年第三次会议纪要", null)]
    [InlineData(" ", "document-missing")]
    [InlineData("通报", "document-wrong")]
    public void A_document_number_names_a_document(string document, string? refusal)
    {
        DocumentNumber.Wrong(document, "通报")?.Code.Should().Be(refusal);
        (DocumentNumber.Wrong(document, "通报") is null).Should().Be(refusal is null);
    }

    private static Bulletin Draft(GateDesk desk, Week week) => Gate.Examine(desk.Gathered(week)).Draft!.Bulletin;

    private static IEnumerable<string> Places(Bulletin one) => one.Groups.SelectMany(group => group.Rows)
        .Select(row => $"{row.Unit} {row.WeekRank} {row.YearRank} {row.PreviousYearRank}");
}
