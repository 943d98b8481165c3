using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Proposes a new issue of a sealed week or period (提出补发).</summary>
[For(Roles.Closer)]
public sealed record ProposeReissue(Signature By, Term Term, IssueKind Kind, string Reason, string Document);

/// <summary>Takes one's own proposal back.</summary>
[For(Roles.Closer)]
public sealed record DropReissue(Signature By, Term Term);

/// <summary>Decides on proposals.</summary>
public static class ProposeReissueHandler
{
    /// <summary>Proposes the issue, with the digest of what it would publish.</summary>
    public static async Task<Outcome> Handle(
        ProposeReissue command, IDocumentSession session, ReissueDrafts drafts, CancellationToken ct)
    {
        var made = await drafts.OfAsync(session, command.Term, command.By.At, command.By.Called, false, ct);
        if (!made.TryGet(out var draft, out var refusal))
        {
            return Outcome.Refused(refusal);
        }

        var proposal = new ReissueProposed(
            command.Term.Week, 0, command.Kind, command.Reason, command.Document, "", command.By.At,
            command.By.Account)
        {
            Proposer = command.By.Person,
        };
        return await session.DecideAsync<WeekFile>(
            command.By, command.Term.Stream,
            week => command.Term.Decided(
                ReissueDecider.Propose(week, proposal, draft.Content, command.Term)), null, ct);
    }
}

/// <summary>Decides on dropping.</summary>
public static class DropReissueHandler
{
    /// <summary>Drops the open proposal.</summary>
    public static Task<Outcome> Handle(DropReissue command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<WeekFile>(
            command.By, command.Term.Stream,
            week => command.Term.Decided(ReissueDecider.Drop(
                week, new ReissueDropped(command.Term.Week, 0, command.By.At, command.By.Account), command.Term)),
            null, ct);
}
