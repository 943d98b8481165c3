using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Confirms a week's draft bulletin.</summary>
/// <param name="By">Who confirms.</param>
/// <param name="Week">The week.</param>
/// <param name="Digest">The digest of the draft that was seen, whole or as shown.</param>
[For(Roles.Verifier, Roles.Closer)]
public sealed record ConfirmWeek(Signature By, Week Week, string? Digest)
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
        var (by, week) = (command.By, command.Week);
        var report = await gate.ExamineAsync(session, week, ct);
        var draft = report.Draft;
        var confirmation = new WeekConfirmed(week, by.Account, draft?.InDistrict(by.At) ?? by.At, draft?.Digest ?? "");
        var seen = command.AsItStands ? confirmation.Digest : command.Digest;
        return await session.DecideAsync<WeekFile>(
            by, WeekFile.StreamOf(week),
            file => GateDecider.Confirm(report.Closed, file, confirmation, seen) is { Refusal: { } refusal } ? refusal
                : report.Confirmable ? Decision.Accept(confirmation)
                : report.RefusalOf("确认", week, GateCheck.ConfirmedCode),
            null, ct);
    }
}
