using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Publication;

/// <summary>The page on which a sealed week is issued again: preview, proposal, approval.</summary>
public static class ReissuePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get(
            "/weeks/{week}/reissue",
            (string week, ReissuePageMaker page, RequestContext request, Terms terms, CancellationToken ct) =>
                request.WithTermAsync(terms, week, named => page.ShowAsync(named, null, ct), ct))
            .Only(Roles.Office).Discloses(Disclosed.Reissue);
        pages.Post(
            "/weeks/{week}/reissue/propose",
            (string week, [FromForm] string kind, [FromForm] string reason, [FromForm] string document,
                ReissuePageMaker page, RequestContext request, Terms terms, CancellationToken ct) =>
                request.WithTermAsync(
                    terms, week,
                    named => ReissueEndpoints.KindOf(kind) is { } known
                        ? page.AskAsync(
                            named, new ProposeReissue(request.Sign(), named, known, reason, document), ct)
                        : page.ShowAsync(named, ReissueEndpoints.KindWrong, ct),
                    ct))
            .For(typeof(ProposeReissue)).Fields("kind", "reason", "document");
        pages.Post(
            "/weeks/{week}/reissue/drop",
            (string week, [FromForm] IFormCollection _, ReissuePageMaker page, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.WithTermAsync(
                    terms, week, named => page.AskAsync(named, new DropReissue(request.Sign(), named), ct), ct))
            .For(typeof(DropReissue)).Fields();
        pages.Post(
            "/weeks/{week}/reissue/approve",
            (string week, [FromForm] IFormCollection _, ReissuePageMaker page, RequestContext request, Terms terms,
                CancellationToken ct) =>
                request.WithTermAsync(
                    terms, week, named => page.AskAsync(named, new ApproveReissue(request.Sign(), named), ct), ct))
            .For(typeof(ApproveReissue)).Fields();
    }
}

/// <summary>Makes the page.</summary>
public sealed class ReissuePageMaker(
    RequestContext request, ReissueDrafts drafts, PersonNames personNames, PageFrames frames,
    IHttpContextAccessor http)
{
    /// <summary>The page, with the refusal of the last step if there was one.</summary>
    public async Task<IResult> ShowAsync(Term term, Refusal? refusal, CancellationToken ct)
    {
        await using var session = request.Session();
        var (actor, by) = (request.Actor, request.Sign());
        var made = await drafts.OfAsync(session, term, by.At, by.Called, true, ct);
        made.TryGet(out var draft, out var unmade);
        var file = draft?.File ?? await session.StateAsync<WeekFile>(term.Stream, ct);
        refusal ??= unmade;
        var persons = await personNames.OfAsync(request.District, ct);
        return await PageResults.PageAsync<ReissuePage, ReissueView>(
            new ReissueView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), term.Id, IssueRow.Of(file, persons),
                draft, file?.Proposal is { } open
                    ? open with { Proposer = persons.Called(open.Proposer, open.ProposedBy) } : null,
                refusal)
            {
                MayPropose = draft is { Content.Changed: true, File.Proposal: null } && request.May<ProposeReissue>(),
                MayDrop = request.May<DropReissue>() && file?.Proposal?.ProposedBy == actor.Account,
                MayApprove = request.May<ApproveReissue>()
                    && ReissueDecider.MayApprove(draft?.File, term, actor.Account, draft?.Content) is null,
                Refused = refusal is null ? null : SentForms.Of(http.HttpContext!),
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>Takes a step and shows the page again.</summary>
    public Task<IResult> AskAsync(Term term, object command, CancellationToken ct) => request.GoOnAsync(
        command, Links.Reissue(request.District, term.Id), refusal => ShowAsync(term, refusal, ct), ct);
}
