using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Reports a claim; the facts are texts as the unit wrote them.</summary>
[For(Roles.Reporter)]
public sealed record ReportClaim(
    Signature By, string Claim, string Unit, string Kind, DateOnly OccurredOn,
    IReadOnlyDictionary<string, string> Facts, IReadOnlyList<Share> Shares, IReadOnlyList<string> Evidence);

/// <summary>Decides on reporting.</summary>
public static class ReportClaimHandler
{
    /// <summary>Reports the claim.</summary>
    public static async Task<Outcome> Handle(
        ReportClaim command, IDocumentSession session, RuleSets ruleSets, StateCache states, CancellationToken ct)
    {
        if (OwnUnit.Check(command.By, command.Unit, "填报") is { } foreign)
        {
            return Outcome.Refused(foreign);
        }

        var reader = states.At(session);
        var loader = new ClaimLoader(reader, ruleSets);
        if (!(await ReadAsync(command, loader, ct)).TryGet(out var written, out var refusal))
        {
            return Outcome.Refused(refusal);
        }

        // One read for all of them, that of the claim too.
        var stream = Claim.StreamOf(command.Claim);
        await reader.SeeAsync([stream, .. ClaimLoader.Streams(written)], ct);
        var context = await loader.ContextAsync(written, command.By.At, ct);
        return await reader.HasAsync(stream, ct)
            ? await session.DecideAsync<Claim>(
                command.By, stream, claim => Decide(command, claim, context), null, ct)
            : await session.BeginAsync<Claim>(command.By, stream, Decide(command, null, context), ct);
    }

    /// <summary>The kind and the typed facts of a report.</summary>
    internal static async Task<Result<ClaimFacts>> ReadAsync(
        ReportClaim command, ClaimLoader loader, CancellationToken ct) =>
        Names.Check(command.Claim, "claim") is { } unnamed
            ? unnamed
            : ClaimFacts.Report(
                await loader.KindsAsync(command.Kind, command.OccurredOn, ct), command.Kind, command.OccurredOn,
                command.Facts);

    /// <summary>Decides on a report.</summary>
    internal static Decision Decide(ReportClaim command, Claim? claim, ClaimContext context)
    {
        var roster = context.Known.Roster;
        return ClaimDecider.Report(
            claim,
            new ClaimReported(
                command.Claim, roster.Listed(command.Unit), command.Kind, command.OccurredOn, context.Facts,
                Share.Listed(command.Shares, roster.Listed), command.Evidence, command.By.At, command.By.Account),
            context.Known);
    }
}
