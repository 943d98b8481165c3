using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Claims;

/// <summary>Makes the pages on which a claim is reported.</summary>
public sealed class ClaimPage(
    RequestContext request, PageFrames frames, RuleSets ruleSets, OfferedNames offered, IHttpContextAccessor http)
{
    // Everything else in the form is a fact, and one that the kind does not have is refused, not dropped.
    private static readonly string[] AboutTheForm = ["kind", "claim", "occurred_on", "evidence"];

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

    // Before a day is typed, the form offers what holds on the day of the request.
    private async Task<KindSet> OfferedAsync(DateOnly? day, CancellationToken ct)
    {
        await using var session = request.Session();
        return KindsInForce.Offered(
            await ruleSets.OfAsync(session, ct),
            day ?? DateOnly.FromDateTime(request.Sign().At.UtcDateTime));
    }

    private static DateOnly? Day(string? text) => text is null ? null : Typed.Day(text);
}
