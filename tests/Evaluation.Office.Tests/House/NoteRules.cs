using System.Text.RegularExpressions;

namespace Evaluation.Office.Tests.House;

/// <summary>Notes to oneself, and warnings switched off without a reason.</summary>
internal static partial class NoteRules
{
    private const string Suppressed = "[Suppress" + "Message(";
    private const string Off = "#pragma warning disable";

    /// <summary>Lines with a word that promises to come back.</summary>
    public static IEnumerable<string> Notes(IEnumerable<SourceFile> files) =>
        Lines(files, line => Note().IsMatch(line));

    /// <summary>Lines that switch a warning off and give no reason in a comment beside it.</summary>
    public static IEnumerable<string> Silenced(IEnumerable<SourceFile> files) => Lines(files, line =>
        (line.TrimStart().StartsWith(Off, StringComparison.Ordinal) && !line.Contains("//", StringComparison.Ordinal))
        || (line.Contains(Suppressed, StringComparison.Ordinal)
            && !line.Contains("Justification", StringComparison.Ordinal)));

    /// <summary>Lines that document a parameter by its own name alone.</summary>
    public static IEnumerable<string> Echoes(IEnumerable<SourceFile> files) =>
        Lines(files.Where(file => file.IsCode), line => Echo().IsMatch(line));

    private static IEnumerable<string> Lines(IEnumerable<SourceFile> files, Func<string, bool> bad) =>
        files.SelectMany(file => file.Lines.Select((text, i) => (text, Place: $"{file.Path}:{i + 1}")))
            .Where(line => bad(line.text)).Select(line => line.Place);

    [GeneratedRegex("\\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X)\\b")]
    private static partial Regex Note();

    [GeneratedRegex(@"<param name=""\w+"">The \w+[.]</param>")]
    private static partial Regex Echo();
}
