using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Units;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Verification;

namespace Evaluation.Server.Claims;

/// <summary>Makes the pages.</summary>
public sealed class ClaimPage(
    RequestContext request, BoardReader board, PageFrames frames, RuleSets ruleSets, VerificationFiles verification,
    OfferedNames offered, PersonNames personNames, IHttpContextAccessor http)
{
    private const int ListedMost = 200;

    // Everything else in the form is a fact, and one that the kind does not have is refused, not dropped.
    private static readonly string[] AboutTheForm = ["kind", "claim", "occurred_on", "evidence"];

    /// <summary>The list, with the refusal of a decision if there was one.</summary>
    public async Task<IResult> ListAsync(
        ClaimStatus? status, Refusal? refusal, DecisionAttemptView? attempt, CancellationToken ct)
    {
        var actor = request.Actor;
        var verifies = request.May<VerifyClaim>();
        var shown = status ?? (verifies ? ClaimStatus.Reported : null);
        await using var session = request.Session();
        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var roster = (await board.DistrictAsync(request.District, ct))?.File.Roster ?? Roster.Empty;
        var rules = await ruleSets.OfAsync(session, ct);
        var names = await board.NamesAsync(request.District, ct);
        var found = await board.VersionedClaimsAsync(
            request.District, shown is { } one ? [one] : Enum.GetValues<ClaimStatus>(), actor.Unit, ListedMost, ct);
        var claims = found.ConvertAll(claim => claim.State);
        var counts = await board.ClaimCountsAsync(request.District, actor.Unit, ct);
        var examined = await ExaminedAsync(actor, ct);
        var persons = await personNames.OfAsync(request.District, ct);
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        return await PageResults.PageAsync<ClaimsPage, ClaimsView>(
            new ClaimsView(
                frame, frame.Viewer?.Unit ?? "全部单位", shown,
                [.. Enum.GetValues<ClaimStatus>().Select(
                    each => new StatusCountView(each, counts.GetValueOrDefault(each.ToString())))],
                [.. found.Select(claim =>
                    examined(
                        Row(
                            claim.State, claims, roster, names, rules, founded!,
                            verifies && claim.State.ReportedBy != actor.Account) with
                        {
                            Version = claim.Version,
                            ReportedBy = persons.Called(null, claim.State.ReportedBy),
                        }))],
                verifies, request.May<ReportClaim>(), refusal, attempt),
            Answers.StatusOf(refusal));
    }

    /// <summary>Takes a decision and goes back to the list.</summary>
    public Task<IResult> DecideAsync(string claim, string? reason, object command, CancellationToken ct) =>
        request.GoOnAsync(
            command, Links.Claims(request.District),
            refusal => ListAsync(null, refusal, new DecisionAttemptView(claim, reason ?? ""), ct), ct);

    /// <summary>The form for a new claim.</summary>
    public async Task<IResult> FormAsync(
        string? kind, string claim, IReadOnlyDictionary<string, string> typed, Refusal? refusal, CancellationToken ct)
    {
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        var kinds = await OfferedAsync(Day(typed.GetValueOrDefault("occurred_on")), ct);
        var definition = kinds.Find(kind ?? "");
        if (kind is { Length: > 0 } && definition is null)
        {
            refusal ??= Refusal.Unknown("kind", "事项类别", kind, Finding.Nearest(kind, kinds.Reportable.Select(
                one => one.Name)));
        }

        var names = (await offered.OfAsync(request, ct)).OrderBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => new SuggestionView(pair.Key, pair.Value)).ToList();
        var suggestions = (definition?.Fields ?? [])
            .Where(field => field.Type is FieldType.Enterprise or FieldType.Project)
            .ToDictionary(field => field.Name, _ => (IReadOnlyList<SuggestionView>)names);
        return await PageResults.PageAsync<ReportPage, ReportView>(
            new ReportView(frame, frame.Viewer?.Unit ?? "", kinds.Reportable, definition, claim, typed, suggestions,
                refusal),
            Answers.StatusOf(refusal));
    }

    /// <summary>Reports the claim in the form.</summary>
    public async Task<IResult> ReportAsync(IFormCollection form, CancellationToken ct)
    {
        var (kind, claim) = (form["kind"].ToString(), form["claim"].ToString());
        var day = Day(form["occurred_on"]);
        var facts = form.Where(pair => !AboutTheForm.Contains(pair.Key)
                && !pair.Key.StartsWith("__", StringComparison.Ordinal) && pair.Value.ToString().Length > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var evidence = form["evidence"].ToString()
            .Split(['、', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return day is { } on
            ? await request.GoOnAsync(
                new ReportClaim(request.Sign(), claim, request.Actor.Unit!, kind, on, facts, [], evidence),
                $"{Links.Claims(request.District)}#{Print.Anchor("claim", claim)}", AgainAsync, ct)
            : await AgainAsync(new Refusal(
                "field-wrong", "发生日期没有填写或无法识别。", "occurred_on", "请按 年-月-日 填写，例如 2023-03-01。"));

        Task<IResult> AgainAsync(Refusal refusal) => FormAsync(
            kind, claim, form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), refusal, ct);
    }

    // Units see no findings: they are about the claims of others too.
    private async Task<Func<ClaimRowView, ClaimRowView>> ExaminedAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Unit is not null || !Roles.Office.Contains(actor.Role))
        {
            return row => row;
        }

        var examination = await verification.OfAsync(request.District, ct);
        var sample = Sampling.Of(examination.Book, examination.Rules, examination.Findings, null)
            .Where(one => one.Chosen).ToDictionary(one => one.Claim, one => one.Reason, StringComparer.Ordinal);
        return row => row with
        {
            Findings = examination.About(row.Id),
            Sampled = sample.GetValueOrDefault(row.Id),
        };
    }

    // Before a day is typed, the form offers what holds on the day of the request.
    private async Task<KindSet> OfferedAsync(DateOnly? day, CancellationToken ct)
    {
        await using var session = request.Session();
        return KindsInForce.Offered(
            await ruleSets.OfAsync(session, ct),
            day ?? DateOnly.FromDateTime(request.Sign().At.UtcDateTime));
    }

    private static DateOnly? Day(string? text) => text is null ? null : Typed.Day(text);

    private static ClaimRowView Row(
        Claim claim, IReadOnlyList<Claim> beside, Roster roster, IReadOnlyDictionary<string, string> names,
        RuleSet rules, DistrictFounded founded, bool mayDecide)
    {
        var entry = new LedgerEntry(claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, 1m, claim.Facts, 0, null);
        return new ClaimRowView(
            claim.Id, roster.On(claim.Unit, claim.OccurredOn)?.Name ?? claim.Unit,
            rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind), claim.OccurredOn,
            Sentences.About(entry.ToFact(), claim.Id, names, rules), claim.Status, claim.Reason, claim.ReportedBy,
            claim.ReportedAt.ToOffset(founded.UtcOffset),
            mayDecide && claim.Status == ClaimStatus.Reported)
        {
            Remarks = claim.Undecided ? ClaimRemarks.Of(claim, beside, rules, founded.UtcOffset, roster.Firms) : [],
        };
    }
}
