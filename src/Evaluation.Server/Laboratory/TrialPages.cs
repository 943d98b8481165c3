using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Laboratory;

/// <summary>The pages on which those who may propose an edition see what it would have given.</summary>
public static class TrialPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/rulebook-proposals/{number:int}/trial", (
            [FromRoute] int number, TrialPageMaker page, CancellationToken ct) =>
            page.OfProposalAsync(number, ct)).For(typeof(ProposeRulebook)).Discloses(Disclosed.Proposals);
        pages.Post(
            "/trial", ([FromForm] string text, IFormFile? file, TrialPageMaker page, CancellationToken ct) =>
                page.OfTextAsync(text, file, ct))
            .Only([.. ForAttribute.Of(typeof(ProposeRulebook))]).Fields("text").Further("file", "note", "do");
    }
}
