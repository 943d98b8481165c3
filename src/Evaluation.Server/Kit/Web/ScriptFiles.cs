using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Kit.Web;

/// <summary>Serves the program's own scripts.</summary>
internal static class ScriptFiles
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/scripts/{script}", (string script, HttpContext http) =>
        {
            if (Scripts.TextOf(script) is not { } text)
            {
                return Answers.Problem(Answers.NoSuchAddress);
            }

            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Text(text, "text/javascript; charset=utf-8");
        }).AllowAnonymous();
}
