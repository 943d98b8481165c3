using Evaluation.Office.Tests.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Units;

/// <summary>Units become one, or one becomes several, from a day on.</summary>
public sealed class SuccessionTests
{
    private const string Document = "肇编〔2023〕8号";
    private const string Reason = "行政区划调整";

    private static readonly DateOnly July = Sample.Day("2023-07-01");

    private static readonly UnitsMerged Merged = new(
        [Sample.Kengkou, Sample.Fenghuang], "坑凤街道", "坑凤街道办事处", "镇街", "镇街", July, Document, Reason);

    private static readonly UnitsMerged Joined = new(
        [Sample.Fenghuang], Sample.Kengkou, null, null, null, July, Document, Reason);

    private static readonly UnitSplit Divided = new(
        Sample.Kengkou,
        [new SplitPart("东街道", "东街道办事处", "镇街", "镇街", 0.6m),
            new SplitPart("西街道", "西街道办事处", "镇街", "镇街", 0.4m)],
        July, Document, Reason);

    private static Case<Roster> Units => new Case<Roster>(RosterFold.Evolve).Given(TestOffice.Units);

    [Fact]
    public void Two_units_become_a_new_one_in_the_place_of_the_first()
    {
        Units.When(roster => SuccessionDecider.Merge(roster!, Merged)).Then(Merged);
        var roster = Of(Merged);

        roster.On(July.AddDays(-1)).Select(term => term.Unit).Should()
            .Equal(Sample.Kengkou, Sample.Fenghuang, Sample.Bureau);
        roster.On(July).Select(term => term.Unit).Should().Equal("坑凤街道", Sample.Bureau);
        roster.Successions.Should().ContainSingle().Which.From.Should().Equal(Sample.Kengkou, Sample.Fenghuang);
        roster.SucceededOn(Sample.Kengkou).Should().Be(July);
    }

    [Fact]
    public void A_unit_joins_a_standing_one()
    {
        Units.When(roster => SuccessionDecider.Merge(roster!, Joined)).Then(Joined);
        var roster = Of(Joined);

        roster.On(July).Select(term => term.Unit).Should().Equal(Sample.Kengkou, Sample.Bureau);
        roster.On(Sample.Kengkou, July)!.From.Should().Be(Sample.Day("2022-01-01"));
    }

    [Fact]
    public void A_unit_becomes_two()
    {
        Units.When(roster => SuccessionDecider.Split(roster!, Divided)).Then(Divided);

        Of(Divided).On(July).Select(term => term.Unit).Should()
            .Equal("东街道", "西街道", Sample.Fenghuang, Sample.Bureau);
    }

    [Fact]
    public void A_merger_that_cannot_be_is_refused()
    {
        Refused(Merged with { Units = [Sample.Kengkou, "无名镇"] }, "unknown-unit");
        Refused(Merged with { Units = [Sample.Kengkou] }, "too-few-units");
        Refused(Merged with { Units = [Sample.Kengkou, Sample.Kengkou] }, "too-few-units");
        Refused(Joined with { Units = [] }, "too-few-units");
        Refused(Joined with { Units = [Sample.Kengkou] }, "merges-into-itself");
        Refused(Joined with { Into = "无名镇" }, "unknown-unit");
        Refused(Merged with { From = Sample.Day("2022-01-01") }, "ends-before-start");
        Refused(Merged with { Into = Sample.Bureau }, "unit-name-used");
        Refused(Merged with { Group = "" }, "group-missing");
        Refused(Merged with { Kind = "" }, "kind-missing");
        Refused(Merged with { Name = "" }, "name-missing");
        Refused(Merged with { Document = " " }, "document-missing");
        Refused(Merged with { Reason = "" }, "reason-missing");
        Units.Given(new UnitLeft(Sample.Fenghuang, Sample.Day("2023-05-31")))
            .When(roster => SuccessionDecider.Merge(roster!, Merged)).Refused("unit-ended");
        Units.Given(new UnitLeft(Sample.Kengkou, Sample.Day("2023-05-31")))
            .When(roster => SuccessionDecider.Merge(roster!, Joined)).Refused("unit-ended");
        Units.Given(Merged).When(roster => SuccessionDecider.Merge(roster!, Merged)).Refused("repeated");
    }

    [Fact]
    public void A_split_that_cannot_be_is_refused()
    {
        Refused(Divided with { Unit = "无名镇" }, "unknown-unit");
        Refused(Divided with { Into = [Divided.Into[0]] }, "too-few-units");
        Refused(Divided with { Into = [Divided.Into[0], Divided.Into[0]] }, "unit-name-used");
        Refused(Divided with { Into = [Divided.Into[0], Divided.Into[1] with { Unit = Sample.Bureau }] },
            "unit-name-used");
        Refused(Divided with { Into = [Divided.Into[0], Divided.Into[1] with { Share = 0.5m }] }, "shares-wrong");
        Refused(Divided with { Into = [Divided.Into[0] with { Share = 1.5m }, Divided.Into[1] with { Share = -0.5m }] },
            "shares-wrong");
        Refused(Divided with { Into = [Divided.Into[0], Divided.Into[1] with { Group = "" }] }, "group-missing");
        Refused(Divided with { From = Sample.Day("2021-12-31") }, "ends-before-start");
        Refused(Divided with { Document = "" }, "document-missing");
        Units.Given(Merged).When(roster => SuccessionDecider.Split(roster!, Divided)).Refused("unit-ended");
        Units.Given(Divided).When(roster => SuccessionDecider.Split(roster!, Divided)).Refused("repeated");
    }

    private static Roster Of(object @event) =>
        TestOffice.Units.Append(@event).Aggregate(Roster.Empty, RosterFold.Evolve);

    private static void Refused(UnitsMerged request, string code) =>
        Units.When(roster => SuccessionDecider.Merge(roster!, request)).Refused(code);

    private static void Refused(UnitSplit request, string code) =>
        Units.When(roster => SuccessionDecider.Split(roster!, request)).Refused(code);
}
