using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Verifies a claim: from now on it counts.</summary>
[For(Roles.Verifier)]
public sealed record VerifyClaim(Signature By, string Claim, string Note, long? Version);

/// <summary>Decides on verification.</summary>
public static class VerifyClaimHandler
{
    /// <summary>Verifies the claim.</summary>
    public static async Task<Outcome> Handle(
        VerifyClaim command, IDocumentSession session, RuleSets ruleSets, StateCache states, CancellationToken ct)
    {
        var reader = states.At(session);
        await reader.KeepAsync(session, RosterFold.Stream, ct);
        return await ClaimCrediting.DecideAsync(
            session, command.By, new Subject(Claim.StreamOf(command.Claim), command.Version),
            new ClaimLoader(reader, ruleSets),
            (claim, file) => ClaimDecisions.Verify(command, claim, file), ct);
    }
}
