using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Verification;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Verification;

/// <summary>States that two claims which look alike are two matters.</summary>
[For(Roles.Verifier, Roles.Closer)]
public sealed record DistinguishClaims(Signature By, string First, string Second, string Reason);

/// <summary>Decides on it.</summary>
public static class DistinguishClaimsHandler
{
    /// <summary>
    /// States it. The claims are held too, so that none is corrected between the look at it and the statement.
    /// </summary>
    public static async Task<Outcome> Handle(DistinguishClaims command, IDocumentSession session, CancellationToken ct)
    {
        if ((Names.Check(command.First, "first") ?? Names.Check(command.Second, "second")) is { } unnamed)
        {
            return Outcome.Refused(unnamed);
        }

        var pair = ClaimPair.Of(command.First, command.Second);
        var writing = new UnitOfWork(session, command.By);
        var held = await writing.HoldAsync<Distinction>(Distinction.StreamOf(pair), null, ct);
        var first = await writing.HoldAsync<ClaimHistory>(Claim.StreamOf(pair.First), null, ct);
        var second = pair.First == pair.Second
            ? first
            : await writing.HoldAsync<ClaimHistory>(Claim.StreamOf(pair.Second), null, ct);
        return await writing.SaveAsync(
            held,
            () => [(held, DistinctionDecider.Distinguish(
                held.State, pair, first.State, second.State, command.Reason, command.By.Account))],
            ct);
    }
}
