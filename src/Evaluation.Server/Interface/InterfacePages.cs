using System.Net.Mime;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Interface;

/// <summary>
/// Where the description is read. It tells nothing of any district, and programs are written before they have a token.
/// </summary>
public static class InterfacePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get("/api/openapi.json", async (InterfaceBook book) =>
            Results.Text(await book.JsonAsync(), MediaTypeNames.Application.Json)).AllowAnonymous();
        app.Get("/api", async (InterfaceBook book, PageFrames frames, HttpContext http, CancellationToken ct) =>
            await PageResults.PageAsync<InterfacePage, InterfaceView>(
                InterfacePageMaker.Make(await book.DocumentAsync(), await frames.OfAsync(http, null, ct))))
            .AllowAnonymous();
    }
}
