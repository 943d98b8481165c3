using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Imports;

/// <summary>The page on which a file of claims is checked and taken over.</summary>
public static class UploadPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/claims/upload", (UploadPageMaker maker, CancellationToken ct) =>
            maker.ShowAsync(null, ct)).For(typeof(CheckClaimFile));
        pages.Post(
            "/claims/upload", (
            [FromForm] string? paste, [FromForm] string? kind, [FromForm(Name = "do")] string? does, IFormFile? file,
            UploadPageMaker maker, CancellationToken ct) => maker.CheckAsync(file, paste, kind, does == "check", ct))
            .For(typeof(CheckClaimFile)).Fields().Further("file", "paste", "kind", "do");
        pages.Post(
            "/claims/upload/take", (
            [FromForm] string number, [FromForm] string digest, [FromForm(Name = "do")] string? does,
            UploadPageMaker maker, CancellationToken ct) => maker.TakeAsync(number, digest, does == "take", ct))
            .For(typeof(TakeClaimFile)).Fields("number", "digest").Further("do");
        pages.Get("/claims/upload/copy.xlsx", (UploadPageMaker maker, CancellationToken ct) =>
            maker.CopyAsync(ct)).For(typeof(CheckClaimFile));
        pages.Get(
            "/claims/upload/template.xlsx", ([FromQuery] string? kind, UploadPageMaker maker, CancellationToken ct) =>
                maker.TemplateAsync(kind, ct)).For(typeof(CheckClaimFile));
    }
}
