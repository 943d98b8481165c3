using Evaluation.Office.Adjustments;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Appeals;

/// <summary>Rules on an appeal (裁决); an upheld one is put right in the same transaction.</summary>
[For(Roles.Committee)]
public sealed record RuleAppeal(
    Signature By, string Appeal, bool Upheld, string Reason, string Document, Remedy? Remedy, long? Version);

/// <summary>Decides on rulings.</summary>
public static class RuleAppealHandler
{
    /// <summary>Rules, and writes what the remedy does beside the ruling: all or nothing.</summary>
    public static async Task<Outcome> Handle(
        RuleAppeal command, IDocumentSession session, Rulings rulings, CancellationToken ct)
    {
        var result = await rulings.SupposeAsync(command, session, command.By.Account, ct);
        if (!result.TryGet(out var supposed, out var refusal))
        {
            return Outcome.Refused(refusal);
        }

        // In the order of their names.
        var writing = new UnitOfWork(session, command.By);
        var adjustment = await HoldAsync<Adjustment>(writing, supposed.Remedy.Adjustment, ct);
        var appeal = await writing.HoldAsync<Appeal>(Appeal.StreamOf(command.Appeal), command.Version, ct);
        var claim = await HoldAsync<Claim>(writing, supposed.Remedy.Claim, ct);
        var project = await HoldAsync<Project>(writing, supposed.Remedy.Project, ct);
        return await writing.SaveAsync(appeal, Decide, ct);

        IReadOnlyList<(Held, Decision)> Decide()
        {
            var ruled = AppealDecider.Rule(appeal.State, supposed.Ruling, supposed.Interested);
            if (ruled.Refusal is not null)
            {
                return [(appeal, ruled)];
            }

            var remedy = supposed.Remedy.Decide(claim?.State, project?.State, adjustment?.State);
            if (remedy.Refusal is { } no)
            {
                return [(appeal, no)];
            }

            return
            [
                (appeal, ruled), .. With(claim, remedy.Claim), .. With(project, remedy.Project),
                .. With(adjustment, remedy.Adjustment),
            ];
        }
    }

    private static async Task<Held<T>?> HoldAsync<T>(UnitOfWork writing, string? stream, CancellationToken ct)
        where T : class => stream is null ? null : await writing.HoldAsync<T>(stream, null, ct);

    private static IEnumerable<(Held, Decision)> With(Held? held, Decision decision) =>
        held is null ? [] : [(held, decision)];
}

/// <summary>A ruling as it would be stored.</summary>
/// <param name="Ruling">The ruling with what it changes.</param>
/// <param name="Remedy">The remedy.</param>
/// <param name="Interested">Who may not rule.</param>
internal sealed record SupposedRuling(AppealRuled Ruling, ReadyRemedy Remedy, Interested Interested);

/// <summary>Works out what a ruling would do, without writing anything.</summary>
/// <param name="replay">The fold of the events.</param>
/// <param name="events">The log.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class Rulings(Replay replay, EventReader events, RuleSets ruleSets, StateCache states)
{
    private const string Trial = "试算";

    /// <summary>What a remedy would change for all units; who rules does not matter.</summary>
    public async Task<Result<AppealRuled>> ConsequencesAsync(
        Signature by, string appeal, Remedy remedy, IDocumentSession session, CancellationToken ct) =>
        (await SupposeAsync(new RuleAppeal(by, appeal, true, Trial, Trial, remedy, null), session, "", ct))
            .Then<AppealRuled>(supposed => supposed.Ruling);

    internal async Task<Result<SupposedRuling>> SupposeAsync(
        RuleAppeal command, IDocumentSession session, string account, CancellationToken ct)
    {
        if (await session.StateAsync<Appeal>(Appeal.StreamOf(command.Appeal), ct) is not { } appeal)
        {
            return AppealDecider.Unknown(command.Appeal);
        }

        var interested = await InterestedAsync(appeal, session, ct);
        var ruling = new AppealRuled(
            command.Appeal, command.Upheld, command.Reason, command.Document, command.Remedy?.Kind, account,
            command.By.At, appeal.Lodged.Week, []);
        if (AppealDecider.Rule(appeal, ruling, interested).Refusal is { } no)
        {
            return no;
        }

        var loader = new ClaimLoader(states.At(session), ruleSets);
        var remedy = await Remedies.ReadyAsync(command, appeal, session, loader, ct);
        if (!remedy.TryGet(out var ready, out var refusal))
        {
            return refusal;
        }

        var decided = await ready.SupposeAsync(session, ct);
        if (decided.Refusal is { } impossible)
        {
            return impossible;
        }

        return new SupposedRuling(
            decided.Events.Count == 0 ? ruling : await CountAsync(session.TenantId, ruling, decided.Events, ct), ready,
            interested);
    }

    private async Task<AppealRuled> CountAsync(
        string district, AppealRuled ruling, IReadOnlyList<object> supposed, CancellationToken ct)
    {
        var last = await events.LastPositionAsync(district, ct);
        var (now, then) = await replay.SupposeAsync(district, last, supposed, ct);
        var rules = ruleSets.Of(now.District);
        var week = new[] { now, then }
            .Select(known => Ranks.Last(known.District, known.Score(rules).SelectMany(score => score.Sheets)
                .Select(sheet => (Week?)sheet.Week).Max()))
            .Max() ?? ruling.Week;
        return ruling with { Week = week, Changes = Consequences.Of(now, then, rules, week) };
    }

    private async Task<Interested> InterestedAsync(Appeal appeal, IDocumentSession session, CancellationToken ct)
    {
        var file = await session.StateAsync<WeekFile>(WeekFile.StreamOf(appeal.Lodged.Week), ct);
        var handled = appeal.Lodged.About.Concerned() is { } claim
            ? await events.OfStreamAsync(session.TenantId, Claim.StreamOf(claim), ct)
            : [];
        var deciders = handled
            .Where(e => ClaimDecider.Decides(e.Fact) || (e.Fact is ClaimCorrected or ClaimReturned && e.Unit is null))
            .Select(e => e.Account ?? "");
        return new Interested([.. deciders.Distinct()], [.. file?.Issues.Select(issue => issue.SealedBy) ?? []]);
    }
}
