using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Confirms the draft bulletin of a week or a period.</summary>
/// <param name="By">Who confirms.</param>
/// <param name="Term">The week or the period.</param>
/// <param name="Digest">The digest of the draft that was seen, whole or as shown.</param>
[For(Roles.Verifier, Roles.Closer)]
public sealed record ConfirmWeek(Signature By, Term Term, string? Digest)
{
    /// <summary>Confirms the draft unseen: a loaded history does not record what was seen.</summary>
    public bool AsItStands { get; init; }
}

/// <summary>Decides on confirming.</summary>
public static class ConfirmWeekHandler
{
    /// <summary>Confirms the draft when nothing else is missing.</summary>
    public static async Task<Outcome> Handle(
        ConfirmWeek command, IDocumentSession session, GateReader gate, CancellationToken ct)
    {
        var (by, term) = (command.By, command.Term);
        var report = await gate.ExamineAsync(session, term, ct);
        var draft = report.Draft;
        var confirmation = new WeekConfirmed(
            term.Week, by.Account, draft?.InDistrict(by.At) ?? by.At, draft?.Digest ?? "")
        {
            Confirmer = by.Person,
        };
        var seen = command.AsItStands ? confirmation.Digest : command.Digest;
        return await session.DecideAsync<WeekFile>(
            by, term.Stream,
            file => GateDecider.Confirm(report.Closed, file, confirmation, seen, term) is { Refusal: { } refusal }
                ? refusal
                : report.Confirmable ? term.Decided(Decision.Accept(confirmation))
                : report.RefusalOf("确认", term, GateCheck.ConfirmedCode),
            null, ct);
    }
}
