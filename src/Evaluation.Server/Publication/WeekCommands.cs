using Evaluation.Office.Balances;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Closes a week.</summary>
/// <param name="By">Who closes it.</param>
/// <param name="Early">
/// The document by which it is closed before the moment that the rules state; null for none.
/// </param>
[For(Roles.Closer)]
public sealed record CloseWeek(Signature By, Week Week, string? Early = null);

/// <summary>Decides with which week the evaluation begins.</summary>
[For(Roles.Committee)]
public sealed record BeginWeeks(Signature By, Week Week, string Document);

/// <summary>Leaves an undecided claim for later.</summary>
[For(Roles.Closer)]
public sealed record CarryOver(Signature By, ClaimCarriedOver CarriedOver);

/// <summary>Decides on closing.</summary>
public static class CloseWeekHandler
{
    /// <summary>Closes the week.</summary>
    public static async Task<Outcome> Handle(
        CloseWeek command, IDocumentSession session, RuleSets ruleSets, Replay replay, CancellationToken ct)
    {
        var rules = await ruleSets.OfAsync(session, ct);
        if (Snapshot.Frame(rules, command.Week) is not { } edition)
        {
            return Outcome.Refused(
                new Refusal(
                    "no-edition", $"{command.Week}没有施行中的考评办法。", "week",
                    "请先采纳覆盖该周的办法，或核对周次。"));
        }

        var closing = new WeekClosed(command.Week, edition.Calendar.CutOffFor(command.Week), command.By.Account)
        {
            Closer = command.By.Person,
        };
        (string, DateTimeOffset)? early = string.IsNullOrWhiteSpace(command.Early) ? null
            : (command.Early, edition.Calendar.ReportDueFor(command.Week));
        var before = await session.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct);
        if (before?.First is not null)
        {
            return await CloseAsync(null);
        }

        // Only the first closing asks what was there before it.
        var known = await replay.AtAsync(session.TenantId, long.MaxValue, ct);
        var begun = before?.Begun is null ? FirstWeek.Following(known, rules, closing) : null;
        var outcome = await CloseAsync(begun);
        var district = (begun is null ? known.District : known.District.Evolve(begun)!).Evolve(closing)!;
        return !outcome.IsAccepted ? outcome : outcome with
        {
            Remarks = FirstWeek.Remarks(known with { District = district }, rules, command.Week),
        };

        Task<Outcome> CloseAsync(WeeksBegun? following) => session.DecideAsync<ClosedWeeks>(
            command.By, ClosedWeeks.Stream,
            closed => WeekDecider.Close(closed, closing, command.By.At, following, early), null, ct);
    }
}

/// <summary>Decides on the beginning.</summary>
public static class BeginWeeksHandler
{
    /// <summary>Begins with the week.</summary>
    public static async Task<Outcome> Handle(
        BeginWeeks command, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        var rules = await ruleSets.OfAsync(session, ct);
        var closed = await session.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct);
        var first = closed?.First is { } week
            ? await session.StateAsync<WeekFile>(WeekFile.StreamOf(week), ct) : null;
        var opened = (await session.StateAsync<OpenedBalances>(OpenedBalances.Stream, ct))?.Last.ToOpening();
        return await session.DecideAsync<ClosedWeeks>(
            command.By, ClosedWeeks.Stream,
            known => BeginningDecider.Begin(
                known, first, rules, new WeeksBegun(command.Week, command.Document, command.By.Account), opened?.Day),
            null, ct);
    }
}

/// <summary>Decides on carrying over.</summary>
public static class CarryOverHandler
{
    /// <summary>Carries the claim over.</summary>
    public static async Task<Outcome> Handle(CarryOver command, IDocumentSession session, CancellationToken ct)
    {
        var carried = command.CarriedOver;
        var closed = await session.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct);
        var claim = await session.StateAsync<Claim>(Claim.StreamOf(carried.Claim), ct);
        return await session.DecideAsync<WeekFile>(
            command.By, WeekFile.StreamOf(carried.Week),
            week => WeekDecider.CarryOver(closed?.Of(carried.Week), week, carried, claim is { Undecided: true }),
            null, ct);
    }
}
