using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>The README and the solution say what is there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = Sample.Root();
    private static readonly string[] Folders = ["src", "tests"];
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Projects))]
    public void The_map_names_each_project_and_exactly_the_folders_that_exist(string project) =>
        Named(Readme, project).Should().BeEquivalentTo(
            Directory.GetDirectories(Path.Combine(Root, "src", project)).Select(Path.GetFileName)
                .Where(folder => folder is not ("bin" or "obj" or "Internal" or "Properties")));

    [Fact]
    public void The_map_names_folders_in_the_order_in_which_they_use_each_other()
    {
        foreach (var order in new[] { NamespaceOrder.Rulebooks, NamespaceOrder.Office, NamespaceOrder.Server })
        {
            // A folder is as high as the highest of its own.
            var folders = order.Names.Where(name => name.Length > 0).Select(name => name.Split('.')[0]).Reverse()
                .Distinct().Reverse();
            Named(Readme, order.Root).Should().Equal(folders);
        }
    }

    [Theory]
    [InlineData("Evaluation.Office", "Units", "Firms")]
    [InlineData("Evaluation.Server", "Kit")]
    [InlineData("Evaluation.Demonstration")]
    [InlineData("Evaluation.Rulebooks", "not in the map")]
    public void The_map_is_read_by_its_indented_names(string project, params string[] named)
    {
        const string map = """
            src/Evaluation.Office   pure: Nothing
              Units Firms    the roster Of units
                             and Firms
            src/Evaluation.Server
              Kit
            src/Evaluation.Demonstration   the verb
            ```
            """;

        Named(map, project).Should().Equal(named);
    }

    [Fact]
    public void Every_file_and_command_it_names_exists() =>
        Paths().Matches(Readme).Select(match => match.Groups[1].Value).Distinct()
            .Where(path => !File.Exists(Path.Combine(Root, path)) && !Directory.Exists(Path.Combine(Root, path)))
            .Should().BeEmpty();

    [Fact]
    public void It_says_where_to_start_reading() => Readme.Should().Contain("AWeek.cs");

    [Fact]
    public void The_solution_holds_every_project() =>
        Project().Matches(File.ReadAllText(Path.Combine(Root, "Evaluation.sln")))
            .Select(match => match.Groups[1].Value.Replace('\\', '/')).Should().BeEquivalentTo(
            Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj",
                SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')));

    // The folders below a project: the words at the beginning of a line, up to two spaces.
    private static IEnumerable<string> Named(string readme, string project)
    {
        var lines = readme.Split('\n').SkipWhile(line => !line.StartsWith("src/", StringComparison.Ordinal))
            .TakeWhile(line => line != "```").ToList();
        var at = lines.FindIndex(line => line.Split(' ')[0] == $"src/{project}");
        return at < 0 ? ["not in the map"] : lines.Skip(at + 1)
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Where(line => line.Length > 2 && char.IsUpper(line[2]))
            .SelectMany(line => line.Trim().Split("  ")[0].Split(' '));
    }

    [GeneratedRegex(@"(?:\]\(|^)((?:ops|src|tests)/[\w./-]+)", RegexOptions.Multiline)]
    private static partial Regex Paths();

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Project();
}
