using System.Globalization;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Appeals;

/// <summary>The pages on which appeals are lodged, listed and decided.</summary>
public static class AppealPages
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/appeals", (AppealPageMaker page, CancellationToken ct) => page.ListAsync(ct)).OnlyMembers();
        pages.MapGet("/appeals/{appeal}", (string appeal, AppealPageMaker page, CancellationToken ct) =>
            page.ShowAsync(appeal, null, null, null, ct)).OnlyMembers();
        pages.MapGet("/lodge-appeal", (HttpRequest request, AppealPageMaker page, CancellationToken ct) =>
            page.FormAsync(NewNumber(), Typed(request.Query), null, ct)).Only(Roles.Reporter);
        pages.MapPost("/lodge-appeal", ([FromForm] IFormCollection form, AppealPageMaker page, CancellationToken ct) =>
            page.LodgeAsync(Typed(form), ct)).Only(Roles.Reporter);
        pages.MapPost("/appeals/{appeal}/hear",
            (string appeal, [FromForm] string? note, AppealPageMaker page, RequestContext edge, CancellationToken ct) =>
                page.AskAsync(appeal, new HearAppeal(edge.Sign(), new AppealHeard(appeal, note ?? ""), null), null, ct))
            .Only(Roles.Committee);
        pages.MapPost("/appeals/{appeal}/withdraw",
            (string appeal, [FromForm] string? reason, AppealPageMaker page, RequestContext edge, CancellationToken ct) => page.AskAsync(
                appeal, new WithdrawAppeal(edge.Sign(), new AppealWithdrawn(appeal, reason ?? ""), null), null, ct))
            .Only(Roles.Reporter);
        pages.MapPost("/appeals/{appeal}/rule",
            (string appeal, [FromForm] IFormCollection form, AppealPageMaker page, CancellationToken ct) =>
                page.RuleAsync(appeal, Typed(form), ct)).Only(Roles.Committee);
        pages.MapPost("/appeals/{appeal}/consequences",
            (string appeal, [FromForm] IFormCollection form, AppealPageMaker page, CancellationToken ct) =>
                page.SupposeAsync(appeal, Typed(form), ct)).Only(Roles.Committee);
    }

    // The form's number is made when the form is shown, so that sending it twice is recognised as a repeat.
    private static string NewNumber() => $"S-{Guid.CreateVersion7():N}"[..20];

    private static Dictionary<string, string> Typed(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
}

