using Evaluation.Core.Ledger;
using Evaluation.Core.Publication;
using Evaluation.Core.Weeks;
using Evaluation.Core.Words;
using Evaluation.Server.Ledger;
using Evaluation.Server.Store;
using Evaluation.Server.Web;
using Evaluation.Server.Web.Pages;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>
/// Seals and publishes a week's bulletin. Without a document number the rulebook's pattern is filled in.
/// </summary>
public sealed record SealBulletin(Signature By, Week Week, string? Document);

/// <summary>Decides on sealing.</summary>
public static class SealBulletinHandler
{
    /// <summary>
    /// Seals the bulletin if the gate is open; one event holds the record, and the bytes are stored beside it.
    /// </summary>
    public static async Task<Outcome> Handle(
        SealBulletin command, IDocumentSession session, Gate gate, RuleSets ruleSets, CancellationToken ct)
    {
        var report = await gate.ExamineAsync(session, command.Week, ct);
        if (WeekDecider.MaySeal(report.Closed, report.Week, command.Week, command.By.Account) is { } refusal)
        {
            return Outcome.Refused(refusal);
        }

        if (!report.Open)
        {
            var findings = report.Checks.SelectMany(check => check.Findings).ToList();
            return Outcome.Refused(new Refusal(
                "gate-closed", $"签发条件未满足，共{findings.Count}项：{string.Join("", findings.Take(5))}",
                States.Week(command.Week), "请逐项处理，或将未决事项写明理由结转后再签发。"));
        }

        var bulletin = BulletinMaker.Make(report.Before, report.Now, Frame(command, report, ruleSets));
        var made = await BulletinBytes.OfAsync(bulletin);
        var happened = new BulletinSealed(
            command.Week, bulletin.Number, bulletin.Document, bulletin.Position, bulletin.Editions, bulletin.SealedAt,
            bulletin.ClosedBy, bulletin.SealedBy, made.Record, made.RecordSha256, made.PageSha256, made.TableSha256);
        session.Insert(made);
        session.Insert(IssueTurn.After(report.Now.District));
        session.Insert(new BulletinHeading(
            made.Id, bulletin.Title, bulletin.Document, DateOnly.FromDateTime(bulletin.SealedAt.DateTime)));
        return await session.DecideAsync<WeekFile>(
            command.By, States.Week(command.Week),
            week => WeekDecider.MaySeal(report.Closed, week, command.Week, command.By.Account) is { } late
                ? late
                : Decision.Accept(happened),
            null, ct);
    }

    private static SealingFrame Frame(SealBulletin command, GateReport report, RuleSets ruleSets)
    {
        var edition = Snapshot.Frame(ruleSets.Of(report.Now.District.Editions), command.Week)!;
        var year = edition.Calendar.YearOf(command.Week);
        var number = report.Now.District.Sealings.Count(sealing => edition.Calendar.YearOf(sealing.Week) == year) + 1;
        var document = string.IsNullOrWhiteSpace(command.Document)
            ? Patterns.Fill(edition.Bulletin.Document, year, command.Week, number)
            : command.Document;
        return new SealingFrame(
            command.Week, number, document, report.Closed!.CutOff.ToOffset(edition.Calendar.Offset),
            Second(command.By.At).ToOffset(edition.Calendar.Offset), report.Closed.ClosedBy, command.By.Account);
    }

    // What is printed is what is stored: whole seconds.
    internal static DateTimeOffset Second(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

/// <summary>Turns a bulletin into its bytes; sealing and recount share it.</summary>
public static class BulletinBytes
{
    /// <summary>The record, page and table of a bulletin with their hashes.</summary>
    public static async Task<SealedBulletin> OfAsync(Bulletin bulletin)
    {
        var (record, table) = (BulletinFiles.Record(bulletin), BulletinFiles.Table(bulletin));
        var page = await PageRenderer.RenderAsync<BulletinPage>((nameof(BulletinPage.Bulletin), bulletin));
        return new SealedBulletin(
            SealedBulletin.IdOf(bulletin.Week, bulletin.Issue?.Number ?? 1), record, page, table, BulletinFiles.Sha256(record), BulletinFiles.Sha256(page),
            BulletinFiles.Sha256(table));
    }
}
