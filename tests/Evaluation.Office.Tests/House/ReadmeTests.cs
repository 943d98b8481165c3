using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>The README tells the truth about the house.</summary>
public sealed class ReadmeTests
{
    private static readonly string Root = Sample.Root();
    private static readonly string[] Projects = ["src/Evaluation.Core", "src/Evaluation.Server"];

    [Fact]
    public void The_map_names_exactly_the_folders_that_exist()
    {
        var map = Block("src/Evaluation.Core ").Trim().Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[0]);
        var named = map.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => char.IsUpper(word[0])).ToHashSet();
        var folders = Projects
            .SelectMany(project => Directory.GetDirectories(Path.Combine(Root, project))).Select(Path.GetFileName)
            .Where(folder => folder is not ("bin" or "obj" or "Internal" or "Properties")).Distinct();
        named.Should().BeEquivalentTo(folders);
    }

    [Fact]
    public void Every_file_and_command_it_names_exists()
    {
        var text = File.ReadAllText(Path.Combine(Root, "README.md"));
        var named = System.Text.RegularExpressions.Regex.Matches(text, @"(?:\]\(|^)((?:ops|src)/[\w./-]+)", System.Text.RegularExpressions.RegexOptions.Multiline);
        named.Select(match => match.Groups[1].Value).Distinct()
            .Where(path => !File.Exists(Path.Combine(Root, path)) && !Directory.Exists(Path.Combine(Root, path))).Should().BeEmpty();
    }

    private static string Block(string beginning)
    {
        var text = File.ReadAllText(Path.Combine(Root, "README.md"));
        var start = text.IndexOf(beginning, StringComparison.Ordinal);
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
