using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>The house is tidy: sizes, columns, no notes to oneself, no slice that reaches into another.</summary>
public sealed partial class TidinessTests
{
    private const int LongestFile = 400;
    private const int LongestFunction = 60;
    private const int LongestLine = 225;

    private static readonly List<(string Path, string[] Lines)> Files =
    [
        .. new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Sample.Root(), folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(Sample.Root(), path).Replace('\\', '/'), File: path))
            .Where(one => !Outside().IsMatch(one.Path))
            .Select(one => (one.Path, File.ReadAllLines(one.File))),
    ];

    [Fact]
    public void The_solution_holds_two_source_and_four_test_projects() =>
        Project().Matches(File.ReadAllText(Path.Combine(Sample.Root(), "Evaluation.sln"))).Select(match => match.Groups[1].Value.Replace('\\', '/')).Should().BeEquivalentTo(
            "src/Evaluation.Core/Evaluation.Core.csproj", "src/Evaluation.Server/Evaluation.Server.csproj", "tests/Evaluation.Core.Tests/Evaluation.Core.Tests.csproj",
            "tests/Evaluation.Server.Tests/Evaluation.Server.Tests.csproj", "tests/Evaluation.Benchmarks/Evaluation.Benchmarks.csproj",
            "tests/Evaluation.Mutations/Evaluation.Mutations.csproj");

    [Fact]
    public void Files_and_lines_are_short()
    {
        Files.Where(file => file.Lines.Length > LongestFile).Select(file => $"{file.Path}: {file.Lines.Length} lines").Should().BeEmpty();
        Numbered().Where(line => line.Text.Length > LongestLine && !line.Text.Contains('“'))
            .Select(line => $"{line.Path}:{line.Number}: {line.Text.Length}").Should().BeEmpty();
    }

    [Fact]
    public void Functions_fit_on_a_screen() => Files.SelectMany(LongFunctions).Should().BeEmpty();

    [Fact]
    public void Nobody_leaves_notes_to_himself() =>
        Numbered().Where(line => Note().IsMatch(line.Text)).Select(line => $"{line.Path}:{line.Number}").Should().BeEmpty();

    [Fact]
    public void A_warning_is_switched_off_only_with_a_reason_beside_it() =>
        Numbered().Where(line => line.Text.Contains("#pragma " + "warning disable", StringComparison.Ordinal) && !line.Text.Contains("//", StringComparison.Ordinal))
            .Select(line => $"{line.Path}:{line.Number}").Should().BeEmpty();

    [Fact]
    public void No_slice_of_the_server_uses_the_endpoints_of_another() => Numbered()
        .Where(line => line.Path.StartsWith("src/Evaluation.Server/", StringComparison.Ordinal) && Endpoints().Match(line.Text) is { Success: true } found
            && !line.Path.StartsWith($"src/Evaluation.Server/{found.Groups[1].Value}/", StringComparison.Ordinal) && line.Path != "src/Evaluation.Server/Program.cs")
        .Select(line => $"{line.Path}:{line.Number}").Should().BeEmpty();

    private static IEnumerable<(string Path, int Number, string Text)> Numbered() =>
        Files.SelectMany(file => file.Lines.Select((text, i) => (file.Path, i + 1, text)));

    // A member begins four columns in and ends where a closing bracket, or the semicolon of an expression, stands in the same depth.
    private static IEnumerable<string> LongFunctions((string Path, string[] Lines) file)
    {
        var begun = -1;
        for (var i = 0; i < file.Lines.Length; i++)
        {
            if (Member().IsMatch(file.Lines[i]))
            {
                begun = i;
            }

            if (begun >= 0 && file.Lines[i].StartsWith("    }", StringComparison.Ordinal))
            {
                if (i - begun + 1 > LongestFunction)
                {
                    yield return $"{file.Path}:{begun + 1}: {i - begun + 1} lines";
                }

                begun = -1;
            }
        }
    }

    [GeneratedRegex(@"/(obj|bin|Generated)/")]
    private static partial Regex Outside();

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Project();

    [GeneratedRegex("\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b")]
    private static partial Regex Note();

    [GeneratedRegex(@"^using Evaluation\.Server\.(\w+)Endpoints")]
    private static partial Regex Endpoints();

    [GeneratedRegex(@"^    (public|private|internal|protected|static)[^=;]*\([^;]*$")]
    private static partial Regex Member();
}
