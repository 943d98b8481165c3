using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Verification;

/// <summary>The page of findings and samples.</summary>
public static class VerificationPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/verification", (VerificationPageMaker page, CancellationToken ct) => page.ShowAsync(null, ct))
            .Only(Roles.Office).Discloses(Disclosed.Findings);
        pages.Post(
            "/verification/distinguish",
            (
                [FromForm] string first, [FromForm] string second, [FromForm] string reason, [FromForm] string? claim,
                VerificationPageMaker page, CancellationToken ct) =>
                page.DistinguishAsync(first, second, reason, claim, ct))
            .For(typeof(DistinguishClaims)).Fields("first", "second", "reason");
    }
}

/// <summary>Makes the page.</summary>
public sealed class VerificationPageMaker(
    RequestContext request, VerificationFiles files, PageFrames frames, IHttpContextAccessor http)
{
    private const int MostListed = 200;

    /// <summary>The page, with the refusal of a statement if there was one.</summary>
    public async Task<IResult> ShowAsync(Refusal? refusal, CancellationToken ct)
    {
        var examination = await files.OfAsync(request.District, ct);
        var waiting = examination.Book.Claims.Where(one => one.Claim.Undecided).Select(one => one.Claim.Id)
            .ToHashSet(StringComparer.Ordinal);
        var shown = examination.Findings
            .Where(one => one.Open && (one.Severity == FindingWeight.High || one.Claims.Any(waiting.Contains)))
            .ToList();
        var sample = Sampling.Of(examination.Book, examination.Rules, examination.Findings, null);
        return await PageResults.PageAsync<VerificationPage, VerificationView>(
            new VerificationView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), shown.Count, [.. shown.Take(MostListed)],
                sample.Length, [.. sample.Where(one => one.Chosen).Take(MostListed)],
                examination.CurrentWeek is { } week ? Sampling.Accuracies(examination.Book, week) : [],
                request.May<DistinguishClaims>(), refusal),
            Answers.StatusOf(refusal));
    }

    /// <summary>
    /// States that two claims are two matters, and shows the page again or the claim on whose page it was stated.
    /// </summary>
    public Task<IResult> DistinguishAsync(
        string first, string second, string reason, string? claim, CancellationToken ct) =>
        request.GoOnAsync(
            new DistinguishClaims(request.Sign(), first, second, reason),
            claim is null ? Links.Verification(request.District) : Links.Claim(request.District, claim),
            refusal => ShowAsync(refusal, ct), ct);
}
