using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Server.Kit.Pages;

/// <summary>
/// The program's own scripts. Pages read and work without them; a name changes with its content, so that a browser may
/// keep it.
/// </summary>
public static class Scripts
{
    private static readonly Dictionary<string, string> Files = new[] { Read("queue") }
        .ToDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal);

    /// <summary>The address of the keys of the verifier's queue.</summary>
    public static string Queue { get; } = Links.Script(Files.Keys.Single(name => name.StartsWith("queue-",
        StringComparison.Ordinal)));

    /// <summary>The text of a script; null for none.</summary>
    public static string? TextOf(string name) => Files.GetValueOrDefault(name);

    private static (string Name, string Text) Read(string script)
    {
        using var file = typeof(Scripts).Assembly.GetManifestResourceStream($"{script}.js")
            ?? throw new InvalidOperationException($"The script {script}.js is missing from this program.");
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return ($"{script}-{hash[..12]}.js", text);
    }
}
