using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Appeals;

/// <summary>A ruling as it would be stored.</summary>
/// <param name="Ruling">The ruling with what it changes.</param>
/// <param name="Interested">Who may not rule.</param>
/// <param name="Seen">What it looked at.</param>
internal sealed record SupposedRuling(
    AppealRuled Ruling, ReadyRemedy Remedy, Interested Interested, StateCache.Reader Seen);

/// <summary>Works out what a ruling would do, without writing anything.</summary>
/// <param name="replay">The fold of the events.</param>
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
            command.By.At, appeal.Lodged.Week, [])
        {
            Ruler = command.By.Person,
        };
        if (AppealDecider.Rule(appeal, ruling, interested).Refusal is { } no)
        {
            return no;
        }

        var seen = states.At(session);
        var loader = new ClaimLoader(seen, ruleSets);
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
            interested, seen);
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

    // By the signatures, which corrections had before they named who made them.
    private static IEnumerable<string> Authors(RecordedEvent e) => e.Fact switch
    {
        ClaimReported reported => new[] { e.Account, reported.Behind }.OfType<string>(),
        ClaimCorrected corrected => new[] { e.Account, corrected.Behind }.OfType<string>(),
        _ => [],
    };

    private async Task<Interested> InterestedAsync(Appeal appeal, IDocumentSession session, CancellationToken ct)
    {
        var file = await session.StateAsync<WeekFile>(WeekFile.StreamOf(appeal.Lodged.Week), ct);
        var handled = appeal.Lodged.About.Concerned() is { } claim
            ? await events.OfStreamAsync(session.TenantId, Claim.StreamOf(claim), ct)
            : [];
        var deciders = handled
            .Where(e => ClaimDecider.Decides(e.Fact) || (e.Fact is ClaimCorrected or ClaimReturned && e.Unit is null))
            .Select(e => e.Account ?? "");
        return new Interested(
            [.. deciders.Distinct()], [.. file?.Issues.Select(issue => issue.SealedBy) ?? []],
            [.. handled.SelectMany(Authors).Distinct()]);
    }
}