/// <summary>Makes the pages.</summary>
public sealed class AppealPageMaker(
    RequestContext edge, AppealReader reader, Rulings rulings, BoardReader board, RuleSets ruleSets, PageFrames frames,
    IDocumentStore store, IHttpContextAccessor http)
{
    /// <summary>The appeals that the viewer may read, the newest first.</summary>
    public async Task<IResult> ListAsync(CancellationToken ct)
    {
        var file = await FileAsync(ct);
        var appeals = await reader.AllAsync(edge.District, ct);
        return await PageResults.PageAsync<AppealsPage, AppealsView>(new AppealsView(
            await FrameAsync(ct),
            [.. appeals.Where(appeal => AppealReader.MayRead(edge.Actor, appeal)).Reverse().Select(one => Row(one, file))],
            edge.Actor.Role == Roles.Reporter));
    }

    /// <summary>An appeal, with what a form held and why it was refused.</summary>
    public async Task<IResult> ShowAsync(
        string appeal, Refusal? refusal, IReadOnlyDictionary<string, string>? typed, AppealRuled? supposed,
        CancellationToken ct)
    {
        if (await reader.OneAsync(edge.District, appeal, ct) is not { } found)
        {
            return Answers.Problem(AppealDecider.Unknown(appeal));
        }

        if (!AppealReader.MayRead(edge.Actor, found.Appeal))
        {
            return Answers.Problem(Answers.NotAllowed);
        }

        var (file, one) = (await FileAsync(ct), found.Appeal);
        return await PageResults.PageAsync<AppealPage, AppealView>(
            new AppealView(
                await FrameAsync(ct), Row(one, file), one.Lodged.LodgedBy, one.Lodged.Evidence, found.Line,
                found.Claim is { } claim ? Tell(claim, file, await board.NamesAsync(edge.District, ct)) : null,
                [.. found.Events.Select(e => new EventReferenceView(
                    e.Stream, e.Position, e.Name, EventLabels.Of(e.Name), e.Account ?? "", Local(e.At, file)))],
                one.Hearings,
                one.Ruling is { } ruling
                    ? new RulingView(
                        ruling.Upheld, ruling.Remedy is { } kind ? AppealDecider.Label(kind) : null, ruling.Reason,
                        ruling.Document, Changes(ruling, file))
                    {
                        IssueFirst = LateCheck.AfterRuling(file, ruleSets.Of(file.Editions), one.Lodged.Week),
                    }
                    : null,
                one.WithdrawnFor)
            {
                MayRule = one.Open && edge.Actor.Role == Roles.Committee,
                MayWithdraw = one.Open && edge.Actor.Role == Roles.Reporter && edge.Actor.Unit == one.Lodged.Unit,
                OfClaim = one.Lodged.About.Concerned() is not null,
                Typed = typed ?? new Dictionary<string, string>(),
                Supposed = supposed is null ? null : Changes(supposed, file),
                Refusal = refusal,
            },
            refusal is null ? StatusCodes.Status200OK : Answers.StatusOf(refusal));
    }

    /// <summary>The form for a new appeal.</summary>
    public async Task<IResult> FormAsync(
        string appeal, IReadOnlyDictionary<string, string> typed, Refusal? refusal, CancellationToken ct)
    {
        var frame = await FrameAsync(ct);

        // Who appeals about a claim means, as a rule, the bulletin that was sealed last.
        var filled = new Dictionary<string, string>(typed, StringComparer.Ordinal);
        var file = await FileAsync(ct);
        if (!filled.ContainsKey("week") && file.Sealings.LastOrDefault() is { } last)
        {
            filled["week"] = last.Week.Id;
        }

        var within = file.Founded is { } founded && Week.Parse(filled.GetValueOrDefault("week", ""), founded.WeekStarts) is { } week
            ? Snapshot.Frame(ruleSets.Of(file.Editions), week)?.AppealDays
            : null;
        return await PageResults.PageAsync<LodgePage, LodgeView>(
            new LodgeView(
                frame, frame.Viewer?.Unit ?? "", appeal, filled, refusal, within ?? Rulebook.UsualAppealDays),
            refusal is null ? StatusCodes.Status200OK : Answers.StatusOf(refusal));
    }

    /// <summary>Lodges what the form says.</summary>
    public async Task<IResult> LodgeAsync(IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        var appeal = typed.GetValueOrDefault("appeal", "");
        if (!(await edge.WeekAsync(typed.GetValueOrDefault("week", ""), ct)).TryGet(out var named, out var refusal))
        {
            return await FormAsync(appeal, typed, refusal, ct);
        }

        var evidence = typed.GetValueOrDefault("evidence", "")
            .Split(['、', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var about = AppealEndpoints.AboutOf(
            typed.GetValueOrDefault("clause"), typed.GetValueOrDefault("fact"), typed.GetValueOrDefault("claim"));
        var outcome = await edge.AskAsync(
            new LodgeAppeal(
                edge.Sign(), appeal, edge.Actor.Unit ?? "", named, about, typed.GetValueOrDefault("reason", ""), evidence), ct);
        return outcome.Refusal is { } no
            ? await FormAsync(appeal, typed, no, ct)
            : Results.LocalRedirect(Links.Appeal(edge.District, appeal));
    }

    /// <summary>Takes a step and shows the appeal again.</summary>
    public async Task<IResult> AskAsync(
        string appeal, object command, IReadOnlyDictionary<string, string>? typed, CancellationToken ct)
    {
        var outcome = await edge.AskAsync(command, ct);
        return outcome.Refusal is { } refusal
            ? await ShowAsync(appeal, refusal, typed, null, ct)
            : Results.LocalRedirect(Links.Appeal(edge.District, appeal));
    }

    /// <summary>Rules as the form says.</summary>
    public async Task<IResult> RuleAsync(string appeal, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        var dismissed = typed.GetValueOrDefault("remedy") == AppealWords.Dismiss;
        var (remedy, refusal) = dismissed ? (null, null) : RemedyOf(typed);
        return refusal is not null ? await ShowAsync(appeal, refusal, typed, null, ct) : await AskAsync(
            appeal,
            new RuleAppeal(
                edge.Sign(), appeal, !dismissed, typed.GetValueOrDefault("reason", ""),
                typed.GetValueOrDefault("document", ""), remedy, null),
            typed, ct);
    }

    /// <summary>Shows what the remedy in the form would change.</summary>
    public async Task<IResult> SupposeAsync(
        string appeal, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        var (remedy, refusal) = typed.GetValueOrDefault("remedy") == AppealWords.Dismiss ? (null, null) : RemedyOf(typed);
        if (remedy is null)
        {
            refusal ??= new Refusal("remedy-missing", "没有选择如何纠正。", "remedy", "驳回申诉不改变任何得分，无需试算。");
            return await ShowAsync(appeal, refusal, typed, null, ct);
        }

        await using var session = store.LightweightSession(edge.District);
        var (supposed, impossible) = await rulings.ConsequencesAsync(edge.Sign(), appeal, remedy, session, ct);
        return await ShowAsync(appeal, impossible, typed, supposed, ct);
    }

    private static (Remedy? Remedy, Refusal? Refusal) RemedyOf(IReadOnlyDictionary<string, string> typed)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (typed.GetValueOrDefault("remedy", "") is not { Length: > 0 } kind)
        {
            return (null, null);
        }

        var points = 0m;
        if (typed.GetValueOrDefault("points", "").Trim() is { Length: > 0 } text
            && !decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out points))
        {
            return (null, new Refusal("field-wrong", $"“{text}”不是分值。", "points", "请填写数字，例如 -1.5。"));
        }

        var facts = typed.GetValueOrDefault("changes", "")
            .Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        return facts.Find(pair => pair.Length < 2) is { } wrong
            ? (null, new Refusal("field-wrong", $"“{wrong[0]}”中没有“=”。", "changes", "请写成 字段=内容。"))
            : AppealEndpoints.RemedyOf(new RemedyBody(
                kind, null, facts.DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]), points));
    }

    private Task<FrameView> FrameAsync(CancellationToken ct) => frames.OfAsync(http.HttpContext!, edge.District, ct);

    private async Task<DistrictFile> FileAsync(CancellationToken ct) =>
        (await board.DistrictAsync(edge.District, ct))?.File ?? DistrictFile.Empty;

    private ChangesView Changes(AppealRuled ruling, DistrictFile file) => new(
        ruling.Week.Id, Snapshot.Frame(ruleSets.Of(file.Editions), ruling.Week)?.Bulletin.Decimals ?? 2,
        [.. ruling.Changes.Select(change => change with { Unit = NameOf(change.Unit, ruling.Week, file) })]);

    private string Tell(Claim claim, DistrictFile file, IReadOnlyDictionary<string, string> names)
    {
        var entry = new LedgerEntry(claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, 1m, claim.Facts, 0, null);
        var reason = claim.Reason.Length > 0 ? $"，理由：{claim.Reason}" : "";
        return $"事项{claim.Id}，{Print.Day(claim.OccurredOn)}，"
            + $"{Sentences.About(entry.ToFact(), claim.Id, names, ruleSets.Of(file.Editions))}。现为{ClaimDecider.Label(claim.Status)}{reason}。";
    }

    private static AppealRowView Row(Appeal appeal, DistrictFile file) => new(
        appeal.Id, NameOf(appeal.Lodged.Unit, appeal.Lodged.Week, file), appeal.Lodged.Week.Id,
        appeal.Lodged.About.ToString(), appeal.Status, appeal.Lodged.Reason, Local(appeal.Lodged.LodgedAt, file),
        appeal.Lodged.LastDay);

    private static string NameOf(string unit, Week week, DistrictFile file) => file.Roster.On(unit, week.End)?.Name ?? unit;

    private static DateTimeOffset Local(DateTimeOffset at, DistrictFile file) =>
        at.ToOffset(file.Founded?.UtcOffset ?? TimeSpan.Zero);
}
