namespace Evaluation.Office.Tests.House;

/// <summary>
/// What a slice of the server keeps to itself: handlers, routes, verbs and pages. Commands go over the bus, and parts of pages may
/// be shared where it is stated.
/// </summary>
internal static class SliceRules
{
    private const string Home = "src/Evaluation.Server/";

    private static readonly string[] Private = ["Handler", "Endpoints", "Routes", "Verb", "Verbs", "Page", "Pages"];

    // Who may put whose components into a page: the bulletin prints the tables of the board, an appeal shows the line it is about.
    private static readonly (string User, string Owner)[] Components =
    [
        ("Publication", "Board"), ("Appeals", "Board"), ("Appeals", "Publication"),
    ];

    /// <summary>Uses of what another slice keeps to itself.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var slices = files.Where(file => SliceOf(file) is not null).ToList();
        var owners = slices.SelectMany(file => file.Types.Where(type => file.IsRazor || Private.Any(end => type.EndsWith(end, StringComparison.Ordinal)))
                .Select(type => (Type: type, Slice: SliceOf(file)!, Shared: file.IsRazor && !type.EndsWith("Page", StringComparison.Ordinal))))
            .ToLookup(one => one.Type, StringComparer.Ordinal);
        return from file in slices
               let own = SliceOf(file)
               from word in file.Words
               where !word.Declares && !word.AfterPoint && owners[word.Name].Any() && owners[word.Name].All(one => one.Slice != own)
               let owner = owners[word.Name].First()
               where !(owner.Shared && Components.Contains((own, owner.Slice)))
               select $"{file.Path}:{word.Line}: {word.Name} of {owner.Slice}";
    }

    // The first folder; what lies beside the folders puts the slices together, and Kit is for all.
    private static string? SliceOf(SourceFile file) =>
        file.Path.StartsWith(Home, StringComparison.Ordinal) && file.Path[Home.Length..].Split('/') is [var slice, _, ..] && slice is not ("Kit" or "Internal")
            ? slice : null;
}
