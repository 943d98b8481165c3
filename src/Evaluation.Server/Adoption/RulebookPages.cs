using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Adoption;

/// <summary>The pages of adopted editions, for everybody whom they judge.</summary>
public static class RulebookPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/rulebooks", (RulebookPageMaker page, string? done, CancellationToken ct) =>
            page.ListAsync(done, ct)).OnlyMembers();
        pages.Get("/rulebooks/{number:int}", (
            [FromRoute] int number, RulebookPageMaker page, CancellationToken ct) =>
            page.EditionAsync(number, ct)).OnlyMembers();
        pages.Get("/rulebooks/{number:int}/text", (
            [FromRoute] int number, RulebookPageMaker page, CancellationToken ct) =>
            page.TextAsync(number, ct)).OnlyMembers();
        pages.Get("/rulebooks/{number:int}/file", (
            [FromRoute] int number, RulebookPageMaker page, CancellationToken ct) =>
            page.FileAsync(number, ct)).OnlyMembers();
    }
}
