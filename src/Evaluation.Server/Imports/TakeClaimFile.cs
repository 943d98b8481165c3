using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Imports;

/// <summary>Takes over all of a file that was checked, or nothing.</summary>
/// <param name="By">Who had it checked.</param>
/// <param name="Number">The number of the check.</param>
/// <param name="Digest">The digest of what was found, so that nothing else is stored than was looked at.</param>
/// <param name="HoldsPast">Whether it may hold other times, other persons and verifications.</param>
[For(Roles.Reporter, Roles.Verifier, Roles.Committee)]
public sealed record TakeClaimFile(Signature By, string Number, string Digest, bool HoldsPast);

/// <summary>Begins to take it over.</summary>
public static class TakeClaimFileHandler
{
    /// <summary>The outcome's stream is the number of the check.</summary>
    public static Task<Outcome> Handle(
        TakeClaimFile command, IDocumentSession session, UploadDesk desk, CancellationToken ct) =>
        desk.TakeAsync(session.TenantId, command, ct);
}
