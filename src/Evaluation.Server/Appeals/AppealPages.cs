using Evaluation.Office.Appeals;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Appeals;

/// <summary>The pages on which appeals are lodged, listed and decided.</summary>
public static class AppealPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/appeals", (AppealPageMaker page, CancellationToken ct) => page.ListAsync(ct))
            .OnlyMembers().Discloses(Disclosed.Appeals);
        pages.Get("/appeals/{appeal}", Show).OnlyMembers().Discloses(Disclosed.Appeals);
        pages.Get("/lodge-appeal", Form).For(typeof(LodgeAppeal));
        pages.Post("/lodge-appeal", Lodge).For(typeof(LodgeAppeal)).Fields("appeal", "week", "reason")
            .Further("clause", "fact", "claim", "evidence");
        pages.Post("/appeals/{appeal}/hear", Hear).For(typeof(HearAppeal)).Fields("note");
        pages.Post("/appeals/{appeal}/withdraw", Withdraw).For(typeof(WithdrawAppeal)).Fields("reason");
        pages.Post("/appeals/{appeal}/rule", Rule).For(typeof(RuleAppeal)).Fields("remedy", "reason", "document")
            .Further("points", "changes");
        pages.Post("/appeals/{appeal}/consequences", Suppose).For(typeof(RuleAppeal)).Fields("remedy")
            .Further("points", "changes", "reason", "document");
    }

    private static Task<IResult> Show(string appeal, AppealPageMaker page, CancellationToken ct) =>
        page.ShowAsync(appeal, null, null, null, ct);

    private static Task<IResult> Form(HttpRequest http, AppealPageMaker page, CancellationToken ct) =>
        page.FormAsync(NewNumber(), Typed(http.Query), null, ct);

    private static Task<IResult> Lodge([FromForm] IFormCollection form, AppealPageMaker page, CancellationToken ct) =>
        page.LodgeAsync(Typed(form), ct);

    private static Task<IResult> Hear(
        string appeal, [FromForm] string note, AppealPageMaker page, RequestContext request, CancellationToken ct) =>
        page.AskAsync(
            appeal, new HearAppeal(request.Sign(), new AppealHeard(appeal, note), null), null, ct);

    private static Task<IResult> Withdraw(
        string appeal, [FromForm] string reason, AppealPageMaker page, RequestContext request, CancellationToken ct) =>
        page.AskAsync(
            appeal, new WithdrawAppeal(request.Sign(), new AppealWithdrawn(appeal, reason), null), null, ct);

    private static Task<IResult> Rule(
        string appeal, [FromForm] IFormCollection form, AppealPageMaker page, CancellationToken ct) =>
        page.RuleAsync(appeal, Typed(form), ct);

    private static Task<IResult> Suppose(
        string appeal, [FromForm] IFormCollection form, AppealPageMaker page, CancellationToken ct) =>
        page.SupposeAsync(appeal, Typed(form), ct);

    // The form's number is made when the form is shown, so that sending it twice is recognised as a repeat.
    private static string NewNumber() => $"S-{Guid.CreateVersion7():N}"[..20];

    private static Dictionary<string, string> Typed(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
}
