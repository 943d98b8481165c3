using System.Text.RegularExpressions;

namespace Evaluation.Office.Tests.House;

/// <summary>What documents and the solution say about the files that are there.</summary>
internal static partial class ReadmeRules
{
    /// <summary>
    /// The namespaces that the map lists below a project: the words at the beginning of a line, up to two spaces.
    /// </summary>
    public static IReadOnlyList<string> Named(string readme, string project)
    {
        var lines = readme.Split('\n').SkipWhile(line => !line.StartsWith("src/", StringComparison.Ordinal))
            .TakeWhile(line => line != "```").ToList();
        var at = lines.FindIndex(line => line.Split(' ')[0] == $"src/{project}");
        return at < 0 ? ["not in the map"] :
        [
            .. lines.Skip(at + 1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
                .Where(line => line.Length > 2 && char.IsUpper(line[2]))
                .SelectMany(line => line.Trim().Split("  ")[0].Split(' '))
                .Select(name => name.Replace('/', '.')),
        ];
    }

    /// <summary>Where the map leaves the order in which the namespaces of a project may use each other.</summary>
    public static IEnumerable<string> Misplaced(string readme, NamespaceOrder order)
    {
        var (named, wanted) = (Named(readme, order.Root), order.Names.Where(name => name.Length > 0).ToList());
        return Enumerable.Range(0, Math.Max(named.Count, wanted.Count))
            .Select(i => (Named: named.ElementAtOrDefault(i) ?? "nothing", Wanted: wanted.ElementAtOrDefault(i)))
            .Where(one => one.Named != one.Wanted)
            .Select(one => $"{one.Named} in place of {one.Wanted ?? "nothing"}");
    }

    /// <summary>Files and commands that a text links to or begins a line with, and that are not there.</summary>
    /// <param name="paths">All files and folders.</param>
    /// <param name="folder">The folder of the text, from which it links; empty for the root.</param>
    public static IEnumerable<string> Missing(string text, IReadOnlySet<string> paths, string folder = "") =>
        Links().Matches(text).Select(match => Path.Join(folder, match.Groups[1].Value))
            .Concat(Commands().Matches(text).Select(match => match.Value))
            .Select(Plain).Where(path => !paths.Contains(path)).Distinct();

    /// <summary>
    /// Folders, files and names of code that a text holds and that are not there; `Office/Weeks` is the folder of a
    /// project, and a name is between backticks.
    /// </summary>
    /// <param name="paths">All files and folders.</param>
    /// <param name="names">All names in code.</param>
    public static IEnumerable<string> Unknown(
        string text, IReadOnlySet<string> paths, IReadOnlySet<string> names) =>
    [
        .. OfProjects().Matches(text).Select(match => match.Value)
            .Where(path => !paths.Contains($"src/Evaluation.{path}")).Distinct(),
        .. Ticked().Matches(text).Select(match => match.Groups[1].Value).Where(word => !word.Contains('<')).Distinct()
            .Where(word => word.EndsWith(".cs", StringComparison.Ordinal)
                ? !paths.Any(path => path.EndsWith(word, StringComparison.Ordinal))
                : Identifier().IsMatch(word) && !word.Split('.').All(names.Contains)),
    ];

    /// <summary>Projects of which only one of solution and folders knows.</summary>
    public static IEnumerable<string> Differences(string solution, IEnumerable<string> projects)
    {
        var listed = Project().Matches(solution).Select(match => match.Groups[1].Value.Replace('\\', '/')).ToHashSet();
        listed.SymmetricExceptWith(projects);
        return listed.Order(StringComparer.Ordinal);
    }

    /// <summary>Schemas that rulebooks name for editors and that are not there.</summary>
    /// <param name="rulebooks">Path and text of each.</param>
    /// <param name="paths">All files and folders.</param>
    public static IEnumerable<string> LostSchemas(
        IEnumerable<(string Path, string Text)> rulebooks, IReadOnlySet<string> paths) =>
        from one in rulebooks
        from match in Schema().Matches(one.Text)
        let named = Plain(Path.Join(Path.GetDirectoryName(one.Path), match.Groups[1].Value))
        where !paths.Contains(named)
        select $"{one.Path}: {named}";

    // Without `..`; a root stands before, since only a whole path is shortened.
    private static string Plain(string path) => Path.GetFullPath(path, "/")[1..].TrimEnd('/');

    [GeneratedRegex(@"\]\(([\w./-]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^(?:ops|src|tests)/[\w./-]+", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\b(?:Rulebooks|Office|Server)/[A-Z]\w*(?:/[A-Z]\w*)*(?:\.(?:css|cs|razor)\b)?")]
    private static partial Regex OfProjects();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Ticked();

    [GeneratedRegex(@"^[A-Z]\w*(?:\.[A-Z]\w*)*$")]
    private static partial Regex Identifier();

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Project();

    [GeneratedRegex(@"\$schema=(\S+)")]
    private static partial Regex Schema();
}
