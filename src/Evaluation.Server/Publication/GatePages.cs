using Evaluation.Office.Weeks;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Publication;

/// <summary>The page on which a week is closed and its bulletin sealed.</summary>
public static class GatePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get(
            "/weeks/{week}",
            (string week, GatePageMaker page, RequestContext request, Terms terms, CancellationToken ct) =>
                request.WithTermAsync(terms, week, named => page.ShowAsync(named, null, ct), ct))
            .Only(Roles.Office).Discloses(Disclosed.Gate);
        pages.Post(
            "/weeks/{week}/close",
            (string week, [FromForm] string? document, GatePageMaker page, RequestContext request,
                CancellationToken ct) =>
                request.WithWeekAsync(
                    week, named => page.AskAsync(named, new CloseWeek(request.Sign(), named, document), ct), ct))
            .For(typeof(CloseWeek)).Fields().Further("document");
        pages.Post(
            "/weeks/{week}/begin",
            (string week, [FromForm] string first, [FromForm] string document, GatePageMaker page,
                RequestContext request, CancellationToken ct) =>
                request.WithWeekAsync(
                    week,
                    named => request.WithWeekAsync(
                        first,
                        begun => page.AskAsync(named, new BeginWeeks(request.Sign(), begun, document), ct), ct),
                    ct))
            .For(typeof(BeginWeeks)).Fields("first", "document");
        pages.Post(
            "/weeks/{week}/carry",
            (string week, [FromForm] string claim, [FromForm] string reason, GatePageMaker page,
                RequestContext request, CancellationToken ct) =>
                request.WithWeekAsync(
                    week,
                    named => page.AskAsync(
                        named,
                        new CarryOver(request.Sign(), new ClaimCarriedOver(named, claim, reason)), ct),
                    ct))
            .For(typeof(CarryOver)).Fields("claim", "reason");
        pages.Post(
            "/weeks/{week}/seal",
            (string week, [FromForm] string? document, [FromForm] string digest, GatePageMaker page,
                RequestContext request, Terms terms, CancellationToken ct) =>
                request.WithTermAsync(
                    terms, week,
                    named => page.AskAsync(named, new SealBulletin(request.Sign(), named, document, digest), ct),
                    ct))
            .For(typeof(SealBulletin)).Fields("digest").Further("document");
        MapConfirming(pages);
    }

    private static void MapConfirming(IEndpointRouteBuilder pages)
    {
        pages.Get(
            "/weeks/{week}/draft",
            (string week, string? paper, GatePageMaker page, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.WithTermAsync(terms, week, named => page.DraftAsync(named, paper, ct), ct))
            .Only(Roles.Office).Discloses(Disclosed.Draft);
        pages.Post(
            "/weeks/{week}/confirm",
            (string week, [FromForm] string digest, GatePageMaker page, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.WithTermAsync(
                    terms, week, named => page.AskAsync(named, new ConfirmWeek(request.Sign(), named, digest), ct), ct))
            .For(typeof(ConfirmWeek)).Fields("digest");
        pages.Post(
            "/weeks/{week}/waive",
            (string week, [FromForm] IFormCollection form, GatePageMaker page, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.WithTermAsync(
                    terms, week,
                    named => page.AskAsync(
                        named,
                        new WaiveFindings(request.Sign(), Waived(named, form)) { Period = named.Period }, ct),
                    ct))
            .For(typeof(WaiveFindings)).Fields("check", "reason").Many("finding")
            .Further("document");
    }

    private static WeekWaived Waived(Term term, IFormCollection form) => new(
        term.Week, form["check"].ToString(), [.. form["finding"].OfType<string>()], form["reason"].ToString(),
        string.IsNullOrWhiteSpace(form["document"]) ? null : form["document"].ToString(), "");
}
