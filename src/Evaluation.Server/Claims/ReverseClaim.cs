using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Takes a verification back (冲销).</summary>
[For(Roles.Verifier)]
public sealed record ReverseClaim(Signature By, ClaimReversed Reversal, long? Version);

/// <summary>Decides on reversal; a project's credit is taken back with it.</summary>
public static class ReverseClaimHandler
{
    /// <summary>Reverses the claim.</summary>
    public static Task<Outcome> Handle(ReverseClaim command, IDocumentSession session, CancellationToken ct) =>
        ClaimCrediting.DecideAsync(
            session, command.By, new Subject(Claim.StreamOf(command.Reversal.Claim), command.Version), null,
            (claim, file) => ClaimCredit.Reverse(claim, command.Reversal, file.Project), ct);
}
