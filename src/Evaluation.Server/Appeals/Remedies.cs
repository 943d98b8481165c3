using Evaluation.Office.Adjustments;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Appeals;

/// <summary>The decisions on a remedy by claim, project and adjustment; empty where it touches nothing.</summary>
internal sealed record RemedyDecisions(Decision Claim, Decision Project, Decision Adjustment)
{
    private static readonly Decision Nothing = Decision.Accept();

    /// <summary>A decision on the claim alone.</summary>
    public static RemedyDecisions OnClaim(Decision claim) => new(claim, Nothing, Nothing);

    /// <summary>Decisions on the claim and its project.</summary>
    public static RemedyDecisions OnClaim(CreditDecisions decided) => new(decided.Claim, decided.Project, Nothing);

    /// <summary>An adjustment.</summary>
    public static RemedyDecisions Adjusting(Decision adjustment) => new(Nothing, Nothing, adjustment);

    /// <summary>Nothing is put right.</summary>
    public static readonly RemedyDecisions None = new(Nothing, Nothing, Nothing);

    /// <summary>Everything that would happen.</summary>
    public IReadOnlyList<object> Events => [.. Claim.Events, .. Project.Events, .. Adjustment.Events];

    /// <summary>
    /// Why it cannot be. Something already in place is no success for a ruling, which must change it.
    /// </summary>
    public Refusal? Refusal => (Claim.Refusal ?? Project.Refusal ?? Adjustment.Refusal) is not { } refusal ? null
        : refusal.Kind != RefusalKind.Repeated ? refusal
        : new Refusal(
            "remedy-without-effect", $"这样纠正不会改变任何内容：{refusal.What}", "remedy", "请核对纠正的方式和内容。");
}

/// <summary>
/// A remedy made ready: the streams that it touches, and what their deciders say to the states found there.
/// </summary>
/// <param name="Claim">The claim's stream; null when no claim is touched.</param>
/// <param name="Project">The stream of the claim's project; null when none is touched.</param>
/// <param name="Adjustment">The stream of the adjustment; null when there is none.</param>
/// <param name="Decide">Decides on the three states.</param>
internal sealed record ReadyRemedy(
    string? Claim, string? Project, string? Adjustment, Func<Claim?, Project?, Adjustment?, RemedyDecisions> Decide)
{
    /// <summary>A dismissal changes nothing.</summary>
    public static readonly ReadyRemedy None = new(null, null, null, (_, _, _) => RemedyDecisions.None);

    /// <summary>Decides on the present states, without holding them.</summary>
    public async Task<RemedyDecisions> SupposeAsync(IDocumentSession session, CancellationToken ct) => Decide(
        Claim is null ? null : await session.StateAsync<Claim>(Claim, ct),
        Project is null ? null : await session.StateAsync<Project>(Project, ct),
        Adjustment is null ? null : await session.StateAsync<Adjustment>(Adjustment, ct));
}

/// <summary>Makes remedies ready. Each goes through the decider that anybody else's request would go through.</summary>
internal static class Remedies
{
    /// <summary>The remedy of a ruling.</summary>
    public static async Task<Result<ReadyRemedy>> ReadyAsync(
        RuleAppeal ruling, Appeal appeal, IDocumentSession session, ClaimLoader loader, CancellationToken ct)
    {
        if (ruling.Remedy is not { } remedy)
        {
            return ReadyRemedy.None;
        }

        if (remedy.Kind == RemedyKind.Adjust)
        {
            return await AdjustingAsync(ruling, remedy, appeal, session, loader, ct);
        }

        var id = appeal.Lodged.About.Concerned() ?? "";
        var stream = Claim.StreamOf(id);
        if (await session.StateAsync<Claim>(stream, ct) is not { } claim)
        {
            return ClaimDecider.Unknown(id);
        }

        var project = BuiltInKinds.OfProject(claim.Kind) ? Project.StreamOf(claim.Text("project")) : null;
        switch (remedy.Kind)
        {
            case RemedyKind.Correct:
                var correction = new CorrectClaim(
                    ruling.By, id, remedy.OccurredOn, remedy.Changes, null, ruling.Reason, null);
                return (await ClaimDecisions.PrepareAsync(correction, claim, loader, ct)).Then<ReadyRemedy>(
                    loaded => new ReadyRemedy(
                        stream, null, null, (found, _, _) => RemedyDecisions.OnClaim(loaded.Decide(found))));
            case RemedyKind.Reverse:
                var reversal = new ClaimReversed(id, ruling.Reason, ruling.Document);
                return new ReadyRemedy(
                    stream, project, null,
                    (found, held, _) => RemedyDecisions.OnClaim(ClaimCredit.Reverse(found, reversal, held)));
            default:
                var file = await loader.FileAsync(claim, ct);
                return new ReadyRemedy(
                    stream, project, null,
                    (found, held, _) => RemedyDecisions.OnClaim(ClaimCredit.Restore(
                        found, id, file with { Project = held }, ruling.Reason, ruling.Document)));
        }
    }

    // It counts on the last day of the week appealed against, so that the next bulletin lists it as a correction.
    private static async Task<ReadyRemedy> AdjustingAsync(
        RuleAppeal ruling, Remedy remedy, Appeal appeal, IDocumentSession session, ClaimLoader loader,
        CancellationToken ct)
    {
        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var roster = await loader.RosterAsync(ct);
        var adjustment = new AdjustmentDecided(
            $"申诉-{appeal.Id}", appeal.Lodged.Unit, remedy.Points, founded!.DayOf(ruling.By.At),
            appeal.Lodged.Week.End, ruling.Document, ruling.Reason);
        return new ReadyRemedy(
            null, null, Adjustment.StreamOf(adjustment.Adjustment),
            (_, _, found) => RemedyDecisions.Adjusting(AdjustmentDecider.Decide(found, adjustment, roster)));
    }
}
