using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>Takes a firm's file into another file of the same firm, as which it counts from then on.</summary>
[For(Roles.Verifier, Roles.Closer)]
public sealed record MergeFirms(Signature By, FirmMerged Merger, long? Version);

/// <summary>Takes such a merger back.</summary>
[For(Roles.Verifier, Roles.Closer)]
public sealed record UndoMerge(Signature By, FirmMergeUndone Undone, long? Version);

/// <summary>Decides on both files at once, so that two mergers cannot lead in a circle.</summary>
public static class MergeFirmsHandler
{
    /// <summary>Merges the files.</summary>
    public static async Task<Outcome> Handle(MergeFirms command, IDocumentSession session, CancellationToken ct)
    {
        var merger = command.Merger;
        return merger.Enterprise == merger.Into
            ? Outcome.Refused(FirmDecider.Merge(null, null, merger).Refusal!)
            : await session.DecideAsync<Firm, Firm>(
                command.By, new Subject(Firm.StreamOf(merger.Enterprise), command.Version),
                new Subject(Firm.StreamOf(merger.Into)),
                (firm, into) => (FirmDecider.Merge(firm, into, merger), Decision.Accept()), ct);
    }
}

/// <summary>Decides on the undoing.</summary>
public static class UndoMergeHandler
{
    /// <summary>Undoes the merger.</summary>
    public static Task<Outcome> Handle(UndoMerge command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Firm>(
            command.By, Firm.StreamOf(command.Undone.Enterprise),
            firm => FirmDecider.UndoMerge(firm, command.Undone), command.Version, ct);
}
