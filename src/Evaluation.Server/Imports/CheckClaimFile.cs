using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Imports;

/// <summary>Has a file of claims checked; nothing of it is stored in the log.</summary>
/// <param name="By">Who; a unit's rows are the unit's own.</param>
/// <param name="File">The file's name.</param>
/// <param name="Content">The whole file: a workbook (.xlsx) or text.</param>
/// <param name="Kind">The kind of rows that name none; null when each must name one.</param>
/// <param name="HoldsPast">Whether it may hold other times, other persons and verifications.</param>
[For(Roles.Reporter, Roles.Verifier, Roles.Committee)]
public sealed record CheckClaimFile(Signature By, string File, byte[] Content, string? Kind, bool HoldsPast);

/// <summary>Keeps the file and begins.</summary>
public static class CheckClaimFileHandler
{
    /// <summary>The outcome's stream is the number of the check.</summary>
    public static Task<Outcome> Handle(
        CheckClaimFile command, IDocumentSession session, UploadDesk desk, CancellationToken ct) =>
        desk.CheckAsync(session.TenantId, command, ct);
}
