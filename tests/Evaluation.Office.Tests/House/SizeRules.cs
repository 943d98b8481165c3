using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Office.Tests.House;

/// <summary>Files, functions and lines that do not fit on a screen.</summary>
internal static class SizeRules
{
    private static readonly string[] Code = [".cs", ".razor", ".css"];

    // Blocks of East Asian wide and fullwidth characters (Unicode, UAX 11), first and last.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>
    /// Files of code with too many lines; a reference or a record of decisions is searched and may be long.
    /// </summary>
    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files, int most) => files
        .Where(file => Code.Contains(Path.GetExtension(file.Path)) && file.Lines.Count > most)
        .Select(file => $"{file.Path}: {file.Lines.Count} lines");

    /// <summary>
    /// Functions, constructors and properties with too many lines, those within others too; a table of data is none.
    /// </summary>
    public static IEnumerable<string> LongFunctions(IEnumerable<SourceFile> files, int most) =>
        from file in files
        where file.IsCode || file.IsRazor
        from node in file.Root.DescendantNodes()
        where IsFunction(node)
        let span = node.SyntaxTree.GetLineSpan(node.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > most
        select $"{file.Path}:{span.StartLinePosition.Line + 1}: {lines} lines";

    /// <summary>
    /// Lines with too many columns. What cannot be broken is no line: a row of a table or a block of code in Markdown,
    /// a row of data in a raw string of a test, and what a measurement printed.
    /// </summary>
    public static IEnumerable<string> LongLines(IEnumerable<SourceFile> files, int most) =>
        from file in files
        where !file.Path.StartsWith("ops/measured/", StringComparison.Ordinal)
        let data = DataRows(file)
        from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1))
        where !data.Contains(line.Number)
        let columns = Columns(line.Text)
        where columns > most
        select $"{file.Path}:{line.Number}: {columns} columns";

    /// <summary>How many columns a text takes on a terminal; a Chinese character takes two.</summary>
    public static int Columns(string text) => text.EnumerateRunes().Sum(
        rune => Array.Exists(Wide, block => block.First <= rune.Value && rune.Value <= block.Last) ? 2 : 1);

    // Numbered from 1.
    private static HashSet<int> DataRows(SourceFile file) =>
        file.Path.EndsWith(".md", StringComparison.Ordinal) ? MarkdownRows(file.Lines)
        : file.IsCode && file.Path.StartsWith("tests/", StringComparison.Ordinal) ? RawRows(file)
        : [];

    private static HashSet<int> MarkdownRows(IReadOnlyList<string> lines)
    {
        var rows = new HashSet<int>();
        var fenced = false;
        for (var i = 0; i < lines.Count; i++)
        {
            fenced ^= lines[i].StartsWith("```", StringComparison.Ordinal);
            if (fenced || lines[i].StartsWith('|'))
            {
                rows.Add(i + 1);
            }
        }

        return rows;
    }

    // The lines between the quotes of raw strings.
    private static HashSet<int> RawRows(SourceFile file) =>
    [
        .. file.Root.DescendantNodes()
            .Where(node => node is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax)
            .Where(node => node.ToString().TrimStart('$').StartsWith("\"\"\"", StringComparison.Ordinal))
            .Select(node => node.SyntaxTree.GetLineSpan(node.Span))
            .SelectMany(span => Enumerable.Range(
                span.StartLinePosition.Line + 2,
                Math.Max(0, span.EndLinePosition.Line - span.StartLinePosition.Line - 1))),
    ];

    private static bool IsFunction(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax => true,
        PropertyDeclarationSyntax { ExpressionBody.Expression: { } value } =>
            value is not (BaseObjectCreationExpressionSyntax { Initializer: not null } or CollectionExpressionSyntax),
        _ => false,
    };
}
