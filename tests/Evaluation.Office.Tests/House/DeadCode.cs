using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Office.Tests.House;

/// <summary>
/// Types, members and files that nobody names. Identifiers are compared and not symbols: what shares its name with
/// something in use is not found, and nothing in use is ever reported.
/// </summary>
internal static class DeadCode
{
    // What calls these knows them by their name or their attribute and not from our text.
    private static readonly string[] CalledByOthers =
        ["Main", "Dispose", "DisposeAsync", "CompareTo", "Equals", "GetHashCode", "ToString", "GetEnumerator", "Handle",
            "HandleAsync"];

    private static readonly string[] CalledByAttribute = ["Fact", "Theory", "Parameter", "ModuleInitializer",
        "CollectionDefinition"];

    // Their members are all among those above; any other base or interface from outside may need any member.
    private static readonly string[] Known = ["IDisposable", "IAsyncDisposable", "IComparable", "IEquatable",
        "IEnumerable", "Exception", "Attribute"];

    /// <summary>
    /// What is declared in src and named nowhere, or only by tests; what tests declare and nobody names.
    /// </summary>
    public static IEnumerable<string> Members(IReadOnlyList<SourceFile> files)
    {
        var product = NamesIn(files.Where(InProduct));
        var all = NamesIn(files);
        var types = files.Where(file => file.IsCode).SelectMany(file =>
            file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            .Select(type => type.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        return from file in files
               where file.IsCode
               from node in file.Root.DescendantNodes()
               let name = SourceFile.NameOf(node)
               where name is not null && !product.Contains(name) && IsChecked(node) && !IsAskedFor(node, types)
                   && !(all.Contains(name) && !InProduct(file))
               let line = node.SyntaxTree.GetLineSpan(SourceFile.Declared(node)!.Value.Span).StartLinePosition.Line + 1
               select $"{file.Path}:{line}: {name}{(all.Contains(name) ? ", only in tests" : "")}";
    }

    /// <summary>Components that no other file names.</summary>
    public static IEnumerable<string> Components(IReadOnlyList<SourceFile> files)
    {
        var names = files.SelectMany(file => file.Words.Select(word => (word.Name, file.Path)))
            .ToLookup(one => one.Name, one => one.Path);
        return files.Where(file => file.IsRazor && !file.Path.EndsWith("_Imports.razor", StringComparison.Ordinal))
            .Where(file => names[file.Types.Single()].All(path => path == file.Path)).Select(file => file.Path);
    }

    /// <summary>Other files, of whatever kind, whose name no text holds.</summary>
    /// <param name="texts">All texts that might name them.</param>
    public static IEnumerable<string> Files(IEnumerable<string> paths,
        IReadOnlyCollection<(string Path, string Text)> texts) =>
        paths.Where(path => !texts.Any(text => text.Path != path
            && text.Text.Contains(Path.GetFileName(path), StringComparison.Ordinal)));

    private static bool InProduct(SourceFile file) => file.Path.StartsWith("src/", StringComparison.Ordinal);

    private static HashSet<string> NamesIn(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.Words).Where(word => !word.Declares).Select(word => word.Name)
            .ToHashSet(StringComparer.Ordinal);

    private static bool IsChecked(SyntaxNode node) => node switch
    {
        ConstructorDeclarationSyntax => false,

        // Positional members are what a record is written and read with.
        ParameterSyntax => false,
        BaseTypeDeclarationSyntax type => !type.Identifier.Text.EndsWith("Handler", StringComparison.Ordinal)
            && !Has(type, IsCalled)
            && !Has(type, IsExtension) && !IsCalled(type),
        MemberDeclarationSyntax member => IsChecked(member),
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } => IsChecked(field),
        _ => true,
    };

    // Private members are the compiler's concern. A data property of a record is serialized like a positional one.
    private static bool IsChecked(MemberDeclarationSyntax member) =>
        !member.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && (member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Modifiers.Any(SyntaxKind.InternalKeyword)
        || member is EnumMemberDeclarationSyntax)
        && !CalledByOthers.Contains(SourceFile.NameOf(member) ?? "")
        && !IsCalled(member)
        && !(member is PropertyDeclarationSyntax { ExpressionBody: null, Parent: RecordDeclarationSyntax } property
            && property.AccessorList!.Accessors.All(accessor => accessor.Body is null
            && accessor.ExpressionBody is null));

    private static bool IsAskedFor(SyntaxNode member, HashSet<string> types) =>
        member is MethodDeclarationSyntax or PropertyDeclarationSyntax
        && member.Parent is TypeDeclarationSyntax { BaseList.Types: var bases }
        && bases.Select(one => one.Type).Any(one =>
            (one as SimpleNameSyntax)?.Identifier.Text is not { } name
                || !(types.Contains(name) || Known.Contains(name)));

    private static bool IsCalled(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(list => list.Attributes)
            .Any(one => CalledByAttribute.Contains(one.Name.ToString()));

    // Who calls an extension does not name its class.
    private static bool IsExtension(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] }
        && first.Modifiers.Any(SyntaxKind.ThisKeyword);

    private static bool Has(BaseTypeDeclarationSyntax type, Func<MemberDeclarationSyntax, bool> kind) =>
        type is TypeDeclarationSyntax { Members: var members } && members.Any(kind);
}
