using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Office.Tests.House;

/// <summary>Answers without a type: what a program reads has a name, so that it can be found and described.</summary>
internal static class AnswerRules
{
    /// <summary>Objects of production code that no type describes.</summary>
    public static IEnumerable<string> Nameless(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("src/", StringComparison.Ordinal) && (file.IsCode || file.IsRazor)
        from node in file.Root.DescendantNodes().Where(node => node is AnonymousObjectCreationExpressionSyntax
            || (file.Path.StartsWith("src/Evaluation.Server/", StringComparison.Ordinal) && IsShapeless(node)))
        let line = file.Root.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1
        select $"{file.Path}:{line}";

    /// <summary>Addresses that are bound at each start instead of when they are first asked for.</summary>
    public static IEnumerable<string> BoundEarly(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("src/Evaluation.Server/", StringComparison.Ordinal) && file.IsCode
            && !file.Path.StartsWith("src/Evaluation.Server/Kit/", StringComparison.Ordinal)
        from name in file.Root.DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.Text is "MapGet" or "MapPost" or "MapMethods"
        let line = file.Root.SyntaxTree.GetLineSpan(name.Span).StartLinePosition.Line + 1
        select $"{file.Path}:{line}";

    // What holds anything under any name is an answer without a type by another way.
    private static bool IsShapeless(SyntaxNode node) =>
        node is IdentifierNameSyntax { Identifier.Text: "JsonObject" or "JsonNode" or "JsonArray" or "ExpandoObject" };
}
