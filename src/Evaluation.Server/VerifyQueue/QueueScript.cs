using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Server.VerifyQueue;

/// <summary>
/// The keys of the queue, which works without them: a file of the program's own, whose address changes with its
/// content, so that a browser may keep it.
/// </summary>
internal static class QueueScript
{
    private const string Path = "/scripts/queue.js";

    private static readonly string Text = Read();

    /// <summary>The address.</summary>
    public static string Address { get; } =
        $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12]}";

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, (HttpContext http) =>
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Text(Text, "text/javascript; charset=utf-8", Encoding.UTF8);
    }).AllowAnonymous();

    private static string Read()
    {
        using var file = typeof(QueueScript).Assembly.GetManifestResourceStream("queue.js")
            ?? throw new InvalidOperationException("The script queue.js is missing from this program.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
