using Evaluation.Office.Adjustments;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Adjustments;

/// <summary>Records a decision of the committee to give or take points.</summary>
[For(Roles.Committee)]
public sealed record DecideAdjustment(Signature By, AdjustmentDecided Adjustment);

/// <summary>Records a decision of the committee that takes an earlier one back.</summary>
[For(Roles.Committee)]
public sealed record ReverseAdjustment(Signature By, AdjustmentReversed Reversal, long? Version);

/// <summary>Decides on adjustments.</summary>
public static class DecideAdjustmentHandler
{
    /// <summary>Records the adjustment.</summary>
    public static async Task<Outcome> Handle(
        DecideAdjustment command, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        var rules = await ruleSets.OfAsync(session, ct);
        var roster = await session.KeptAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var adjustment = command.Adjustment;
        if ((Names.Check(adjustment.Adjustment, "adjustment")
            ?? AdjustmentDecider.Ahead(adjustment.DecidedOn, DateOnly.FromDateTime(command.By.At.DateTime)))
            is { } refusal)
        {
            return Outcome.Refused(refusal);
        }

        var outcome = await session.DecideAsync<Adjustment>(
            command.By, Adjustment.StreamOf(adjustment.Adjustment),
            before => AdjustmentDecider.Decide(before, adjustment, roster)
                .Unless(AdjustmentDecider.Uncounted(adjustment, rules)),
            null, ct);
        return outcome.Refusal is null && AdjustmentDecider.Waiting(adjustment, rules) is { } waiting
            ? outcome with { Remarks = [.. outcome.Remarks, waiting] }
            : outcome;
    }
}

/// <summary>Decides on reversals.</summary>
public static class ReverseAdjustmentHandler
{
    /// <summary>Records the reversal.</summary>
    public static Task<Outcome> Handle(ReverseAdjustment command, IDocumentSession session, CancellationToken ct) =>
        (Names.Check(command.Reversal.Reversal, "reversal")
            ?? AdjustmentDecider.Ahead(command.Reversal.DecidedOn, DateOnly.FromDateTime(command.By.At.DateTime)))
            is { } refusal
            ? Task.FromResult(Outcome.Refused(refusal))
            : session.DecideAsync<Adjustment>(
                command.By, Adjustment.StreamOf(command.Reversal.Adjustment),
                before => AdjustmentDecider.Reverse(before, command.Reversal), command.Version, ct);
}
