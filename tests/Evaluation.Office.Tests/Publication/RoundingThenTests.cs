using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// A bulletin that was sealed before one number decided stays what it is, and so do its week's lines and places; the
/// next one is counted by the number that it prints.
/// </summary>
public sealed class RoundingThenTests
{
    private static readonly RulebookText Graded = Usual with
    {
        From = "2023-03-06",
        Kinds = "quiz: {label: 测, fields: {score: {label: 分, type: decimal}}}",
        Clauses = """
            - {id: quiz, text: 得分, unit: 分, each: quiz, gives: score, cap: none}
            - {id: first, text: 本周第一名5分, unit: 分, each: week, gives: "if(rank(points) = 1, 5, 0)", cap: none}
            """,
        Ranking = "groups: [镇街]\ngrades: [{name: 优秀, from: 5.13}, {name: 合格}]",
    };

    // 0.125 was printed 0.12 behind 0.13, and first was who had more, to the last digit.
    private static readonly Bulletin Then = Drafted(WithNow(Desk.Gathered(Tenth), Tenth.End));

    private static GateDesk Desk => Of(Adopted(Graded), Closed)
        .And(Quiz("Q1", Sample.Kengkou, 0.125m)).And(Quiz("Q2", Sample.Fenghuang, 0.13m));

    [Fact]
    public void What_was_sealed_before_is_counted_to_the_same_bytes()
    {
        Rows(Then).Should().Equal("凤凰镇 1 5.13 优秀", "坑口街道 2 0.12 合格");
        var record = BulletinFiles.Record(Then);
        record.Should().NotContain("ounding").And.NotContain("decided").And.NotContain("roundedBy");
        BulletinFiles.Record(BulletinFiles.Read(record)).Should().Be(record);

        // Nothing but the record says so: the district at its position knows of no such week.
        var input = Desk.Gathered(Tenth);
        var position = input.Now.Known.Position;
        var known = RoundingThen.AsSealed(
            new Dictionary<long, Scored> { [position] = input.Now }, position, (Tenth, BulletinFiles.Read(record)));
        input.Now.Rules.ExactThrough.Should().BeNull();
        BulletinFiles.Record(Drafted(input with { Now = known[position] })).Should().Be(record);
        Gate.Examine(input with { Now = known[position] }).Checks.Single(check => check.Code == "second-count")
            .Findings.Should().BeEmpty();
    }

    [Fact]
    public void The_same_week_would_be_sealed_by_the_number_that_it_prints()
    {
        var now = Drafted(Desk.Gathered(Tenth));

        Rows(now).Should().Equal("坑口街道 1 5.13 优秀", "凤凰镇 1 5.13 优秀");
        now.Rounding.Should().Be(new Precision(2, Rounding.HalfUp));
        now.Rankings.SelectMany(ranking => ranking.Rows, (ranking, row) => $"{row.Unit} {row.Total} {row.Decided}")
            .Should().Equal("坑口街道 5.125 5.13", "凤凰镇 5.13 ", "坑口街道 5.125 5.13", "凤凰镇 5.13 ");
        SealedRecord.SaysRounding(BulletinFiles.Record(now)).Should().BeTrue();
        SealedRecord.SaysRounding(BulletinFiles.Record(Then)).Should().BeFalse();
        SealedRecord.SaysRounding(BulletinFiles.Record(Then with { Notice = "\"rounding\":{" })).Should()
            .BeFalse("a text is no property");
    }

    [Fact]
    public void The_next_week_compares_itself_with_what_was_printed_and_corrects_nothing()
    {
        var input = Desk.And(Sealing(Then), NextClosed).Gathered(Tenth.Next);
        var next = Drafted(input);

        input.Now.Known.District.ExactThrough.Should().Be(Tenth.End);
        next.Corrections.Should().BeEmpty();
        next.Groups.SelectMany(group => group.Rows).Select(row => $"{row.Unit} {row.YearRank} {row.PreviousYearRank}")
            .Should().Equal("凤凰镇 1 1", "坑口街道 2 2");
        Rows(next).Should().Equal("凤凰镇 1 10.13 优秀", "坑口街道 2 5.13 优秀");
        next.Rounding.Should().Be(new Precision(2, Rounding.HalfUp));
        Gate.Examine(input).Checks.Single(check => check.Code == "second-count").Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_stored_district_says_of_each_sealing_how_it_was_counted()
    {
        var file = Desk.And(Sealing(Then)).Gathered(Tenth.Next).Now.Known.District;

        TestOffice.Write(file).Should().NotContain("ounds").And.NotContain("xactThrough");
        file.Evolve(Sealing(Drafted(Desk.Gathered(Tenth))))!.ExactThrough.Should().Be(Tenth.End);
        DistrictFile.Empty.Evolve(Sealing(Drafted(Desk.Gathered(Tenth))))!.ExactThrough.Should().BeNull();
    }

    private static object[] Quiz(string claim, string unit, decimal score) =>
    [
        Visit(claim, "2023-03-08", unit: unit) with
        {
            Kind = "quiz", Facts = new Dictionary<string, Value> { ["score"] = Value.Of(score) },
        },
        Verified(claim, unit),
    ];

    private static BulletinSealed Sealing(Bulletin draft) => new(
        Tenth, draft.Number, draft.Document, draft.Position, draft.Editions, draft.SealedAt, draft.ClosedBy,
        "he.sealer", BulletinFiles.Record(draft), "a", "b", "c");

    private static GateInput WithNow(GateInput input, DateOnly exactThrough) =>
        input with { Now = input.Now.WithExact(exactThrough) };

    private static Bulletin Drafted(GateInput input) => Gate.Examine(input).Draft!.Bulletin;

    private static IEnumerable<string> Rows(Bulletin bulletin) => bulletin.Groups.SelectMany(group => group.Rows)
        .Select(row => $"{row.Unit} {row.YearRank} {PrintedPoints.Of(bulletin).Text(row.YearPoints)} {row.Grade}");
}
