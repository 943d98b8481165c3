using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Mandates;

/// <summary>What the units of a district see of each other. Form fields: `others`, `papers`, `document`.</summary>
/// <param name="Now">What holds.</param>
/// <param name="MayDeclare">Whether the viewer declares it.</param>
/// <param name="Refusal">Why it was not declared; null for nothing.</param>
/// <param name="Sent">The form that was refused; null for none.</param>
public sealed record VisibilityView(
    FrameView Frame, Visibility Now, bool MayDeclare, Refusal? Refusal, SentForm? Sent);

/// <summary>The page of what units see.</summary>
public static class VisibilityPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/visibility", (VisibilityPageMaker page, CancellationToken ct) => page.ShowAsync(null, ct))
            .OnlyMembers();
        pages.Post(
            "/visibility",
            ([FromForm] string? others, [FromForm] string? papers, [FromForm] string document,
                VisibilityPageMaker page, CancellationToken ct) =>
                page.DeclareAsync(new VisibilityDeclared(others ?? "", document) { Papers = papers }, ct))
            .For(typeof(DeclareVisibility)).Fields("document");
    }
}

/// <summary>Makes the page.</summary>
public sealed class VisibilityPageMaker(RequestContext request, PageFrames frames, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The page, with the refusal of a declaration if there was one.</summary>
    public async Task<IResult> ShowAsync(Refusal? refusal, CancellationToken ct)
    {
        await using var session = request.Session();
        return await PageResults.PageAsync<VisibilityPage, VisibilityView>(
            new VisibilityView(
                await frames.OfAsync(Http, request.District, ct),
                await session.StateAsync<Visibility>(Visibility.Stream, ct) ?? Visibility.Usual,
                request.May<DeclareVisibility>(), refusal, refusal is null ? null : SentForms.Of(Http)),
            Answers.StatusOf(refusal));
    }

    /// <summary>Declares it and shows the page again.</summary>
    public Task<IResult> DeclareAsync(VisibilityDeclared declared, CancellationToken ct) => request.GoOnAsync(
        new DeclareVisibility(request.Sign(), declared, SessionCookie.DoerOf(Http).Address),
        Links.Visibility(request.District), refusal => ShowAsync(refusal, ct), ct);
}
