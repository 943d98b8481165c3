using System.Globalization;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Appeals;

/// <summary>Makes the pages.</summary>
public sealed class AppealPageMaker(
    RequestContext request, AppealReader reader, Rulings rulings, BoardReader board, RuleSets ruleSets,
    PageFrames frames, PersonNames personNames,
    Databases databases, IHttpContextAccessor http)
{
    /// <summary>The appeals that the viewer may read, the newest first.</summary>
    public async Task<IResult> ListAsync(CancellationToken ct)
    {
        var file = await FileAsync(ct);
        var appeals = await reader.AllAsync(request.District, ct);
        return await PageResults.PageAsync<AppealsPage, AppealsView>(new AppealsView(
            await FrameAsync(ct),
            [.. appeals.Where(appeal => AppealReader.MayRead(request.Actor, appeal)).Reverse()
                .Select(one => Row(one, file))],
            request.May<LodgeAppeal>()));
    }

    /// <summary>An appeal, with what a form held and why it was refused.</summary>
    public async Task<IResult> ShowAsync(
        string appeal, Refusal? refusal, IReadOnlyDictionary<string, string>? typed, AppealRuled? supposed,
        CancellationToken ct)
    {
        if (await reader.OneAsync(request.District, appeal, ct) is not { } found)
        {
            return Answers.Problem(AppealDecider.Unknown(appeal));
        }

        if (!AppealReader.MayRead(request.Actor, found.Appeal))
        {
            return Answers.Problem(Answers.NotAllowed);
        }

        var (file, one) = (await FileAsync(ct), found.Appeal);
        var persons = await personNames.OfAsync(request.District, ct);
        return await PageResults.PageAsync<AppealPage, AppealView>(
            new AppealView(
                await FrameAsync(ct), Row(one, file), persons.Called(one.Lodged.Lodger, one.Lodged.LodgedBy),
                one.Lodged.Evidence, found.Line,
                found.Claim is { } claim ? Sentence(claim, file, await board.NamesAsync(request.District, ct)) : null,
                [.. found.Events.Select(e => new EventReferenceView(
                    e.Stream, e.Position, e.Name, EventLabels.Of(e.Name), persons.Called(e.Person, e.Account),
                    Local(e.At, file)))],
                one.Hearings,
                one.Ruling is { } ruling
                    ? new RulingView(
                        ruling.Upheld, ruling.Remedy is { } kind ? AppealDecider.Label(kind) : null, ruling.Reason,
                        ruling.Document, Changes(ruling, file))
                    {
                        IssueFirst = LateCheck.AfterRuling(file, ruleSets.Of(file), one.Lodged.Week),
                    }
                    : null,
                one.WithdrawnFor)
            {
                MayRule = one.Open && request.May<RuleAppeal>(),
                MayWithdraw = one.Open && request.May<WithdrawAppeal>() && request.Actor.Unit == one.Lodged.Unit,
                OfClaim = one.Lodged.About.Concerned() is not null,
                Typed = typed ?? new Dictionary<string, string>(),
                Supposed = supposed is null ? null : Changes(supposed, file),
                Refusal = refusal,
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>The form for a new appeal.</summary>
    public async Task<IResult> FormAsync(
        string appeal, IReadOnlyDictionary<string, string> typed, Refusal? refusal, CancellationToken ct)
    {
        var frame = await FrameAsync(ct);

        // An appeal about a claim is usually against the last sealed bulletin.
        var filled = new Dictionary<string, string>(typed, StringComparer.Ordinal);
        var file = await FileAsync(ct);
        if (!filled.ContainsKey("week") && file.Sealings.LastOrDefault() is { } last)
        {
            filled["week"] = last.Week.Id;
        }

        var within = file.Founded is { } founded
            && Week.Parse(filled.GetValueOrDefault("week", ""), founded.WeekStarts) is { } week
            ? Snapshot.Frame(ruleSets.Of(file), week)?.AppealDays
            : null;
        return await PageResults.PageAsync<LodgePage, LodgeView>(
            new LodgeView(
                frame, frame.Viewer?.Unit ?? "", appeal, filled, refusal, within ?? Rulebook.UsualAppealDays),
            Answers.StatusOf(refusal));
    }

    /// <summary>Lodges the appeal in the form.</summary>
    public async Task<IResult> LodgeAsync(IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        var appeal = typed.GetValueOrDefault("appeal", "");
        if (!(await request.WeekAsync(typed.GetValueOrDefault("week", ""), ct)).TryGet(out var named, out var refusal))
        {
            return await FormAsync(appeal, typed, refusal, ct);
        }

        var evidence = typed.GetValueOrDefault("evidence", "")
            .Split(['、', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var about = AppealEndpoints.AboutOf(
            typed.GetValueOrDefault("clause"), typed.GetValueOrDefault("fact"), typed.GetValueOrDefault("claim"));
        var outcome = await request.AskAsync(
            new LodgeAppeal(
                request.Sign(), appeal, request.Actor.Unit ?? "", named, about, typed.GetValueOrDefault("reason", ""),
                evidence),
            ct);
        return outcome.Refusal is { } no
            ? await FormAsync(appeal, typed, no, ct)
            : Results.LocalRedirect(Links.Appeal(request.District, appeal));
    }

    /// <summary>Takes a step and shows the appeal again.</summary>
    public async Task<IResult> AskAsync(
        string appeal, object command, IReadOnlyDictionary<string, string>? typed, CancellationToken ct)
    {
        var outcome = await request.AskAsync(command, ct);
        return outcome.Refusal is { } refusal
            ? await ShowAsync(appeal, refusal, typed, null, ct)
            : Results.LocalRedirect(Links.Appeal(request.District, appeal));
    }

    /// <summary>Makes the ruling in the form.</summary>
    public async Task<IResult> RuleAsync(string appeal, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        var remedy = RemedyOf(typed);
        return remedy?.Refusal is { } refusal ? await ShowAsync(appeal, refusal, typed, null, ct) : await AskAsync(
            appeal,
            new RuleAppeal(
                request.Sign(), appeal, typed.GetValueOrDefault("remedy") != AppealWords.Dismiss,
                typed.GetValueOrDefault("reason", ""), typed.GetValueOrDefault("document", ""), remedy?.Value, null),
            typed, ct);
    }

    /// <summary>Shows what the remedy in the form would change.</summary>
    public async Task<IResult> SupposeAsync(
        string appeal, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        var chosen = RemedyOf(typed)
            ?? new Refusal("remedy-missing", "没有选择如何纠正。", "remedy", "驳回申诉不改变任何得分，无需试算。");
        if (!chosen.TryGet(out var remedy, out var refusal))
        {
            return await ShowAsync(appeal, refusal, typed, null, ct);
        }

        await using var session = databases.WriteSession(request.District);
        var result = await rulings.ConsequencesAsync(request.Sign(), appeal, remedy, session, ct);
        return result.TryGet(out var supposed, out refusal)
            ? await ShowAsync(appeal, null, typed, supposed, ct)
            : await ShowAsync(appeal, refusal, typed, null, ct);
    }

    // Null when the form chooses no remedy.
    private static Result<Remedy>? RemedyOf(IReadOnlyDictionary<string, string> typed)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (typed.GetValueOrDefault("remedy", "") is not ({ Length: > 0 } and not AppealWords.Dismiss and var kind))
        {
            return null;
        }

        var points = 0m;
        if (typed.GetValueOrDefault("points", "").Trim() is { Length: > 0 } text
            && !decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out points))
        {
            return new Refusal("field-wrong", $"“{text}”不是分值。", "points", "请填写数字，例如 -1.5。");
        }

        var facts = typed.GetValueOrDefault("changes", "")
            .Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        return facts.Find(pair => pair.Length < 2) is { } wrong
            ? new Refusal("field-wrong", $"“{wrong[0]}”中没有“=”。", "changes", "请写成 字段=内容。")
            : AppealEndpoints.RemedyOf(new RemedyBody(
                kind, null, facts.DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]), points));
    }

    private Task<FrameView> FrameAsync(CancellationToken ct) => frames.OfAsync(http.HttpContext!, request.District, ct);

    private async Task<DistrictFile> FileAsync(CancellationToken ct) =>
        (await board.DistrictAsync(request.District, ct))?.File ?? DistrictFile.Empty;

    private ChangesView Changes(AppealRuled ruling, DistrictFile file) => new(
        ruling.Week.Id,
        Snapshot.Frame(ruleSets.Of(file), ruling.Week) is { } edition ? PrintedPoints.Of(edition) : new(null, 2),
        [.. ruling.Changes.Select(change => change with { Unit = NameOf(change.Unit, ruling.Week, file) })]);

    private string Sentence(Claim claim, DistrictFile file, IReadOnlyDictionary<string, string> names)
    {
        var entry = new LedgerEntry(claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, 1m, claim.Facts, 0, null);
        var reason = claim.Reason.Length > 0 ? $"，理由：{claim.Reason}" : "";
        return $"事项{claim.Id}，{Print.Day(claim.OccurredOn)}，"
            + $"{Sentences.About(entry.ToFact(), claim.Id, names, ruleSets.Of(file))}。"
            + $"现为{ClaimDecider.Label(claim.Status)}{reason}。";
    }

    private static AppealRowView Row(Appeal appeal, DistrictFile file) => new(
        appeal.Id, NameOf(appeal.Lodged.Unit, appeal.Lodged.Week, file), appeal.Lodged.Week.Id,
        appeal.Lodged.About.ToString(), appeal.Status, appeal.Lodged.Reason, Local(appeal.Lodged.LodgedAt, file),
        appeal.Lodged.LastDay);

    private static string NameOf(string unit, Week week, DistrictFile file) =>
        file.Roster.On(unit, week.End)?.Name ?? unit;

    private static DateTimeOffset Local(DateTimeOffset at, DistrictFile file) =>
        at.ToOffset(file.Founded?.UtcOffset ?? TimeSpan.Zero);
}
