using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Claims;

/// <summary>A trip and its visits are reported together, or not at all and with everything that is wrong.</summary>
public sealed class TripTests
{
    private static readonly ClaimReported Trip = new(
        "T1", Sample.Kengkou, BuiltInKinds.Trip, Sample.Day("2023-03-10"),
        new Dictionary<string, Value> { ["departed_on"] = Value.Of("2023-03-07") }, [], [],
        Sample.At("2023-03-12 09:00"), "li.reporter");

    private static readonly ClaimSurroundings Known = new(Sample.Roster, Sample.Day("2023-03-20"), [], null);

    [Fact]
    public void A_trip_and_its_visits_are_accepted_together()
    {
        var decisions = TripDecider.Report(Part(Trip), [Visit(0, "2023-03-07"), Visit(1, "2023-03-10")]);

        decisions.Should().HaveCount(3).And.OnlyContain(one => one.Refusal == null && one.Events.Count == 1);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_at_its_place()
    {
        var unread = new Refusal("field-missing", "没有填写日期。", "occurred_on", "请填写。");
        var decisions = TripDecider.Report(
            Part(Trip with { OccurredOn = Sample.Day("2023-03-21") }),
            [
                Visit(0, "2023-03-06"), Visit(1, "2023-03-08"), new TripPart(null, null, null, unread),
                Visit(3, "2023-03-09", ("enterprise", "无名企业")),
            ]);

        decisions[0].Refusal!.All.Select(one => (one.Code, one.Where)).Should().Equal(
            ("in-the-future", "occurred_on"), ("outside-the-trip", "visits[0].occurred_on"),
            ("field-missing", "visits[2].occurred_on"), ("unknown-enterprise", "visits[3].enterprise"));
        decisions[0].Events.Should().BeEmpty();
    }

    [Fact]
    public void Visits_of_a_trip_that_cannot_be_read_are_judged_by_themselves()
    {
        var unread = new Refusal("field-missing", "没有填写返回日期。", "occurred_on", "请填写。");
        var decisions = TripDecider.Report(
            new TripPart(null, null, null, unread), [Visit(0, "2023-03-01"), Visit(1, "2023-03-22")]);

        decisions[0].Refusal!.All.Select(one => (one.Code, one.Where)).Should().Equal(
            ("field-missing", "occurred_on"), ("in-the-future", "visits[1].occurred_on"));
    }

    [Fact]
    public void What_is_on_record_already_is_repeated_in_all_its_parts()
    {
        var visit = Visit(0, "2023-03-08");
        var decisions = TripDecider.Report(
            Part(Trip) with { Standing = Claim.Evolve(null, Trip) },
            [visit with { Standing = Claim.Evolve(null, visit.Request!) }]);

        decisions[0].Refusal!.All.Should().HaveCount(2).And.OnlyContain(one => one.Kind == RefusalKind.Repeated);
    }

    [Fact]
    public void A_visit_that_is_new_comes_to_what_is_on_record_already()
    {
        var (old, added) = (Visit(0, "2023-03-08"), Visit(1, "2023-03-09"));
        var decisions = TripDecider.Report(
            Part(Trip) with { Standing = Claim.Evolve(null, Trip) },
            [old with { Standing = Claim.Evolve(null, old.Request!) }, added]);

        decisions.Should().OnlyContain(one => one.Refusal == null);
        decisions.SelectMany(one => one.Events).Should().Equal([added.Request!]);
    }

    [Fact]
    public void A_claim_is_called_by_its_day_its_kind_and_what_it_is_about()
    {
        var names = new Dictionary<string, string> { ["甲"] = "甲有限公司" };
        ClaimTitle.Of(Claim.Evolve(null, Visit(0, "2023-03-08").Request!), KindSet.BuiltIn, names).Should()
            .Be("3月8日外出拜访企业：甲有限公司");
        ClaimTitle.Of(Claim.Evolve(null, Trip), KindSet.BuiltIn, names).Should().Be("3月10日外出招商批次");
    }

    private static TripPart Part(ClaimReported request) => new(null, request, Known);

    private static TripPart Visit(int index, string day, params (string Field, string Name)[] missing) => new(
        null,
        Trip with
        {
            Claim = $"T1-{index + 1}",
            Kind = BuiltInKinds.Visit,
            OccurredOn = Sample.Day(day),
            Facts = new Dictionary<string, Value> { ["enterprise"] = Value.Of("甲"), ["trip"] = Value.Of("T1") },
        },
        Known with { Missing = [("trip", "T1"), .. missing] });
}
