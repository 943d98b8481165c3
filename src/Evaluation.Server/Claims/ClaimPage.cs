using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Claims;

/// <summary>Makes the pages on which a claim is reported.</summary>
public sealed partial class ClaimPage(
    RequestContext request, PageFrames frames, RuleSets ruleSets, OfferedNames offered, UnfiledFirms firms,
    EvidenceIntake intake, EvidenceSettings settings, IHttpContextAccessor http)
{
    // Everything else in the form is a fact, and one that the kind does not have is refused, not dropped.
    private static readonly string[] AboutTheForm =
        ["kind", "claim", "occurred_on", "evidence", "do", .. EvidenceIntake.Fields, .. UnfiledFirms.Fields];

    /// <summary>The form for a new claim.</summary>
    public async Task<IResult> FormAsync(
        string? kind, string claim, IReadOnlyDictionary<string, string> typed, Refusal? refusal, CancellationToken ct,
        string? said = null, IReadOnlyList<SentFile>? sent = null)
    {
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        var kinds = await OfferedAsync(Day(typed.GetValueOrDefault("occurred_on")), ct);
        var definition = kinds.Find(kind ?? "");
        if (kind is { Length: > 0 } && definition is null)
        {
            refusal ??= Refusal.Unknown("kind", "事项类别", kind, Finding.Nearest(kind, kinds.Reportable.Select(
                one => one.Name)));
        }

        var names = (await offered.OfAsync(ct)).OrderBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => new SuggestionView(pair.Key, pair.Value)).ToList();
        var suggestions = (definition?.Fields ?? [])
            .Where(field => field.Type is FieldType.Enterprise or FieldType.Project)
            .ToDictionary(field => field.Name, _ => (IReadOnlyList<SuggestionView>)names);
        return await PageResults.PageAsync<ReportPage, ReportView>(
            new ReportView(frame, frame.Viewer?.Unit ?? "", kinds.Reportable, definition, claim, typed, suggestions,
                refusal)
            {
                Said = said,
                Sent = sent ?? [],
                MostBytes = settings.MostBytes,
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
        var taken = await intake.TakeAsync(form, ct);
        if (request.OnlyStays || form["do"] == "stay")
        {
            return await AgainAsync(Refusal.Of(
                new[] { FormReading.NotAsked("填报"), taken.Refusal }.OfType<Refusal>())!);
        }

        if (taken.Refusal is { } unkept)
        {
            return await AgainAsync(unkept);
        }

        if (FirmStep().Match(form["do"].ToString()) is { Success: true } step
            && form.ContainsKey(step.Groups["field"].Value))
        {
            return await FirmAsync(
                form, step.Groups["field"].Value, step.Groups["code"].Value, taken.Sent, ct);
        }

        if (day is { } on)
        {
            return await request.GoOnAsync(
                new ReportClaim(request.Sign(), claim, request.Actor.Unit!, kind, on, facts, [], evidence)
                {
                    Files = taken.Files,
                },
                $"{Links.Claim(request.District, claim)}?done=yes", AgainAsync, ct);
        }

        // Without a day nothing is decided, but what else is wrong is said with it.
        var noDay = new Refusal(
            "field-wrong", "发生日期没有填写或无法识别。", "occurred_on", "请按 年-月-日 填写，例如 2023-03-01。");
        var unread = (await OfferedAsync(null, ct)).Find(kind)?.Bind(facts).Refusal;
        return await AgainAsync(Refusal.Of(new[] { noDay, unread }.OfType<Refusal>())!);

        Task<IResult> AgainAsync(Refusal refusal) => FormAsync(kind, claim, Texts(form), refusal, ct, sent: taken.Sent);
    }

    // Chosen among those on file, or registered; the claim is sent after that.
    private async Task<IResult> FirmAsync(
        IFormCollection form, string field, string chosen, IReadOnlyList<SentFile> sent, CancellationToken ct)
    {
        var (kind, claim, typed) = (form["kind"].ToString(), form["claim"].ToString(), Texts(form));
        var name = form[UnfiledFirms.NewName].ToString();
        var filed = chosen.Length > 0 ? chosen : await firms.FileAsync(
            name, form[UnfiledFirms.NewCode].ToString(), form[UnfiledFirms.NewIndustry].ToString(), ct);
        if (!filed.TryGet(out var code, out var refusal))
        {
            return await FormAsync(kind, claim, typed, refusal, ct, sent: sent);
        }

        typed[field] = code;
        foreach (var done in UnfiledFirms.Fields)
        {
            typed.Remove(done);
        }

        return await FormAsync(
            kind, claim, typed, null, ct,
            chosen.Length > 0 ? "已选用这家企业，还没有填报。" : $"已登记企业“{name.Trim()}”，还没有填报。", sent);
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

    // Before a day is typed, the form offers what holds on the day of the request.
    private async Task<KindSet> OfferedAsync(DateOnly? day, CancellationToken ct)
    {
        await using var session = request.Session();
        return KindsInForce.Offered(
            await ruleSets.OfAsync(session, ct),
            day ?? DateOnly.FromDateTime(request.Sign().At.UtcDateTime));
    }

    private static DateOnly? Day(string? text) => text is null ? null : Typed.Day(text);

    // Such as `file-enterprise` and `take-enterprise-鼎新`.
    [GeneratedRegex("^(?:take|file)-(?<field>[a-z0-9_]+)(?:-(?<code>.+))?$")]
    private static partial Regex FirmStep();
}
