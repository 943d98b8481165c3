using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Claims;

/// <summary>Sends a claim back to its unit.</summary>
[For(Roles.Verifier)]
public sealed record ReturnClaim(Signature By, ClaimReturned Returned, long? Version);

/// <summary>Refuses a claim.</summary>
[For(Roles.Verifier)]
public sealed record RefuseClaim(Signature By, ClaimRefused Refused, long? Version);

/// <summary>Takes a claim back before it is decided.</summary>
[For(Roles.Reporter)]
public sealed record WithdrawClaim(Signature By, ClaimWithdrawn Withdrawn, long? Version);

/// <summary>Adds files that prove a claim, whose contents are kept, while it waits.</summary>
[For(Roles.Reporter)]
public sealed record AddEvidence(Signature By, string Claim, IReadOnlyList<EvidenceFile> Files, long? Version);

/// <summary>Decides on sending back.</summary>
public static class ReturnClaimHandler
{
    /// <summary>Sends the claim back.</summary>
    public static Task<Outcome> Handle(ReturnClaim command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Claim>(
            command.By, Claim.StreamOf(command.Returned.Claim), claim => ClaimDecider.Return(claim, command.Returned),
            command.Version, ct);
}

/// <summary>Decides on refusing.</summary>
public static class RefuseClaimHandler
{
    /// <summary>Refuses the claim.</summary>
    public static Task<Outcome> Handle(RefuseClaim command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Claim>(
            command.By, Claim.StreamOf(command.Refused.Claim), claim => ClaimDecider.Refuse(claim, command.Refused),
            command.Version, ct);
}

/// <summary>Decides on withdrawal.</summary>
public static class WithdrawClaimHandler
{
    /// <summary>Withdraws the claim.</summary>
    public static Task<Outcome> Handle(WithdrawClaim command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Claim>(
            command.By, Claim.StreamOf(command.Withdrawn.Claim),
            claim => ClaimAccess.Own(claim, command.By) ?? ClaimDecider.Withdraw(claim, command.Withdrawn),
            command.Version, ct);
}

/// <summary>Decides on adding files.</summary>
public static class AddEvidenceHandler
{
    /// <summary>Adds the files.</summary>
    public static Task<Outcome> Handle(AddEvidence command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Claim>(
            command.By, Claim.StreamOf(command.Claim),
            claim => ClaimAccess.Own(claim, command.By) ?? EvidenceDecider.Add(claim, command.Claim, command.Files),
            command.Version, ct);
}
