using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Evaluation.Office.Tests.House;

/// <summary>An identifier in a text.</summary>
/// <param name="AfterPoint">Whether a point leads to it.</param>
/// <param name="Declares">Whether it gives a type, a member or a parameter of a record its name.</param>
/// <param name="Sets">Whether it names the member or the parameter that a value is for.</param>
internal sealed record Word(string Name, int Line, bool AfterPoint, bool Declares, bool Sets);

/// <summary>A text file as the house rules see it.</summary>
/// <param name="Path">From the solution's folder, with forward slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    private static readonly string[] Kinds = [".cs", ".razor", ".css", ".md", ".sh"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> House = new(() =>
    [
        .. Directory.EnumerateFiles(Sample.Root(), "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: System.IO.Path.GetRelativePath(Sample.Root(), file).Replace('\\', '/')))
            .Where(one => (Kinds.Contains(System.IO.Path.GetExtension(one.Path)) || IsScript(one.Path))
                && !Outside().IsMatch("/" + one.Path))
            .OrderBy(one => one.Path, StringComparer.Ordinal)
            .Select(one => new SourceFile(one.Path, File.ReadAllLines(one.File))),
    ]);

    private readonly Lazy<CompilationUnitSyntax> root = new(() => CSharpSyntaxTree.ParseText(
        Path.EndsWith(".razor", StringComparison.Ordinal) ? CodeOf(Lines) : string.Join('\n', Lines))
        .GetCompilationUnitRoot());

    private IReadOnlyList<Word>? words;

    /// <summary>All of the repository, without the seeds, what is built and what a tool generates.</summary>
    public static IReadOnlyList<SourceFile> All => House.Value;

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsRazor => Path.EndsWith(".razor", StringComparison.Ordinal);

    // The commands in ops bear no extension.
    private static bool IsScript(string path) =>
        path.StartsWith("ops/", StringComparison.Ordinal) && !System.IO.Path.HasExtension(path);

    /// <summary>The tree of a C# file, and of the code block of a page, which stands at its end.</summary>
    public CompilationUnitSyntax Root => root.Value;

    /// <summary>The namespace of its types; empty for a text that has none.</summary>
    public string Namespace => IsCode
        ? Root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? ""
        : IsRazor ? System.IO.Path.GetDirectoryName(Path)!.Replace("src/", "", StringComparison.Ordinal)
        .Replace('/', '.') : "";

    /// <summary>The types it declares; a component is named after its file.</summary>
    public IEnumerable<string> Types => IsCode
        ? Root.DescendantNodes().Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(node => node.Parent is BaseNamespaceDeclarationSyntax).Select(node => NameOf(node)!)
        : IsRazor ? [System.IO.Path.GetFileNameWithoutExtension(Path)] : [];

    /// <summary>Its identifiers in order, without those in comments and in plain strings.</summary>
    public IReadOnlyList<Word> Words => words ??= IsCode ? [.. CodeWords()] : IsRazor ? [.. RazorWords()] : [];

    /// <summary>A planted file.</summary>
    public static SourceFile Of(string path, string text) => new(path, text.Split('\n'));

    /// <summary>The name that a declaration gives; null for a node that declares none.</summary>
    public static string? NameOf(SyntaxNode node) => Declared(node)?.Text;

    /// <summary>The identifier that a declaration gives its name with.</summary>
    public static SyntaxToken? Declared(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        EnumMemberDeclarationSyntax member => member.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => parameter.Identifier,
        _ => null,
    };

    private IEnumerable<Word> CodeWords()
    {
        var declaring = Root.DescendantNodes().Select(Declared).OfType<SyntaxToken>().ToHashSet();
        return Root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => new Word(
            token.ValueText, LineOf(token), token.GetPreviousToken().IsKind(SyntaxKind.DotToken),
                declaring.Contains(token), Sets(token)));
    }

    // The block as a class of its own, with every line where it stands in the page.
    private static string CodeOf(IReadOnlyList<string> lines)
    {
        var first = lines.ToList().FindIndex(line => line.StartsWith("@code", StringComparison.Ordinal));
        return first < 0 ? "" : new string('\n', first)
            + string.Join('\n', lines.Skip(first)).Replace("@code", "class Code", StringComparison.Ordinal);
    }

    private static bool Sets(SyntaxToken token) => token.Parent is IdentifierNameSyntax name
        && (name.Parent is NameColonSyntax
        || (name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } set && set.Left == name));

    private int LineOf(SyntaxToken token) => Root.SyntaxTree.GetLineSpan(token.Span).StartLinePosition.Line + 1;

    private IEnumerable<Word> RazorWords()
    {
        var text = Comment().Replace(string.Join('\n', Lines), found =>
            new string('\n', found.Value.Count(letter => letter == '\n')));
        var lines = SourceText.From(text).Lines;
        return Identifier().Matches(text).Select(found => new Word(
            found.Value, lines.GetLineFromPosition(found.Index).LineNumber + 1, found.Index > 0
                && text[found.Index - 1] == '.', false, false));
    }

    [GeneratedRegex("/(obj|bin|Generated|seeds|[.][^/]*)/")]
    private static partial Regex Outside();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\p{L}_]\w*")]
    private static partial Regex Identifier();
}
