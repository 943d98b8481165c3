using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Appeals;

/// <summary>Lodges an appeal (提出申诉).</summary>
[For(Roles.Reporter)]
public sealed record LodgeAppeal(
    Signature By, string Appeal, string Unit, Week Week, About About, string Reason, IReadOnlyList<string> Evidence);

/// <summary>Notes what a unit said when it was heard (听取陈述).</summary>
[For(Roles.Committee)]
public sealed record HearAppeal(Signature By, AppealHeard Hearing, long? Version);

/// <summary>Takes an appeal back.</summary>
[For(Roles.Reporter)]
public sealed record WithdrawAppeal(Signature By, AppealWithdrawn Withdrawn, long? Version);

/// <summary>
/// Decides on lodging. Appeals about one line meet in the stream of that line, so that only one is taken.
/// </summary>
public static class LodgeAppealHandler
{
    /// <summary>Lodges the appeal.</summary>
    public static async Task<Outcome> Handle(
        LodgeAppeal command, IDocumentSession session, EventReader events, RuleSets ruleSets, CancellationToken ct)
    {
        if (Names.Check(command.Appeal, "appeal") is { } unnamed)
        {
            return Outcome.Refused(unnamed);
        }

        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var days = await session.StateAsync<WorkingDays>(WorkingDays.Stream, ct) ?? WorkingDays.None;
        var week = await session.StateAsync<WeekFile>(WeekFile.StreamOf(command.Week), ct);
        var sealing = week?.InForce;
        var rules = await ruleSets.OfAsync(session, ct);
        var within = Snapshot.Frame(rules, command.Week)?.AppealDays ?? Rulebook.UsualAppealDays;
        var last = AppealDecider.LastDay(founded!.DayOf(sealing?.SealedAt ?? command.By.At), within, days);
        var lodging = new AppealLodged(
            command.Appeal, command.Unit, command.Week, command.About, command.Reason, command.Evidence, command.By.At,
            command.By.Account, last)
        {
            Lodger = command.By.Person,
            Behind = command.By.Behind,
        };
        var found = week?.Sealed is not null && await FoundAsync(lodging, week, session, events, ct);

        var writing = new UnitOfWork(session, command.By);
        var matter = await writing.HoldAsync<MatterTaken>(MatterTaken.StreamOf(lodging), null, ct);
        var appeal = await writing.HoldAsync<Appeal>(Appeal.StreamOf(command.Appeal), null, ct);
        var earlier = matter.State is { } taken
            ? await session.StateAsync<Appeal>(Appeal.StreamOf(taken.Appeal), ct)
            : null;
        var known = new MatterKnown(
            command.By.Unit, sealing, found, founded.DayOf(command.By.At), earlier, within);
        return await writing.SaveAsync(
            appeal,
            () => [(appeal, AppealDecider.Lodge(appeal.State, lodging, known)),
                (matter, Decision.Accept(new MatterTaken(command.Appeal)))],
            ct);
    }

    private static async Task<bool> FoundAsync(
        AppealLodged lodging, WeekFile week, IDocumentSession session, EventReader events, CancellationToken ct)
    {
        if (lodging.About.Claim is not { } claim)
        {
            return PublishedLine.Find(week, lodging.Unit, lodging.About) is not null;
        }

        var previous = await session.StateAsync<WeekFile>(WeekFile.StreamOf(lodging.Week.Previous), ct);
        var before = previous?.Sealed?.Position ?? 0;
        return (await session.StateAsync<Claim>(Claim.StreamOf(claim), ct))?.Unit == lodging.Unit
            && (await events.OfStreamAsync(session.TenantId, Claim.StreamOf(claim), ct)).Any(
                e => e.Position > before && e.Position <= week.Sealed!.Position && ClaimDecider.Decides(e.Fact));
    }
}

/// <summary>Decides on hearings.</summary>
public static class HearAppealHandler
{
    /// <summary>Notes the hearing.</summary>
    public static Task<Outcome> Handle(HearAppeal command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Appeal>(
            command.By, Appeal.StreamOf(command.Hearing.Appeal), appeal => AppealDecider.Hear(appeal, command.Hearing),
            command.Version, ct);
}

/// <summary>Decides on withdrawal.</summary>
public static class WithdrawAppealHandler
{
    /// <summary>Withdraws the appeal.</summary>
    public static Task<Outcome> Handle(WithdrawAppeal command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<Appeal>(
            command.By, Appeal.StreamOf(command.Withdrawn.Appeal),
            appeal => AppealDecider.Withdraw(appeal, command.Withdrawn, command.By.Unit), command.Version, ct);
}
