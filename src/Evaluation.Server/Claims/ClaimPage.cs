using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Units;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Verification;

namespace Evaluation.Server.Claims;

/// <summary>Makes the pages.</summary>
public sealed partial class ClaimPage(
    RequestContext request, BoardReader board, PageFrames frames, RuleSets ruleSets, VerificationFiles verification,
    OfferedNames offered, UnfiledFirms firms, IHttpContextAccessor http)
{
    private const int ListedMost = 200;

    // Everything else in the form is a fact, and one that the kind does not have is refused, not dropped.
    private static readonly string[] AboutTheForm =
        ["kind", "claim", "occurred_on", "evidence", "do", .. UnfiledFirms.Fields];

    /// <summary>The list, with the refusal of a decision if there was one.</summary>
    public async Task<IResult> ListAsync(
        ClaimStatus? status, Refusal? refusal, DecisionAttemptView? attempt, CancellationToken ct)
    {
        var actor = request.Actor;
        var verifies = request.May<VerifyClaim>();
        var shown = status ?? (verifies ? ClaimStatus.Reported : null);
        await using var session = request.Session();
        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var roster = await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var rules = await ruleSets.OfAsync(session, ct);
        var names = await board.NamesAsync(request.District, ct);
        var found = await board.VersionedClaimsAsync(
            request.District, shown is { } one ? [one] : Enum.GetValues<ClaimStatus>(), actor.Unit, ListedMost, ct);
        var claims = found.ConvertAll(claim => claim.State);
        var counts = await board.ClaimCountsAsync(request.District, actor.Unit, ct);
        var examined = await ExaminedAsync(actor, ct);
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
        string? kind, string claim, IReadOnlyDictionary<string, string> typed, Refusal? refusal, CancellationToken ct,
        string? said = null)
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
                refusal)
            {
                Said = said,
                Unfiled = Unfiled(definition, typed, refusal) is { } field
                    ? (field, await firms.LikelyAsync(typed[field], ct)) : null,
            },
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
        if (request.OnlyStays || form["do"] == "stay")
        {
            return await AgainAsync(FormReading.NotAsked("填报"));
        }

        if (FirmStep().Match(form["do"].ToString()) is { Success: true } step
            && form.ContainsKey(step.Groups["field"].Value))
        {
            return await FirmAsync(step.Groups["field"].Value, step.Groups["code"].Value);
        }

        if (day is { } on)
        {
            return await request.GoOnAsync(
                new ReportClaim(request.Sign(), claim, request.Actor.Unit!, kind, on, facts, [], evidence),
                $"{Links.Claims(request.District)}#{Print.Anchor("claim", claim)}", AgainAsync, ct);
        }

        // Without a day nothing is decided, but what else is wrong is said with it.
        var noDay = new Refusal(
            "field-wrong", "发生日期没有填写或无法识别。", "occurred_on", "请按 年-月-日 填写，例如 2023-03-01。");
        var unread = (await OfferedAsync(null, ct)).Find(kind)?.Bind(facts).Refusal;
        return await AgainAsync(Refusal.Of(new[] { noDay, unread }.OfType<Refusal>())!);

        Task<IResult> AgainAsync(Refusal refusal) => FormAsync(kind, claim, Texts(form), refusal, ct);

        // Chosen among those on file, or registered; the claim is sent after that.
        async Task<IResult> FirmAsync(string field, string chosen)
        {
            var typed = Texts(form);
            var name = form[UnfiledFirms.NewName].ToString();
            var filed = chosen.Length > 0 ? chosen : await firms.FileAsync(
                name, form[UnfiledFirms.NewCode].ToString(), form[UnfiledFirms.NewIndustry].ToString(), ct);
            if (!filed.TryGet(out var code, out var refusal))
            {
                return await AgainAsync(refusal);
            }

            typed[field] = code;
            foreach (var done in UnfiledFirms.Fields)
            {
                typed.Remove(done);
            }

            return await FormAsync(
                kind, claim, typed, null, ct,
                chosen.Length > 0 ? "已选用这家企业，还没有填报。" : $"已登记企业“{name.Trim()}”，还没有填报。");
        }
    }

    // The firm that is not on file, or whose registration was begun.
    private static string? Unfiled(
        KindDefinition? kind, IReadOnlyDictionary<string, string> typed, Refusal? refusal) =>
        (kind?.Fields ?? []).Where(field => field.Type == FieldType.Enterprise && typed.ContainsKey(field.Name))
            .Select(field => field.Name).FirstOrDefault(name => (refusal?.All ?? []).Any(one =>
                (one.Kind == RefusalKind.Unknown && one.Where == name) || UnfiledFirms.Fields.Contains(one.Where))
                || UnfiledFirms.Fields.Any(field => typed.GetValueOrDefault(field, "").Length > 0));

    private static Dictionary<string, string> Texts(IFormCollection form) =>
        form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

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
            Remarks = claim.Undecided ? ClaimRemarks.Of(claim, beside, rules, founded.UtcOffset) : [],
        };
    }

    // Such as `file-enterprise` and `take-enterprise-鼎新`.
    [GeneratedRegex("^(?:take|file)-(?<field>[a-z0-9_]+)(?:-(?<code>.+))?$")]
    private static partial Regex FirmStep();
}
