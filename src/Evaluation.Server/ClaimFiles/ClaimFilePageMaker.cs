using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Appeals;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Claims;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Verification;

namespace Evaluation.Server.ClaimFiles;

/// <summary>Makes the page of a claim.</summary>
public sealed class ClaimFilePageMaker(
    RequestContext request, ClaimDossiers dossiers, BoardReader board, RuleSets ruleSets, OfferedNames offered,
    EvidenceIntake intake, EvidenceSettings settings, PageFrames frames, IHttpContextAccessor http)
{
    private static readonly Refusal NoDay = new(
        "field-wrong", "发生日期没有填写或无法识别。", "occurred_on", "请按 年-月-日 填写，例如 2023-03-01。");

    // Everything else in the form is a field of the kind.
    private static readonly string[] AboutTheForm = ["reason", "occurred_on", "version", .. EvidenceIntake.Fields];

    /// <summary>The claim, with what was refused of the last attempt.</summary>
    public async Task<IResult> ShowAsync(string claim, ClaimAttemptView? attempt, bool done, CancellationToken ct) =>
        (await dossiers.OfAsync(claim, ct)).TryGet(out var file, out var refusal)
            ? await PageResults.PageAsync<ClaimFilePage, ClaimFileView>(
                await ViewAsync(file, attempt, ct) with { Done = done }, Answers.StatusOf(attempt?.Refusal))
            : Answers.Problem(refusal);

    /// <summary>Decides the claim as the form says.</summary>
    public async Task<IResult> DecideAsync(string claim, FormReading form, CancellationToken ct)
    {
        var verdict = ClaimVerdict.Of(form);
        var typed = new Dictionary<string, string> { ["reason"] = verdict.Reason };
        var version = RequestContext.VersionIn(form.Text("version"));
        return verdict.Command(request.Sign(), claim, version) is { } command
            ? await DoAsync(claim, "decide", command, typed, ct)
            : await ShowAsync(
                claim, new ClaimAttemptView("decide", FormReading.NotAsked("核验"), typed), false, ct);
    }

    /// <summary>Corrects the claim: only the fields that differ from what it says are named in the command.</summary>
    public async Task<IResult> CorrectAsync(string claim, IFormCollection form, CancellationToken ct)
    {
        var typed = form.Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        await using var session = request.Session();
        if (await session.StateAsync<Claim>(Claim.StreamOf(claim), ct) is not { } standing)
        {
            return Answers.Problem(ClaimDecider.Unknown(claim));
        }

        if (ClaimAccess.NotOwn(standing, request.Sign()) is { } foreign)
        {
            return Answers.Problem(foreign);
        }

        var taken = await intake.TakeAsync(form, ct);
        if (Rulebooks.Words.Typed.Day(typed["occurred_on"]) is not { } day)
        {
            return await ShowAsync(
                claim,
                new ClaimAttemptView(
                    "correct", Refusal.Of(new[] { NoDay, taken.Refusal }.OfType<Refusal>())!, typed)
                {
                    Sent = taken.Sent,
                },
                false, ct);
        }

        var rules = await ruleSets.OfAsync(session, ct);
        var fields = rules.KindsOn(standing.OccurredOn).PrintedFieldsOf(standing.Kind);
        var changes = typed.Where(pair => !AboutTheForm.Contains(pair.Key)
                && fields.FirstOrDefault(field => field.Name == pair.Key) is var field
                && (field is null || ClaimWords.Typed(field, standing) != pair.Value))
            .ToDictionary(StringComparer.Ordinal);
        return await DoAsync(
            claim, "correct",
            new CorrectClaim(
                request.Sign(), claim, day, changes, null, typed["reason"], RequestContext.VersionIn(typed["version"]))
            {
                Files = taken.Files,
            },
            typed, ct, taken);
    }

    /// <summary>Adds the files of the form.</summary>
    public async Task<IResult> AddFilesAsync(string claim, IFormCollection form, CancellationToken ct)
    {
        await using var session = request.Session();
        if (await session.StateAsync<Claim>(Claim.StreamOf(claim), ct) is not { } standing)
        {
            return Answers.Problem(ClaimDecider.Unknown(claim));
        }

        // Before anything is kept for somebody else's claim.
        if (ClaimAccess.NotOwn(standing, request.Sign()) is { } foreign)
        {
            return Answers.Problem(foreign);
        }

        var taken = await intake.TakeAsync(form, ct);
        var version = RequestContext.VersionIn(form["version"].ToString());
        return await DoAsync(
            claim, "evidence", new AddEvidence(request.Sign(), claim, taken.Files, version), [], ct, taken);
    }

    /// <summary>Does something with the claim and shows what became of it.</summary>
    public Task<IResult> DoAsync(
        string claim, string step, object command, Dictionary<string, string> typed, CancellationToken ct,
        TakenFiles? taken = null)
    {
        return taken?.Refusal is { } unkept
            ? RefusedAsync(unkept)
            : request.GoOnAsync(
                command, $"{Links.Claim(request.District, claim)}?done=yes", RefusedAsync, ct);

        Task<IResult> RefusedAsync(Refusal refusal) => ShowAsync(
            claim, new ClaimAttemptView(step, refusal, typed) { Sent = taken?.Sent ?? [] }, false, ct);
    }

    private async Task<ClaimFileView> ViewAsync(ClaimDossier file, ClaimAttemptView? attempt, CancellationToken ct)
    {
        var (claim, actor) = (file.Claim, request.Actor);
        var own = claim.PartOf(actor.Account);
        var fields = ClaimDossiers.WordsOf(file.Known).FieldsOf(claim);
        var mayCorrect = request.May<CorrectClaim>()
            && (claim.Undecided || (claim.Status == ClaimStatus.Verified && actor.Unit is null && own is null));
        return new ClaimFileView(
            await frames.OfAsync(http.HttpContext!, request.District, ct), file,
            claim.Status == ClaimStatus.Verified ? await PointsAsync(claim, file.Known, ct) : [])
        {
            Correctable = mayCorrect ? fields : null,
            Suggestions = Suggested(
                mayCorrect ? fields : [], mayCorrect ? await offered.OfAsync(ct) : []),
            Typed = attempt?.Step == "correct" ? attempt.Typed
                : fields.ToDictionary(field => field.Name, field => ClaimWords.Typed(field, claim))
                    .Append(new("occurred_on", Print.IsoDay(claim.OccurredOn)))
                    .ToDictionary(StringComparer.Ordinal),
            MayAddFiles = request.May<AddEvidence>() && claim.Undecided,
            Sent = attempt?.Sent ?? [],
            MostBytes = settings.MostBytes,
            MayWithdraw = request.May<WithdrawClaim>() && claim.Undecided,
            MayDecide = request.May<VerifyClaim>() && claim.Status == ClaimStatus.Reported
                && own is null,
            Own = request.May<VerifyClaim>() && claim.Status == ClaimStatus.Reported ? own : null,
            MayReverse = request.May<ReverseClaim>() && claim.Status == ClaimStatus.Verified,
            MayAppeal = request.May<LodgeAppeal>() && claim.Status is (ClaimStatus.Refused or ClaimStatus.Reversed),
            MayDistinguish = request.May<DistinguishClaims>(),
            Attempt = attempt,
        };
    }

    private async Task<IReadOnlyList<ClaimPointsView>> PointsAsync(
        Claim claim, Examination known, CancellationToken ct)
    {
        var units = claim.Shares.Select(share => share.Unit).Append(claim.Unit).Distinct().ToList();
        var sheets = await board.SheetsAsync(request.District, units, known.WeekOf(claim.OccurredOn), ct);
        return
        [
            .. from sheet in sheets
               where request.Actor.Unit is null || sheet.Unit == request.Actor.Unit
               from line in sheet.Lines
               where line.Fact == claim.Id
               let clause = known.Rules.On(line.On)?.Clauses.FirstOrDefault(one => one.Id == line.Clause)
               select new ClaimPointsView(
                   sheet.Unit, known.UnitName(sheet.Unit, sheet.Week.End), sheet.Week.Id, line.Clause,
                   clause?.Text ?? "", Sentences.Because(line, clause), Exact.Trim(line.Points)),
        ];
    }

    private static Dictionary<string, IReadOnlyList<SuggestionView>> Suggested(
        IReadOnlyList<FieldDefinition> fields, IEnumerable<KeyValuePair<string, string>> names)
    {
        IReadOnlyList<SuggestionView> all =
        [
            .. names.OrderBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => new SuggestionView(pair.Key, pair.Value)),
        ];
        return fields.Where(field => field.Type is FieldType.Enterprise or FieldType.Project)
            .ToDictionary(field => field.Name, _ => all);
    }
}
