using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.ClaimFiles;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.VerifyQueue;

/// <summary>Makes the queue, and decides what is decided on it.</summary>
public sealed class QueuePageMaker(
    RequestContext request, ClaimListings listings, ClaimDossiers dossiers, CatchUp catchUp, PageFrames frames,
    IHttpContextAccessor http)
{
    private const int Listed = 60;

    /// <summary>The queue at a claim.</summary>
    public Task<IResult> ShowAsync(ClaimListQuery query, QueuePlace place, CancellationToken ct) =>
        ShowAsync(query, place, new Attempt(null, "", []), ct);

    /// <summary>Decides the claim shown and goes on to the one after it.</summary>
    public async Task<IResult> DecideAsync(
        ClaimListQuery query, string claim, FormReading form, CancellationToken ct)
    {
        var verdict = ClaimVerdict.Of(form);
        var here = QueuePlace.Beginning with { Claim = claim };
        var version = RequestContext.VersionIn(form.Text("version"));
        if (verdict.Command(request.Sign(), claim, version) is not { } command)
        {
            return await ShowAsync(
                query, here, new Attempt(FormReading.NotAsked("核验"), verdict.Reason, []), ct);
        }

        if (!(await WaitingAsync(query, ct)).TryGet(out var waiting, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        // Which one comes next is known before: the decision may move others about.
        var next = waiting.After(claim)?.Claim.Id;
        return await request.GoOnAsync(
            command, Address(query).With(QueueView.Shown, next).With("done", claim).ToString(),
            why => RefusedAsync(query, claim, next, why, verdict.Reason, ct), ct);
    }

    private async Task<IResult> RefusedAsync(
        ClaimListQuery query, string claim, string? next, Refusal why, string reason, CancellationToken ct)
    {
        if (why.Kind == RefusalKind.Unknown)
        {
            return Answers.Problem(why);
        }

        if (await IsWaitingAsync(claim, ct))
        {
            return await ShowAsync(
                query, QueuePlace.Beginning with { Claim = claim }, new Attempt(why, reason, []), ct);
        }

        var gone = new Attempt(null, "", [await GoneAsync(claim, why, ct)]) { Status = Answers.StatusOf(why) };
        return await ShowAsync(query, QueuePlace.Beginning with { Claim = next }, gone, ct);
    }

    /// <summary>Decides several claims by one reason, each by itself; says which were not decided and why.</summary>
    public async Task<IResult> DecideSeveralAsync(ClaimListQuery query, FormReading form, CancellationToken ct)
    {
        var (verdict, ids, at) = (ClaimVerdict.Of(form), form.All("id"), form.Filled("at"));
        var here = QueuePlace.Beginning with { Claim = at };
        if (ids.Count == 0 || verdict.Command(request.Sign(), "", null) is null)
        {
            var missing = ids.Count == 0
                ? new Refusal("nothing-chosen", "没有选中事项。", "claim", "请先在左侧勾选要一并办理的事项。")
                : FormReading.NotAsked("核验");
            return await ShowAsync(query, here, new Attempt(missing, verdict.Reason, []) { Several = ids }, ct);
        }

        if (!(await WaitingAsync(query, ct)).TryGet(out var waiting, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        var (done, refused, position) = (new List<string>(), new List<QueueNoteView>(), 0L);
        foreach (var (claim, version) in ids.Select(Chosen))
        {
            if (verdict.Does == ClaimVerdict.Verify && !waiting.IsPlain(claim))
            {
                refused.Add(Note(waiting, claim, "有重点提示或被抽中全面核验，须逐件办理。"));
                continue;
            }

            var outcome = await request.AskAsync(verdict.Command(request.Sign(), claim, version)!, ct);
            if (outcome.Refusal is { } why)
            {
                refused.Add(Note(waiting, claim, why.What + why.Remedy));
                continue;
            }

            done.Add(claim);
            position = Math.Max(position, outcome.Position);
        }

        await catchUp.BrieflyAsync(request.District, position, ct);
        var next = at is not null && !done.Contains(at) ? at : null;
        return refused.Count == 0
            ? Results.LocalRedirect(Address(query).With(QueueView.Shown, next).With("done", done[^1])
                .With("more", Print.Whole(done.Count - 1)).ToString())
            : await ShowAsync(
                query, new QueuePlace(next, done.LastOrDefault(), Print.Whole(done.Count - 1), null),
                new Attempt(null, verdict.Reason, refused)
                {
                    Status = StatusCodes.Status422UnprocessableEntity,
                    Several = ids,
                },
                ct);
    }

    private async Task<IResult> ShowAsync(
        ClaimListQuery query, QueuePlace place, Attempt attempt, CancellationToken ct)
    {
        if (!(await WaitingAsync(query, ct)).TryGet(out var waiting, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        var (known, notes) = (waiting.Known, new List<QueueNoteView>());
        if (place.Done is { } done && known.Book.Find(done) is { } decided)
        {
            var others = int.TryParse(place.More, NumberStyles.None, CultureInfo.InvariantCulture, out var more)
                && more > 0 ? $"等{Print.Whole(more + 1)}件" : "";
            notes.Add(new QueueNoteView(
                done, Title(waiting, decided.Claim),
                $"{others}，现在的状态：{ClaimDecider.Label(decided.Claim.Status)}。", true));
        }

        var index = waiting.PlaceOf(place.Claim);
        if (index < 0 && place.Claim is { } gone && known.Book.Find(gone) is { } elsewhere)
        {
            notes.Add(Note(waiting, gone, Elsewhere(elsewhere.Claim)));
            index = waiting.PlaceOf(waiting.After(gone)?.Claim.Id);
        }

        index = Math.Max(index, 0);
        var view = new QueueView(
            await frames.OfAsync(http.HttpContext!, request.District, ct), Address(query), waiting.InOrder.Count,
            [
                .. waiting.InOrder.Skip(index / Listed * Listed).Take(Listed)
                    .Select(one => Row(waiting, one, place.Pick is not null, attempt.Several ?? [])),
            ],
            waiting.Own)
        {
            Notes = [.. notes, .. attempt.Notes],
            Refusal = attempt.Refusal,
            Typed = attempt.Reason,
            IsSeveral = attempt.Several is not null,
            Usual = known.Book.UsualReasons,
            Units = known.Choices.Units,
            Kinds = known.Choices.Kinds,
        };
        return await PageResults.PageAsync<QueuePage, QueueView>(
            waiting.InOrder.Count == 0 ? view : await AtAsync(view, waiting, index, ct),
            attempt.Status ?? Answers.StatusOf(attempt.Refusal));
    }

    private async Task<QueueView> AtAsync(QueueView view, WaitingClaims waiting, int index, CancellationToken ct)
    {
        var shown = waiting.InOrder[index].Claim;
        var known = waiting.Known;
        var week = known.WeekOf(shown.OccurredOn);
        return view with
        {
            Current = (await dossiers.OfAsync(shown.Id, ct)).TryGet(out var file, out _) ? file : null,
            Place = index + 1,
            Previous = waiting.Before(shown.Id)?.Claim.Id,
            Next = waiting.After(shown.Id)?.Claim.Id,
            Record = UnitRecord.Of(known.Book, shown.Unit, shown.OccurredOn.Year),
            Accuracy = Sampling.AccuracyOf(known.Book, shown.Unit, week),
        };
    }

    private async Task<Result<WaitingClaims>> WaitingAsync(ClaimListQuery query, CancellationToken ct) =>
        (await listings.OfAsync(query with { Status = null, Sort = null, After = null }, ct))
            .TryGet(out var found, out var refusal)
                ? WaitingClaims.Of(found, request.Actor.Account, query.Sort)
                : refusal;

    private async Task<bool> IsWaitingAsync(string claim, CancellationToken ct)
    {
        await using var session = request.Session();
        return await session.StateAsync<Claim>(Claim.StreamOf(claim), ct) is { Status: ClaimStatus.Reported };
    }

    // Somebody else was faster: what became of the claim is said, and that nothing was taken from this form.
    private async Task<QueueNoteView> GoneAsync(string claim, Refusal why, CancellationToken ct) =>
        (await dossiers.OfAsync(claim, ct)).TryGet(out var file, out _)
            ? new QueueNoteView(
                claim, $"{file.UnitName}{file.Title}",
                $"，您的结论没有登记：{file.Steps[0].By}已先办理（{file.Steps[0].Label}），"
                    + $"现在的状态：{ClaimDecider.Label(file.Claim.Status)}。下面是下一件。", false)
            : new QueueNoteView(claim, claim, why.What, false);

    private ListAddress Address(ClaimListQuery query) =>
        (query with { Status = null, After = null }).At(Links.Queue(request.District));

    private static string Title(WaitingClaims waiting, Claim claim) =>
        waiting.Known.UnitName(claim) + waiting.Known.Title(claim);

    private static string Elsewhere(Claim claim) =>
        claim.Status == ClaimStatus.Reported ? "不在所选条件之内，或须由他人核验。下面是下一件。"
        : $"现在的状态：{ClaimDecider.Label(claim.Status)}，不再待核验。下面是下一件。";

    private static QueueNoteView Note(WaitingClaims waiting, string claim, string sentence) => new(
        claim, waiting.Known.Book.Find(claim) is { } one ? Title(waiting, one.Claim) : claim, $"：{sentence}", false);

    private static (string Claim, long? Version) Chosen(string text) =>
        text.Split('.', 2) is [var version, var claim] ? (claim, RequestContext.VersionIn(version)) : (text, 0);

    private static QueueRowView Row(
        WaitingClaims waiting, ClaimHistory one, bool pick, IReadOnlyList<string> chosen)
    {
        var (known, id) = (waiting.Known, one.Claim.Id);
        var open = known.About(id).Where(finding => finding.Open).DistinctBy(finding => finding.Code).ToList();
        var drawn = known.Sample.GetValueOrDefault(id) is { Chosen: true };
        var row = new QueueRowView(
            id, one.Version, known.UnitName(one.Claim), known.KindLabel(one.Claim), known.Subject(one.Claim),
            one.Claim.OccurredOn,
            [
                .. open.Select(finding =>
                    (ClaimFinding.LabelOf(finding.Code), finding.Severity == FindingWeight.High)),
                .. drawn ? [("抽中", false)] : Array.Empty<(string, bool)>(),
            ],
            pick && open.Count == 0 && !drawn);
        return row with { Picked = row.Picked || chosen.Contains(row.Value) };
    }

    private sealed record Attempt(Refusal? Refusal, string Reason, IReadOnlyList<QueueNoteView> Notes)
    {
        public int? Status { get; init; }

        /// <summary>What was chosen to be decided together; null for the decision on one claim.</summary>
        public IReadOnlyList<string>? Several { get; init; }
    }
}
