using System.Text;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Server.Kit.Pages;

/// <summary>The few scripts of the working pages: each works without, and none comes from elsewhere.</summary>
public static class Scripts
{
    /// <summary>Keeps what is typed in a form, and makes tables of fields behave like a spreadsheet.</summary>
    public const string Entry = "entry";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal) { [Entry] = Read(Entry) };

    /// <summary>What runs a script on a page.</summary>
    public static MarkupString Tag(string name) => new($"<script src=\"{Address(name)}\" defer></script>");

    /// <summary>Maps the scripts.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var (name, text) in Texts)
        {
            app.MapGet(Address(name), () => Results.Text(text, "text/javascript; charset=utf-8", Encoding.UTF8))
                .AllowAnonymous();
        }
    }

    private static string Address(string name) => $"/scripts/{name}.js";

    private static string Read(string name)
    {
        using var file = typeof(Scripts).Assembly.GetManifestResourceStream($"{name}.js")
            ?? throw new InvalidOperationException($"The script {name}.js is missing from this program.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
