using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>
/// Puts a claim's facts right. Fields that are not named keep their values; an empty text removes one.
/// </summary>
[For(Roles.Reporter, Roles.Verifier)]
public sealed record CorrectClaim(
    Signature By, string Claim, DateOnly? OccurredOn, IReadOnlyDictionary<string, string> Changes,
    IReadOnlyList<Share>? Shares, string Reason, long? Version)
{
    /// <summary>Further files that prove it, whose contents are kept.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];
}

/// <summary>
/// Decides on correction: a unit corrects its own returned or waiting claim, the office also a verified one.
/// </summary>
public static class CorrectClaimHandler
{
    /// <summary>Corrects the claim.</summary>
    public static async Task<Outcome> Handle(
        CorrectClaim command, IDocumentSession session, RuleSets ruleSets, StateCache states, RemarkReader remarks,
        CancellationToken ct)
    {
        var stream = Claim.StreamOf(command.Claim);
        if (await session.StateAsync<Claim>(stream, ct) is not { } before)
        {
            return Outcome.Refused(ClaimDecider.Unknown(command.Claim));
        }

        // Before the content, whose faults would tell what the claim is.
        if (ClaimAccess.NotOwn(before, command.By) is { } foreign)
        {
            return Outcome.Refused(foreign);
        }

        var reader = states.At(session);
        var loader = new ClaimLoader(reader, ruleSets);
        var prepared = await ClaimDecisions.PrepareAsync(command, before, loader, ct);
        if (!prepared.TryGet(out var correction, out var refusal))
        {
            return Outcome.Refused(refusal);
        }

        await reader.KeepAsync(session, RosterFold.Stream, ct);
        var ground = await remarks.GroundAsync(reader, ct);
        var outcome = await session.DecideAsync<Claim>(
            command.By, stream, claim => Decide(command.By, claim, correction, command.Files), command.Version, ct);
        return await remarks.RemarkAsync(
            outcome, session.TenantId, Claim.Evolve(before, correction.Correction), ground, ct);
    }

    private static Decision Decide(
        Signature by, Claim? claim, LoadedCorrection correction, IReadOnlyList<EvidenceFile> files) =>
        ClaimAccess.Own(claim, by)
        ?? (claim?.Status == ClaimStatus.Verified && by.Unit is not null ? ClaimAccess.OfficeOnly() : null)
        ?? correction.Decide(claim, files);
}
