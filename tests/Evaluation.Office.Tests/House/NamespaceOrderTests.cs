using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>Within each project namespaces use each other in one direction.</summary>
public sealed class NamespaceOrderTests
{
    private const string Low = "Words", Middle = "Units", High = "Rules";

    private static readonly NamespaceOrder Planted = new("Evaluation.Rulebooks", [Low, Middle, $"{High}.Deep", High]);

    public static TheoryData<string> Projects => [.. NamespaceOrder.All.Select(order => order.Root)];

    // The planted line, in Words, and what is said about it.
    public static TheoryData<string, string> Upwards => new()
    {
        { "using Evaluation.Rulebooks.Units;", "Words uses Units (Evaluation.Rulebooks.Units)" },
        { "using static Evaluation.Rulebooks.Units.Roster;", "Words uses Units (Evaluation.Rulebooks.Units.Roster)" },
        { "using R = Evaluation.Rulebooks.Units.Roster;", "Words uses Units (Evaluation.Rulebooks.Units.Roster)" },
        { "record Use(Evaluation.Rulebooks.Units.Roster Of);", "Words uses Units (Evaluation.Rulebooks.Units.Roster)" },
        { "record Use(Rulebooks.Units.Roster Of);", "Words uses Units (Rulebooks.Units.Roster)" },
        { "record Use(Units.Roster Of);", "Words uses Units (Units.Roster)" },
        { "record Use { object Of => new global::Evaluation.Rulebooks.Units.Roster(); }",
            "Words uses Units (Evaluation.Rulebooks.Units.Roster)" },
        { "record Use { string Of => $\"{Units.Roster.Empty}\"; }", "Words uses Units (Units.Roster.Empty)" },
        { "global using Evaluation.Rulebooks.Words;", "Evaluation.Rulebooks.Words is for every file" },
    };

    [Fact]
    public void Every_project_has_an_order() => NamespaceOrder.Unordered(
        Directory.GetDirectories(Path.Combine(Sample.Root(), "src")).Select(folder => Path.GetFileName(folder)),
        NamespaceOrder.All).Should().BeEmpty();

    [Fact]
    public void A_project_without_an_order_is_found() =>
        NamespaceOrder.Unordered(["Evaluation.Rulebooks", "Evaluation.New"],
            [NamespaceOrder.Rulebooks, NamespaceOrder.Office])
            .Should().Equal("Evaluation.New has no order", "Evaluation.Office is no project");

    [Theory, MemberData(nameof(Projects))]
    public void Namespaces_use_only_those_below_them(string project) => Order(project).Violations(SourceFile.All)
        .Should().BeEmpty();

    [Theory, MemberData(nameof(Projects))]
    public void The_order_names_no_namespace_that_is_gone(string project) => Order(project).Gone(SourceFile.All)
        .Should().BeEmpty();

    [Fact]
    public void A_namespace_that_is_gone_is_found() =>
        Planted.Gone([SourceFile.Of("src/Evaluation.Rulebooks/Words/A.cs", "namespace Evaluation.Rulebooks.Words;")])
            .Should().Equal(
                $"Evaluation.Rulebooks.{Middle}", $"Evaluation.Rulebooks.{High}.Deep", $"Evaluation.Rulebooks.{High}");

    [Theory, MemberData(nameof(Upwards))]
    public void A_use_upwards_is_found_however_it_is_written(string line, string said)
    {
        var code = line.Contains("using", StringComparison.Ordinal) ? $"{line}\nnamespace Evaluation.Rulebooks.Words;"
            : $"namespace Evaluation.Rulebooks.Words;\n{line}";

        Violations(("Words/A.cs", code)).Should().ContainSingle().Which.Should().EndWith(said);
    }

    [Theory]
    [InlineData("record Use(Words.Week Of);")]
    [InlineData("record Use(string[] Units) { int Of => Units.Length; }")]
    [InlineData("record Use { Use Of => new Use { Units = 1 }; }")]
    [InlineData("record Use; // Evaluation.Rulebooks.Units.Roster")]
    [InlineData("record Use { string Of => \"Evaluation.Rulebooks.Units.Roster\"; }")]
    public void A_use_downwards_a_member_and_words_are_none(string line) =>
        Violations(("Words/A.cs", $"namespace Evaluation.Rulebooks.Words;\n{line}")).Should().BeEmpty();

    [Fact]
    public void A_type_of_the_namespace_around_is_used_without_any_using() =>
        Violations(("Rules/Deep/A.cs", "namespace Evaluation.Rulebooks.Rules.Deep;\nrecord Use(Rulebook Of);")).Should()
            .Equal("src/Evaluation.Rulebooks/Rules/Deep/A.cs:2: Rules.Deep uses Rules (Rulebook)");

    [Fact]
    public void A_page_that_takes_in_a_namespace_above_it_is_found() =>
        Violations(("Words/A.razor", "@using Evaluation.Rulebooks.Units\n<p>@Rules.Rulebook.Of()</p>")).Should().Equal(
            "src/Evaluation.Rulebooks/Words/A.razor:1: Words uses Units (Evaluation.Rulebooks.Units)",
            "src/Evaluation.Rulebooks/Words/A.razor:2: Words uses Rules (Rules.Rulebook.Of)");

    [Fact]
    public void A_namespace_that_the_order_does_not_name_is_found() =>
        Violations(("Else/A.cs", "namespace Evaluation.Rulebooks.Else;")).Should()
            .Equal("src/Evaluation.Rulebooks/Else/A.cs: Evaluation.Rulebooks.Else is in no order");

    private static IEnumerable<string> Violations((string Path, string Code) planted) => Planted.Violations(
    [
        .. new[]
        {
            ("Words/Week.cs", "namespace Evaluation.Rulebooks.Words;\nrecord Week;"),
            ("Units/Roster.cs",
                "namespace Evaluation.Rulebooks.Units;\nusing Evaluation.Rulebooks.Words;\nrecord Roster(Week Of);"),
            ("Rules/Rulebook.cs", "namespace Evaluation.Rulebooks.Rules;\nrecord Rulebook;"),
            planted,
        }.Select(file => SourceFile.Of($"src/Evaluation.Rulebooks/{file.Item1}", file.Item2)),
    ]);

    private static NamespaceOrder Order(string root) => NamespaceOrder.All.Single(order => order.Root == root);
}
