using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Approves the open proposal of a week or period and seals the new issue (核准补发).</summary>
[For(Roles.Sealer)]
public sealed record ApproveReissue(Signature By, Term Term);

/// <summary>Decides on approval.</summary>
public static class ApproveReissueHandler
{
    /// <summary>
    /// Seals the issue if its content is still what was previewed; one event holds the record, and the bytes are stored
    /// beside those of the issues before.
    /// </summary>
    public static async Task<Outcome> Handle(
        ApproveReissue command, IDocumentSession session, ReissueDrafts drafts, CancellationToken ct)
    {
        var made = await drafts.OfAsync(session, command.Term, command.By.At, command.By.Called, false, ct);
        if (!made.TryGet(out var draft, out var refusal))
        {
            return Outcome.Refused(refusal);
        }

        if (ReissueDecider.MayApprove(draft.File, command.Term, command.By.Account, draft.Content) is { } unapproved)
        {
            return Outcome.Refused(unapproved);
        }

        var sealedBulletin = await BulletinBytes.OfAsync(draft.Bulletin);
        var open = draft.Public is { } copy ? await BulletinBytes.OfAsync(copy) : null;
        var reissued = Reissued(command.By, draft, sealedBulletin, open);
        session.Insert(sealedBulletin);
        if (open is not null)
        {
            session.Insert(open);
        }

        if (command.Term.Period is null)
        {
            session.Insert(new IssueTurn(draft.Turn));
        }

        session.Store(new BulletinHeading(
            draft.Bulletin.Week, draft.Bulletin.Title, draft.Bulletin.Document,
            DateOnly.FromDateTime(draft.Bulletin.SealedAt.DateTime))
        {
            Issue = reissued.Issue,
            Papers = reissued.Papers,
        });
        var outcome = await session.DecideAsync<WeekFile>(
            command.By, command.Term.Stream,
            week => ReissueDecider.MayApprove(week, command.Term, command.By.Account, draft.Content) is { } late ? late
                : week!.Proposal != draft.File.Proposal ? Outcome.Busy("week").Refusal!
                : command.Term.Decided(Decision.Accept(reissued)),
            null, ct);
        if (outcome.IsAccepted)
        {
            // It is stored; until then some server may still show the issue before.
            await Task.Delay(SealedFiles.Lease, CancellationToken.None);
        }

        return outcome;
    }

    private static BulletinReissued Reissued(
        Signature by, ReissueDraft draft, SealedBulletin made, SealedBulletin? open)
    {
        var (bulletin, proposal) = (draft.Bulletin, draft.File.Proposal!);
        return new BulletinReissued(
            proposal.Week, bulletin.Issue!.Number, proposal.Kind, proposal.Reason, bulletin.Number, bulletin.Document,
            bulletin.Position, bulletin.Editions, bulletin.SealedAt, proposal.ProposedBy, by.Account,
            bulletin.Issue.SupersedesSha256, made.Record, made.RecordSha256, made.PageSha256, made.TableSha256)
        {
            Proposer = proposal.Proposer,
            Sealer = by.Person,
            Papers = draft.File.InForce!.Papers,
            Public = open?.AsCopy(),
        };
    }
}
