using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Office.Tests.House;

/// <summary>Files whose name does not say what they hold.</summary>
internal static class FileNameRules
{
    // What a family of small types that belong together may be called.
    private static readonly string[] Families = ["Events", "Commands", "Rows", "Views", "Syntax"];

    /// <summary>
    /// Files of production code without a type of their name. Besides such a type, a name may be that of a part of a
    /// type (the type's name and the part's), or that of a family of records with what handles them.
    /// </summary>
    public static IEnumerable<string> Unnamed(IEnumerable<SourceFile> files) =>
        from file in files
        where IsProduction(file) && file.Types.Any() && !Names(file)
        select $"{file.Path}: holds {string.Join(", ", file.Types)}";

    /// <summary>
    /// Types of too many lines in a file of another name. The handler of a command stands beside its command.
    /// </summary>
    public static IEnumerable<string> Hidden(IEnumerable<SourceFile> files, int most) =>
        from file in files
        where IsProduction(file)
        from type in TopLevel(file)
        let lines = file.Root.SyntaxTree.GetLineSpan(type.Span)
        let count = lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1
        let name = type.Identifier.Text
        where count > most && !Stem(file).StartsWith(name, StringComparison.Ordinal) && !name.EndsWith("Handler",
            StringComparison.Ordinal)
        select $"{file.Path}: {name} of {count} lines";

    private static bool Names(SourceFile file)
    {
        var stem = Stem(file);
        return file.Types.Contains(stem)
            || TopLevel(file).Any(type => type.Modifiers.Any(SyntaxKind.PartialKeyword)
                && stem.StartsWith(type.Identifier.Text, StringComparison.Ordinal))
            || (Families.Any(end => stem.EndsWith(end, StringComparison.Ordinal)) && TopLevel(file).All(IsOfFamily));
    }

    private static bool IsOfFamily(BaseTypeDeclarationSyntax type) =>
        type is RecordDeclarationSyntax or EnumDeclarationSyntax
        || type.Identifier.Text.EndsWith("Handler", StringComparison.Ordinal);

    private static IEnumerable<BaseTypeDeclarationSyntax> TopLevel(SourceFile file) => file.Root.DescendantNodes()
        .OfType<BaseTypeDeclarationSyntax>().Where(type => type.Parent is BaseNamespaceDeclarationSyntax);

    private static bool IsProduction(SourceFile file) =>
        file.IsCode && file.Path.StartsWith("src/", StringComparison.Ordinal);

    private static string Stem(SourceFile file) => Path.GetFileName(file.Path).Split('.')[0];
}
