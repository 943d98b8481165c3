using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Server.Kit.Pages;

/// <summary>
/// The few scripts of the working pages, none of which comes from elsewhere: files of the program's own, whose
/// addresses change with their content, so that a browser may keep them.
/// </summary>
public static class Scripts
{
    /// <summary>Keeps what is typed in a form, and makes tables of fields behave like a spreadsheet.</summary>
    public const string Entry = "entry.js";

    /// <summary>The keys of the verifier's queue.</summary>
    public const string Queue = "queue.js";

    /// <summary>Asks a device for a passkey.</summary>
    public const string Passkey = "passkey.js";

    private static readonly Dictionary<string, string> Texts =
        new[] { Entry, Queue, Passkey }.ToDictionary(name => name, Read, StringComparer.Ordinal);

    private static readonly Dictionary<string, MarkupString> Tags = Texts.ToDictionary(
        one => one.Key,
        one => new MarkupString(
            $"<script src=\"{Address(one.Key)}?v={Version(one.Value)}\" type=\"module\"></script>"),
        StringComparer.Ordinal);

    /// <summary>What runs a script on a page.</summary>
    public static MarkupString Tag(string name) => Tags[name];

    /// <summary>Maps the scripts.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var (name, text) in Texts)
        {
            app.MapGet(Address(name), (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Text(text, "text/javascript; charset=utf-8", Encoding.UTF8);
            }).AllowAnonymous();
        }
    }

    private static string Address(string name) => $"/scripts/{name}";

    private static string Version(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static string Read(string name)
    {
        using var file = typeof(Scripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is missing from this program.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
