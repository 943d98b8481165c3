using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// A bulletin that was sealed while names were told apart by code points stays what it is, and the next one corrects.
/// </summary>
public sealed class NamesThenTests
{
    private static readonly RulebookText Noted = Usual with
    {
        Kinds = "note: {label: 事项, fields: {name: {label: 名称, type: text, required: true}}, same: [name]}",
        Clauses = "- {id: note, text: 每项1分, unit: 分, each: note, gives: 1, cap: none}",
    };

    private static readonly GateDesk Desk =
        Of(Adopted(Noted), Closed).And(Note("N1", "ABC公司")).And(Note("N2", "ＡＢＣ　公司"));

    [Fact]
    public void A_sealed_week_is_counted_as_it_was_and_the_next_bulletin_corrects_it()
    {
        var input = Desk.Gathered(Tenth);
        var sealedThen = Drafted(input with { Now = input.Now.ByCodePoint() });
        var sealedNow = Drafted(input);

        (Points(sealedThen), Points(sealedNow)).Should().Be((2m, 1m));
        NamesThen.AsSealed(input.Now, Tenth, BulletinFiles.Record(sealedNow)).Should().BeSameAs(input.Now);
        var before = NamesThen.AsSealed(input.Now, Tenth, BulletinFiles.Record(sealedThen));
        before.Rules.ByCodePoint.Should().BeTrue();
        new Baselines(before).Differences(input.Now.Scores, Tenth.Next)
            .Select(one => (one.Unit, one.After!.Fact, one.Before!.Points, one.After.Points, one.After.Reason))
            .Should().Equal((Sample.Kengkou, "N2", 1m, 0m, Reason.Repeated));
    }

    [Fact]
    public void A_recount_finds_the_rule_under_which_an_issue_was_sealed()
    {
        var input = Desk.Gathered(Tenth);
        var known = new Dictionary<long, Scored> { [1] = input.Now, [input.Now.Known.Position] = input.Now };

        var ways = NamesThen.Ways(known, input.Now.Known.Position).ToList();

        ways.Select(way => (
            way.Values.Count(scored => scored.Rules.ByCodePoint),
            way.Values.Count(scored => scored.Rules.YearsByFirstDay)))
            .Should().Equal((2, 0), (1, 0), (0, 2), (0, 1), (2, 2), (1, 1));
        ways[1][input.Now.Known.Position].Should().BeSameAs(input.Now);
        Points(Drafted(input with { Now = ways[0][input.Now.Known.Position] })).Should().Be(2m);
        Gate.Examine(input with { Now = input.Now.ByCodePoint() }).Checks
            .Single(check => check.Code == "second-count").Findings
            .Should().BeEmpty("both counts know the rule of then");
    }

    // Rules from 2 January 2022, a Sunday: their first week begins in 2021, and so did its ranking once.
    [Fact]
    public void A_first_week_that_was_sealed_in_the_year_before_is_counted_as_it_was()
    {
        var first = Sample.WeekOf("2021-12-27");
        var desk = Of(Adopted(Usual with { From = "2022-01-02", To = "2022-12-31" }))
            .And(Visit("V1", "2022-01-02"), Verified("V1"))
            .And(new WeekClosed(first, Sample.At("2022-01-04 18:00"), "wu.closer"));
        var input = desk.Gathered(first);
        var sealedThen = Drafted(input with { Now = input.Now.ByFirstDay() });

        (Points(sealedThen), Points(Drafted(input))).Should().Be((0m, 0.5m));
        NamesThen.AsSealed(input.Now, first, BulletinFiles.Record(sealedThen)).Rules.YearsByFirstDay.Should().BeTrue();
        Gate.Examine(input with { Now = input.Now.ByFirstDay() }).Checks.Concat(Gate.Examine(input).Checks)
            .Where(check => check.Code == "second-count").SelectMany(check => check.Findings)
            .Should().BeEmpty("both counts know both rules");
    }

    private static object[] Note(string claim, string name) =>
    [
        Visit(claim, "2023-03-08") with
        {
            Kind = "note", Facts = new Dictionary<string, Value> { ["name"] = Value.Of(name) },
        },
        Verified(claim),
    ];

    private static Bulletin Drafted(GateInput input) => Gate.Examine(input).Draft!.Bulletin;

    private static decimal Points(Bulletin bulletin) =>
        bulletin.Groups.SelectMany(group => group.Rows).Single(row => row.Unit == Sample.Kengkou).YearPoints;
}
