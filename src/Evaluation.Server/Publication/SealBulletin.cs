using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Seals and publishes the bulletin of a week or a period.</summary>
/// <param name="By">Who seals: neither who closed the week nor who confirmed the draft.</param>
/// <param name="Term">The week or the period.</param>
/// <param name="Document">
/// The document number; without one the rulebook's pattern for weeks is filled in. A period must have one.
/// </param>
/// <param name="Digest">The digest of the draft that was seen, whole or as shown.</param>
[For(Roles.Sealer)]
public sealed record SealBulletin(Signature By, Term Term, string? Document, string? Digest);

/// <summary>Decides on sealing.</summary>
public static class SealBulletinHandler
{
    /// <summary>
    /// Seals the bulletin if the gate is open; one event holds the record, and the bytes are stored beside it.
    /// </summary>
    public static async Task<Outcome> Handle(
        SealBulletin command, IDocumentSession session, GateReader gate, CancellationToken ct)
    {
        var term = command.Term;
        var report = await gate.ExamineAsync(session, term, ct);
        if (WeekDecider.MaySeal(report.Closed, report.Week, term, command.By.Account) is { } refusal)
        {
            return Outcome.Refused(refusal);
        }

        if (!report.Open || report.Draft is not { } draft)
        {
            return Outcome.Refused(report.RefusalOf("签发", term));
        }

        if (GateDecider.Unseen(command.Digest, draft.Digest) is { } unseen)
        {
            return Outcome.Refused(unseen);
        }

        if (GateDecider.Undocumented(term, command.Document) is { } undocumented)
        {
            return Outcome.Refused(undocumented);
        }

        var sealing = await StoreAsync(command, session, report, draft);
        return await session.DecideAsync<WeekFile>(
            command.By, term.Stream,
            week => term.Decided(GateDecider.Seal(report.Closed, week, report.Week, sealing, term)), null, ct);
    }

    // The bytes of all papers and their heading, stored with the event that is returned.
    private static async Task<BulletinSealed> StoreAsync(
        SealBulletin command, IDocumentSession session, GateReport report, BulletinDraft draft)
    {
        var (term, closed) = (command.Term, report.Closed!);
        var bulletin = draft.Sealed(command.Document, command.By);
        var made = await BulletinBytes.OfAsync(bulletin);
        var open = draft.SealedPublic(command.Document, command.By) is { } one
            ? await BulletinBytes.OfAsync(one) : null;
        var papers = draft.Papers == PaperScope.Public ? null : draft.Papers;
        session.Insert(made);
        if (open is not null)
        {
            session.Insert(open);
        }

        if (term.Period is null)
        {
            session.Insert(IssueTurn.After(report.Now.District));
        }

        session.Insert(new BulletinHeading(
            made.Id, bulletin.Title, bulletin.Document, DateOnly.FromDateTime(bulletin.SealedAt.DateTime))
        {
            Papers = papers,
        });
        return new BulletinSealed(
            term.Week, bulletin.Number, bulletin.Document, bulletin.Position, bulletin.Editions, bulletin.SealedAt,
            closed.ClosedBy, command.By.Account, made.Record, made.RecordSha256, made.PageSha256, made.TableSha256)
        {
            Closer = closed.Closer,
            Sealer = command.By.Person,
            Papers = papers,
            Public = open?.AsCopy(),
        };
    }
}
