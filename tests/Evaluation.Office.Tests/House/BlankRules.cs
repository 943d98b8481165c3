namespace Evaluation.Office.Tests.House;

/// <summary>
/// Blanks that nobody sees and every difference shows. `dotnet format whitespace` puts the rest of the layout right;
/// the analyzer that would judge it in every build takes as long as all others together.
/// </summary>
internal static class BlankRules
{
    private static readonly string[] Code = [".cs", ".razor", ".css"];

    /// <summary>Lines with a tab, blanks at their end, or an empty line after an empty one; numbered from 1.</summary>
    public static IEnumerable<string> Untidy(IEnumerable<SourceFile> files) =>
        from file in files.Where(file => Code.Contains(Path.GetExtension(file.Path)))
        from i in Enumerable.Range(0, file.Lines.Count)
        let line = file.Lines[i]
        let before = i == 0 ? "" : file.Lines[i - 1]
        where line.Contains('\t', StringComparison.Ordinal) || line.EndsWith(' ')
            || (line.Length == 0 && before.Length == 0)
        select $"{file.Path}:{i + 1}";
}
