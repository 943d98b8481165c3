using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>Nothing is kept that nobody uses.</summary>
public sealed class DeadCodeTests
{
    private static readonly string[] Folders = ["src", "ops"];

    [Fact]
    public void Every_type_and_member_is_named_somewhere() => DeadCode.Members(SourceFile.All).Should().BeEmpty();

    [Fact]
    public void Every_component_is_named_somewhere() => DeadCode.Components(SourceFile.All).Should().BeEmpty();

    [Fact]
    public void Every_other_file_is_named_somewhere()
    {
        var all = Folders.Select(folder => Path.Combine(Sample.Root(), folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Append(Path.Combine(Sample.Root(), "README.md"))
            .Select(file => (File: file, Path: Path.GetRelativePath(Sample.Root(), file).Replace('\\', '/')))
            .Where(one => !one.Path.Contains("/bin/") && !one.Path.Contains("/obj/")
            && !one.Path.Contains("/Generated/")).ToList();
        var texts = all.Where(one => !one.Path.EndsWith(".png", StringComparison.Ordinal))
            .Select(one => (one.Path, File.ReadAllText(one.File))).ToList();

        // A dated figure is kept though a later one replaces it.
        DeadCode.Files(all.Select(one => one.Path).Where(path =>
            Path.GetExtension(path) is not (".cs" or ".razor" or ".csproj")
            && Path.GetFileName(path) is not ("README.md" or "Directory.Build.props")
            && !path.StartsWith("ops/measured/", StringComparison.Ordinal)), texts).Should().BeEmpty();
    }

    [Theory]
    [InlineData("public static class Dead;", "Dead")]
    [InlineData("internal enum Used { One, Dead } record Pair(object One) { public Used Of => new Pair(Used.One).Of; }",
        "Dead")]
    [InlineData("public sealed class Used { Used Of() => new(); public void Dead() { } }", "Dead")]
    [InlineData("class Used : IDisposable { Used Of() => new(); public void Dispose() { } public const int Dead = 1; }",
        "Dead")]
    [InlineData("public static class Asking { public static int Dead(this int number) => number; }", "Dead")]
    [InlineData("public sealed record Used { Used Of() => new(); public int Dead => 1; }", "Dead")]
    [InlineData("public sealed class Used { Used Of() => new(); public int Dead { get; } }", "Dead")]
    [InlineData("public sealed class Used { Used Of() => new(); /* Dead */ public string Dead() => \"Dead\"; }",
        "Dead")]
    public void What_nobody_names_is_found(string code, string dead) =>
        DeadCode.Members([SourceFile.Of("src/A/A.cs", code)])
            .Where(found => found.EndsWith(dead, StringComparison.Ordinal)).Should().Equal($"src/A/A.cs:1: {dead}");

    [Theory]
    [InlineData("public static class AskHandler { public static void Handle(object ask) { } }")]
    [InlineData("public sealed record Used(int Stored) { Used Of() => new(1); public int Written { get; init; } }")]
    [InlineData("class Used : IDisposable { Used Of() => new(); public void Dispose() { } }")]
    [InlineData("class Used { Used Of() => new(); public override string Spelled() => \"\"; }")]
    [InlineData("public sealed class Used : IObserver<int> { Used Of() => new(); public void OnNext(int value) { } }")]
    [InlineData("public static class Asking { public static int Ask(this int number) => number.Ask(); }")]
    [InlineData("public sealed class AskTests { [Fact] public void It_holds() { } }")]
    [InlineData("class Used { Used Of() => new(); string Text() => $\"{Live()}{Text()}\"; public int Live() => 1; }")]
    public void What_others_call_is_none(string code) => DeadCode.Members([SourceFile.Of("src/A/A.cs", code)])
        .Should().BeEmpty();

    [Fact]
    public void What_only_tests_name_is_found() =>
        DeadCode.Members([SourceFile.Of("src/A/A.cs", "class A { A Of() => new(); public void Only() { } }"),
            SourceFile.Of("tests/B/B.cs", "class B { void M(B a) => a.Only(); }")])
            .Should().Equal("src/A/A.cs:1: Only, only in tests");

    [Fact]
    public void A_helper_that_no_test_names_is_found() =>
        DeadCode.Members([SourceFile.Of("tests/B/B.cs", "class B { B Of() => new(); public void Dead() { } }")])
            .Should().Equal("tests/B/B.cs:1: Dead");

    [Fact]
    public void A_component_that_no_page_names_is_found() =>
        DeadCode.Components([SourceFile.Of("src/A/Dead.razor", "<p>@* Dead *@</p>"),
            SourceFile.Of("src/A/Page.razor", "<Part />"), SourceFile.Of("src/A/Part.razor", "<Page />")])
            .Should().Equal("src/A/Dead.razor");

    [Fact]
    public void A_file_that_no_text_names_is_found() =>
        DeadCode.Files(["ops/dead.txt", "ops/live.txt"], [("ops/dead.txt", "dead.txt"), ("ops/run", "cat live.txt")])
            .Should().Equal("ops/dead.txt");
}
