using Evaluation.Office.Adjustments;
using Evaluation.Office.Tests.Decisions;
using Xunit;

namespace Evaluation.Office.Tests.Adjustments;

/// <summary>Decisions of the committee and their reversal.</summary>
public sealed class AdjustmentTests
{
    private static readonly AdjustmentDecided Decided = new(
        "J1", Sample.Kengkou, -2m, Sample.Day("2023-03-06"), Sample.Day("2023-03-06"), "考1号", "虚报");
    private static readonly AdjustmentReversed Reversed = new(
        "J1", "J2", Sample.Day("2023-03-20"), Sample.Day("2023-03-20"), "考2号", "复核");

    private static Case<Adjustment> Adjustments => new(Adjustment.Evolve);

    [Fact]
    public void A_decision_of_the_committee_has_points_document_and_reason()
    {
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided, Sample.Roster)).Then(Decided);
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Points = 0 }, Sample.Roster))
            .Refused("points-zero");
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Points = 1001 }, Sample.Roster))
            .Refused("points-out-of-range");
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Document = " " }, Sample.Roster))
            .Refused("document-missing");
        Adjustments.When(standing => AdjustmentDecider.Decide(standing, Decided with { Reason = "" }, Sample.Roster))
            .Refused("reason-missing");
        Adjustments.When(
            standing => AdjustmentDecider.Decide(standing, Decided with { Unit = "无名镇" }, Sample.Roster))
                .Refused("unknown-unit");
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Decide(standing, Decided, Sample.Roster))
            .Refused("repeated");
        Adjustments.Given(Decided)
            .When(standing =>
                AdjustmentDecider.Decide(
                    standing, Decided with { EffectiveOn = Sample.Day("2023-04-01") }, Sample.Roster))
            .Refused("adjustment-exists");
    }

    [Fact]
    public void A_decision_is_reversed_once_by_another_one()
    {
        Adjustments.Given(Decided).When(standing => AdjustmentDecider.Reverse(standing, Reversed)).Then(Reversed);
        Adjustments.Given(Decided, Reversed).When(standing => AdjustmentDecider.Reverse(standing, Reversed))
            .Refused("repeated");
        Adjustments.Given(Decided, Reversed)
            .When(standing => AdjustmentDecider.Reverse(standing, Reversed with { Reversal = "J3" }))
            .Refused("already-reversed");
        Adjustments.Given(Decided)
            .When(standing => AdjustmentDecider.Reverse(standing, Reversed with { Reversal = "J1" }))
            .Refused("reversal-unnamed");
        Adjustments.Given(Decided)
            .When(standing => AdjustmentDecider.Reverse(standing, Reversed with { Document = "" }))
            .Refused("document-missing");
        Adjustments.Given(Decided)
            .When(standing =>
                AdjustmentDecider.Reverse(standing, Reversed with { EffectiveOn = Sample.Day("2023-03-05") }))
                    .Refused("ends-before-start");
        Adjustments.When(standing => AdjustmentDecider.Reverse(standing, Reversed)).Refused("unknown-adjustment");
    }
}
