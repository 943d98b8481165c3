using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Adoption;

/// <summary>The pages on which an edition is checked, proposed and adopted.</summary>
public static class ProposalPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/rulebook-proposals", (ProposalPageMaker page, CancellationToken ct) =>
            page.NewAsync(ct)).For(typeof(ProposeRulebook));
        pages.Post(
            "/rulebook-proposals",
            ([FromForm] string text, [FromForm] string? note, [FromForm(Name = "do")] string? does, IFormFile? file,
                ProposalPageMaker page, CancellationToken ct) =>
                page.ProposeAsync(text, note ?? "", file, does == "propose", ct))
            .For(typeof(ProposeRulebook)).Fields("text").Further("file", "note", "do");
        pages.Get("/rulebook-proposals/{number:int}", (
            [FromRoute] int number, ProposalPageMaker page, CancellationToken ct) =>
            page.ShowAsync(number, null, ct)).OnlyMembers();
        pages.Post(
            "/rulebook-proposals/{number:int}/adopt",
            ([FromRoute] int number, [FromForm] string document, [FromForm] string? seen,
                [FromForm(Name = "do")] string? does, ProposalPageMaker page, CancellationToken ct) =>
                page.AdoptAsync(number, document, seen is not null, does == "adopt", ct))
            .For(typeof(AdoptRulebook)).Fields("document").Further("seen", "do");
        pages.Post(
            "/rulebook-proposals/{number:int}/drop",
            ([FromRoute] int number, [FromForm] string reason, [FromForm(Name = "do")] string? does,
                ProposalPageMaker page, CancellationToken ct) => page.DropAsync(number, reason, does == "drop", ct))
            .For(typeof(DropProposal)).Fields("reason").Further("do");
    }
}
