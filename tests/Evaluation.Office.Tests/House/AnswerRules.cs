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

    // What holds anything under any name is an answer without a type by another way.
    private static bool IsShapeless(SyntaxNode node) =>
        node is IdentifierNameSyntax { Identifier.Text: "JsonObject" or "JsonNode" or "JsonArray" or "ExpandoObject" };
}
