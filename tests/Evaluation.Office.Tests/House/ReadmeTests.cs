using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>Documents and the solution say what is there.</summary>
public sealed class ReadmeTests
{
    private const string Map = """
        src/Evaluation.Office   pure: Nothing
          Units Firms    the roster Of units
                         and Firms
        src/Evaluation.Server
          Kit
          Board/Live Board   what runs
        src/Evaluation.Demonstration   the verb
        ```
        """;

    private static readonly string Root = Sample.Root();
    private static readonly string[] Folders = ["src", "tests"];
    private static readonly string Readme = Text("README.md");

    private static readonly HashSet<string> Paths =
    [
        .. new[] { "src", "tests", "ops", "seeds" }.Select(folder => Path.Combine(Root, folder))
            .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            .Select(Relative).Where(path => !path.Contains("/bin/") && !path.Contains("/obj/")),
    ];

    private static readonly Lazy<HashSet<string>> Names =
        new(() => [.. SourceFile.All.SelectMany(file => file.Words).Select(word => word.Name)]);

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Projects))]
    public void The_map_names_each_project_and_exactly_the_folders_that_exist(string project) =>
        ReadmeRules.Named(Readme, project).Select(name => name.Split('.')[0]).Distinct().Should().BeEquivalentTo(
            Directory.GetDirectories(Path.Combine(Root, "src", project)).Select(Path.GetFileName)
                .Where(folder => folder is not ("bin" or "obj" or "Internal" or "Properties")));

    [Fact]
    public void The_map_names_namespaces_in_the_order_in_which_they_use_each_other() =>
        NamespaceOrder.All.SelectMany(order => ReadmeRules.Misplaced(Readme, order)).Should().BeEmpty();

    [Theory]
    [InlineData("Evaluation.Office", "Units", "Firms")]
    [InlineData("Evaluation.Server", "Kit", "Board.Live", "Board")]
    [InlineData("Evaluation.Demonstration")]
    [InlineData("Evaluation.Rulebooks", "not in the map")]
    public void The_map_is_read_by_its_indented_names(string project, params string[] named) =>
        ReadmeRules.Named(Map, project).Should().Equal(named);

    [Theory]
    [InlineData("Kit Board.Live Board")]
    [InlineData("Board.Live Kit Board", "Kit in place of Board.Live", "Board.Live in place of Kit")]
    [InlineData("Kit Board.Live", "Board in place of nothing")]
    [InlineData("Kit Board.Live Board Home", "nothing in place of Home")]
    public void A_name_out_of_order_is_found(string order, params string[] found) =>
        ReadmeRules.Misplaced(Map, new NamespaceOrder("Evaluation.Server", order.Split(' '))).Should().Equal(found);

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/ARCHITECTURE.md")]
    [InlineData("src/DECISIONS.md")]
    [InlineData("ops/SCALING.md")]
    public void Every_file_and_command_that_a_document_names_exists(string document) =>
        ReadmeRules.Missing(Text(document), Paths, Path.GetDirectoryName(document)!).Should().BeEmpty();

    [Fact]
    public void A_file_or_command_that_is_gone_is_found() =>
        ReadmeRules.Missing(
            "[here](a.md) and [there](../ops/gone.md)\nops/run --all\nops/lost\n[by name](#name)",
            new HashSet<string> { "src/a.md", "ops/run" }, "src").Should().Equal("ops/gone.md", "ops/lost");

    [Fact]
    public void Every_folder_and_name_of_code_in_the_architecture_exists() =>
        ReadmeRules.Unknown(Text("src/ARCHITECTURE.md"), Paths, Names.Value).Should().BeEmpty();

    [Fact]
    public void A_folder_or_name_that_is_gone_is_found() =>
        ReadmeRules.Unknown(
            "Office/Weeks, Server/Gone/Page.razor; `Week.Next`, `Week.Lost`, `Gone`, `Week.cs`, `Lost.cs`, `a word`",
            new HashSet<string> { "src/Evaluation.Office/Weeks", "src/Evaluation.Rulebooks/Words/Week.cs" },
            new HashSet<string> { "Week", "Next" })
            .Should().Equal("Server/Gone/Page.razor", "Week.Lost", "Gone", "Lost.cs");

    [Fact]
    public void It_says_where_to_start_reading() => Readme.Should().Contain("AWeek.cs");

    [Fact]
    public void The_solution_holds_every_project() =>
        ReadmeRules.Differences(
            Text("Evaluation.sln"), Folders.SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)).Select(Relative))
            .Should().BeEmpty();

    [Fact]
    public void A_project_that_only_one_side_knows_is_found() =>
        ReadmeRules.Differences("= \"A\", \"src\\A\\A.csproj\", = \"B\", \"src\\B\\B.csproj\",",
            ["src/A/A.csproj", "src/C/C.csproj"]).Should().Equal("src/B/B.csproj", "src/C/C.csproj");

    [Fact]
    public void The_schema_that_a_rulebook_names_exists()
    {
        var rulebooks = Paths.Where(path => path.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(path => (path, Text(path))).ToList();

        rulebooks.Should().Contain(one => one.Item2.Contains("$schema=", StringComparison.Ordinal));
        ReadmeRules.LostSchemas(rulebooks, Paths).Should().BeEmpty();
    }

    [Fact]
    public void A_schema_that_is_gone_is_found() =>
        ReadmeRules.LostSchemas(
            [("seeds/a/b.yaml", "# $schema=../../src/a.json"), ("seeds/a/c.yaml", "# $schema=../../src/gone.json\n")],
            new HashSet<string> { "src/a.json" }).Should().Equal("seeds/a/c.yaml: src/gone.json");

    private static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
