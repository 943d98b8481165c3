using Evaluation.Office.Claims;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Appeals;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Verification;

namespace Evaluation.Server.ClaimFiles;

/// <summary>Makes the page of a claim.</summary>
public sealed class ClaimFilePageMaker(
    RequestContext request, EventReader events, BoardReader board, VerificationFiles verification, RuleSets ruleSets,
    OfferedNames offered, PersonNames persons, PageFrames frames, IHttpContextAccessor http)
{
    private const int MostRelated = 30;

    // Everything else in the form is a field of the kind.
    private static readonly string[] AboutTheForm = ["reason", "occurred_on", "version"];

    /// <summary>The claim, with what was refused of the last attempt.</summary>
    public async Task<IResult> ShowAsync(string claim, ClaimAttemptView? attempt, CancellationToken ct)
    {
        var log = await events.OfStreamAsync(request.District, Claim.StreamOf(claim), ct);
        if (log.Count == 0)
        {
            return Answers.Problem(ClaimDecider.Unknown(claim));
        }

        var state = log.Aggregate((Claim?)null, (known, e) => Claim.Evolve(known, e.Fact))!;
        if (request.Actor.Unit is { } unit && unit != state.Unit)
        {
            return Answers.Problem(Answers.NotAllowed);
        }

        await using var session = request.Session();
        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var roster = await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var known = new KnownAround(
            roster, await ruleSets.OfAsync(session, ct), await board.NamesAsync(request.District, ct),
            Week.Of(state.OccurredOn, founded!.WeekStarts), founded.UtcOffset);
        return await PageResults.PageAsync<ClaimFilePage, ClaimFileView>(
            await ViewAsync(state, log, known, attempt, ct), Answers.StatusOf(attempt?.Refusal));
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

        if (Rulebooks.Words.Typed.Day(typed["occurred_on"]) is not { } day)
        {
            return await ShowAsync(
                claim,
                new ClaimAttemptView(
                    "correct",
                    new Refusal(
                        "field-wrong", "发生日期没有填写或无法识别。", "occurred_on",
                        "请按 年-月-日 填写，例如 2023-03-01。"),
                    typed),
                ct);
        }

        var rules = await ruleSets.OfAsync(session, ct);
        var fields = rules.KindsOn(standing.OccurredOn).PrintedFieldsOf(standing.Kind);
        var changes = typed.Where(pair => !AboutTheForm.Contains(pair.Key)
                && fields.FirstOrDefault(field => field.Name == pair.Key) is var field
                && (field is null || ClaimWords.Typed(field, standing) != pair.Value))
            .ToDictionary(StringComparer.Ordinal);
        return await DecideAsync(
            claim, "correct",
            new CorrectClaim(
                request.Sign(), claim, day, changes, null, typed["reason"], RequestContext.VersionIn(typed["version"])),
            typed, ct);
    }

    /// <summary>Does something with the claim and shows what became of it.</summary>
    public Task<IResult> DecideAsync(
        string claim, string step, object command, Dictionary<string, string> typed, CancellationToken ct) =>
        request.GoOnAsync(
            command, Links.Claim(request.District, claim),
            refusal => ShowAsync(claim, new ClaimAttemptView(step, refusal, typed), ct), ct);

    private async Task<ClaimFileView> ViewAsync(
        Claim claim, IReadOnlyList<RecordedEvent> log, KnownAround known, ClaimAttemptView? attempt,
        CancellationToken ct)
    {
        var words = new ClaimWords(known.Names, known.Rules, known.UnitName);
        var fields = words.FieldsOf(claim);
        var examination = await verification.OfAsync(request.District, ct);
        var actor = request.Actor;
        var isOffice = actor.Unit is null && Roles.Office.Contains(actor.Role);
        var mayCorrect = request.May<CorrectClaim>()
            && (claim.Undecided || (claim.Status == ClaimStatus.Verified && actor.Unit is null));
        return new ClaimFileView(
            await frames.OfAsync(http.HttpContext!, request.District, ct), claim, log[^1].Version,
            Title(claim, known), known.UnitName(claim.Unit, claim.OccurredOn), known.Week.Id, words.Facts(claim),
            log.Select(e => e.Fact).OfType<ClaimReported>().First().Evidence,
            Steps(log, words, known, await persons.OfAsync(request.District, ct)),
            claim.Status == ClaimStatus.Verified ? await PointsAsync(claim, known, ct) : [])
        {
            Findings = isOffice ? examination.About(claim.Id) : [],
            Remarks = claim.Undecided ? Remarks(claim, examination, known) : [],
            Related = Related(claim, examination, known, actor.Unit),
            Correctable = mayCorrect ? fields : null,
            Suggestions = Suggested(
                mayCorrect ? fields : [], mayCorrect ? await offered.OfAsync(request, ct) : []),
            Typed = attempt?.Step == "correct" ? attempt.Typed
                : fields.ToDictionary(field => field.Name, field => ClaimWords.Typed(field, claim))
                    .Append(new("occurred_on", Print.IsoDay(claim.OccurredOn)))
                    .ToDictionary(StringComparer.Ordinal),
            MayWithdraw = request.May<WithdrawClaim>() && claim.Undecided,
            MayDecide = request.May<VerifyClaim>() && claim.Status == ClaimStatus.Reported
                && claim.ReportedBy != actor.Account,
            MayReverse = request.May<ReverseClaim>() && claim.Status == ClaimStatus.Verified,
            MayAppeal = request.May<LodgeAppeal>() && claim.Status is (ClaimStatus.Refused or ClaimStatus.Reversed),
            MayDistinguish = request.May<DistinguishClaims>(),
            Attempt = attempt,
        };
    }

    private static IReadOnlyList<string> Remarks(Claim claim, Examination examination, KnownAround known) =>
        ClaimRemarks.Of(
            claim,
            [.. examination.Book.Claims.Select(one => one.Claim)
                .Where(one => one.Unit == claim.Unit && one.Kind == claim.Kind && one.Id != claim.Id)],
            known.Rules, known.Offset, examination.Book.District.Roster.Firms);

    private static string Title(Claim claim, KnownAround known) => string.Concat(
        Print.ShortDay(claim.OccurredOn), known.Rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind),
        known.Names.GetValueOrDefault(claim.Text("enterprise"), ""));

    private static List<ClaimStepView> Steps(
        IReadOnlyList<RecordedEvent> log, ClaimWords words, KnownAround known, DistrictPersons persons)
    {
        var steps = new List<ClaimStepView>();
        Claim? before = null;
        foreach (var e in log)
        {
            var after = Claim.Evolve(before, e.Fact);
            steps.Add(new ClaimStepView(
                e.At.ToOffset(known.Offset), persons.Called(e.Person, e.Account), EventLabels.Of(e.Name),
                NoteOf(e.Fact),
                before is null ? [] : words.Changes(before, after), e.Position));
            before = after;
        }

        steps.Reverse();
        return steps;
    }

    private static string NoteOf(object fact) => fact switch
    {
        ClaimVerified e => e.Note,
        ClaimReturned e => e.Reason,
        ClaimRefused e => e.Reason,
        ClaimCorrected e => e.Reason,
        ClaimWithdrawn e => e.Reason,
        ClaimReversed { Document.Length: > 0 } e => $"{e.Reason}（{e.Document}）",
        ClaimReversed e => e.Reason,
        ClaimRestored e => $"{e.Reason}（{e.Document}）",
        _ => "",
    };

    private async Task<IReadOnlyList<ClaimPointsView>> PointsAsync(
        Claim claim, KnownAround known, CancellationToken ct)
    {
        var units = claim.Shares.Select(share => share.Unit).Append(claim.Unit).Distinct().ToList();
        var sheets = await board.SheetsAsync(request.District, units, known.Week, ct);
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

    // A unit reads only its own claims.
    private static IReadOnlyList<RelatedClaimView> Related(
        Claim claim, Examination examination, KnownAround known, string? unit) =>
        claim.Text("enterprise") is not { Length: > 0 } firm
            ? []
            :
            [
                .. examination.Book.Claims.Select(one => one.Claim)
                    .Where(one => one.Text("enterprise") == firm && one.Id != claim.Id
                        && (unit is null || one.Unit == unit))
                    .Reverse().Take(MostRelated)
                    .Select(one => new RelatedClaimView(
                        one.Id, known.UnitName(one.Unit, one.OccurredOn),
                        known.Rules.KindsOn(one.OccurredOn).LabelOf(one.Kind), one.OccurredOn, one.Status)),
            ];

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

    private sealed record KnownAround(
        Roster Roster, RuleSet Rules, IReadOnlyDictionary<string, string> Names, Week Week, TimeSpan Offset)
    {
        public string UnitName(string unit, DateOnly day) => Roster.On(unit, day)?.Name ?? unit;
    }
}
