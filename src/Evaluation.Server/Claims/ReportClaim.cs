using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
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
    IReadOnlyDictionary<string, string> Facts, IReadOnlyList<Share> Shares, IReadOnlyList<string> Evidence)
{
    /// <summary>The files that prove it, whose contents are kept.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];
}

/// <summary>Decides on reporting.</summary>
public static class ReportClaimHandler
{
    /// <summary>Reports the claim.</summary>
    public static async Task<Outcome> Handle(
        ReportClaim command, IDocumentSession session, RuleSets ruleSets, StateCache states, RemarkReader remarks,
        CancellationToken ct)
    {
        if (OwnUnit.Check(command.By, command.Unit, "填报") is { } foreign)
        {
            return Outcome.Refused(foreign);
        }

        var reader = states.At(session);
        var loader = new ClaimLoader(reader, ruleSets);
        if (!(await ClaimDecisions.ReadAsync(command, loader, ct)).TryGet(out var written, out var refusal))
        {
            return Outcome.Refused(refusal);
        }

        // One read for all of them, that of the claim too, and of the rules for the remarks.
        var stream = Claim.StreamOf(command.Claim);
        await reader.SeeAsync([stream, Editions.Stream, .. ClaimLoader.Streams(written)], ct);
        var context = await loader.ContextAsync(written, command.By.At, ct);
        await reader.KeepAsync(session, RosterFold.Stream, ct);
        var ground = await remarks.GroundAsync(reader, ct);
        var reported = ClaimDecisions.Reported(command, context);
        var outcome = await reader.HasAsync(stream, ct)
            ? await session.DecideAsync<Claim>(
                command.By, stream, claim => ClaimDecider.Report(claim, reported, context.Known, command.Files), null,
                ct)
            : await session.BeginAsync<Claim>(
                command.By, stream, ClaimDecider.Report(null, reported, context.Known, command.Files), ct);
        return await remarks.RemarkAsync(outcome, session.TenantId, Claim.Evolve(null, reported), ground, ct);
    }
}
