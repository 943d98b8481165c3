using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Evaluation.Office.Tests.House;

/// <summary>
/// What a slice of the server keeps to itself: handlers, routes, verbs, pages. Commands go over the bus, and parts of
/// pages may be shared where it is stated.
/// </summary>
internal static class SliceRules
{
    private const string Home = "src/Evaluation.Server/";

    private static readonly string[] Private =
        ["Handler", "Endpoints", "Routes", "Verb", "Verbs", "Page", "Pages", "PageMaker"];

    // Who may put whose components into a page: the bulletin prints the tables of the board, an appeal shows the line
    // that it is about and what was published, a claim is reported with its files, shows them and what a verifier
    // should look at and is decided by one form, and the queue shows a claim as its page does.
    private static readonly (string User, string Owner)[] Components =
    [
        ("Publication", "Board"), ("Appeals", "Board"), ("Appeals", "Publication"), ("ClaimFiles", "Verification"),
        ("ClaimFiles", "Claims"), ("Claims", "Evidence"),
        ("ClaimFiles", "Evidence"), ("VerifyQueue", "Claims"), ("VerifyQueue", "ClaimFiles"),
    ];

    /// <summary>Uses of what another slice keeps to itself.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var slices = files.Where(file => SliceOf(file) is not null).ToList();
        var owners = slices.SelectMany(OwnedBy).ToLookup(one => one.Name, StringComparer.Ordinal);
        return from file in slices
               let own = SliceOf(file)
               from word in file.Words
               where !word.Declares && !word.Sets && owners.Contains(word.Name)
               let all = owners[word.Name]
               let owner = all.First()
               where all.All(one => one.Slice != own) && !(word.AfterPoint && owner.IsPart)
               where !(owner.IsPart && Components.Contains((own, owner.Slice)))
               select $"{file.Path}:{word.Line}: {word.Name} of {owner.Slice}";
    }

    // A part of a page may be shared and a page may not. What a type is called and what it does both count.
    private static IEnumerable<(string Name, string Slice, bool IsPart)> OwnedBy(SourceFile file)
    {
        var doing = file.IsCode ? file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Where(type => type.Members.OfType<MethodDeclarationSyntax>().Any(IsOfOneSlice))
            .Select(type => type.Identifier.Text).ToHashSet(StringComparer.Ordinal) : [];
        return from type in file.Types
               let kept = doing.Contains(type) || Private.Any(end => type.EndsWith(end, StringComparison.Ordinal))
               where kept || file.IsRazor
               select (type, SliceOf(file)!, !kept);
    }

    // Handles a command, maps addresses, answers one, or makes a verb.
    private static bool IsOfOneSlice(MethodDeclarationSyntax method) =>
        method.Identifier.Text is "Handle" or "HandleAsync"
        || method.ParameterList.Parameters.Any(one => one.Type?.ToString() is "IEndpointRouteBuilder")
        || method.ReturnType.ToString() is "IResult" or "Task<IResult>" or "Command";

    // The first folder; what lies beside the folders puts the slices together, and Kit is for all.
    private static string? SliceOf(SourceFile file) =>
        file.Path.StartsWith(Home, StringComparison.Ordinal)
        && file.Path[Home.Length..].Split('/') is [var slice, _, ..] && slice is not ("Kit" or "Internal")
            ? slice : null;
}
