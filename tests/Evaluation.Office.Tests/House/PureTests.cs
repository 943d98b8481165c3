using System.Reflection;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>The rulebooks and the office are pure: what they may know and how their records are made.</summary>
public sealed class PureTests
{
    private static readonly string[] Framework =
    [
        "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Linq.Parallel", "System.Memory",
        "System.Runtime", "System.Runtime.InteropServices", "System.Security.Cryptography", "System.Text.Encodings.Web",
        "System.Text.Json", "System.Text.RegularExpressions", "System.Threading",
    ];

    // Powers and roots are computed in whole numbers of any length.
    private static readonly string[] OfRulebooks =
        [.. Framework, "System.Runtime.Numerics", "Superpower", "YamlDotNet"];

    private static readonly string[] OfOffice =
    [
        .. Framework, "Evaluation.Rulebooks", "Sylvan.Data.Csv", "System.Collections.Concurrent",

        // Sylvan's reader is a data reader; the office's own code may not touch data access (BannedSymbols.txt).
        "System.Data.Common",

        // Workbooks are packed XML; the office reads them from memory.
        "DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework", "System.IO.Compression", "System.IO.Packaging",
        "System.Xml.ReaderWriter",

        // Texts come in as bytes in UTF-8 or GB18030.
        "System.Text.Encoding.CodePages", "System.Text.Encoding.Extensions",
    ];

    private static readonly Assembly Rulebooks = typeof(Week).Assembly, Office = typeof(Decision).Assembly;

    private static IReadOnlyList<Type> Types => [.. PureRules.TypesOf(Rulebooks), .. PureRules.TypesOf(Office)];

    [Fact]
    public void They_refer_to_a_short_list_of_assemblies()
    {
        PureRules.References(Rulebooks.GetReferencedAssemblies(), OfRulebooks).Should().BeEmpty();
        PureRules.References(Office.GetReferencedAssemblies(), OfOffice).Should().BeEmpty();
        PureRules.References([new AssemblyName("System.Linq"), new AssemblyName("Npgsql")], OfOffice)
            .Should().Equal("Npgsql");
    }

    [Theory]
    [InlineData("src/Evaluation.Rulebooks/Evaluation.Rulebooks.csproj")]
    [InlineData("src/Evaluation.Office/Evaluation.Office.csproj",
        "../Evaluation.Rulebooks/Evaluation.Rulebooks.csproj")]
    [InlineData("tests/Evaluation.Rulebooks.Tests/Evaluation.Rulebooks.Tests.csproj",
        "../../src/Evaluation.Rulebooks/Evaluation.Rulebooks.csproj")]
    public void A_project_refers_only_to_those_below_it(string project, params string[] others) =>
        PureRules.ProjectReferences(File.ReadAllText(Path.Combine(Sample.Root(), project))).Should().Equal(others);

    [Fact]
    public void A_reference_to_a_project_is_found_wherever_it_is() =>
        PureRules.ProjectReferences(
            """
            <Project><ItemGroup><PackageReference Include="A" /></ItemGroup>
            <ItemGroup Condition="true"><ProjectReference Include="../B/B.csproj" /></ItemGroup></Project>
            """).Should().Equal("../B/B.csproj");

    [Fact]
    public void No_number_is_inexact_and_no_time_is_without_its_offset() => PureRules.InexactNumbers(Types)
        .Should().BeEmpty();

    [Fact]
    public void An_inexact_number_is_found_wherever_it_is() => PureRules.InexactNumbers([typeof(Guess)])
        .Should().BeEquivalentTo(
        "Guess.rough", "Guess.Value", "Guess.get_Value", "Guess.<Value>k__BackingField", "Guess.When", "Guess.All",
        "Guess..ctor");

    [Fact]
    public void No_function_computes_with_inexact_numbers() => PureRules.InexactWords(SourceFile.All.Where(file =>
        file.Path.StartsWith("src/Evaluation.Rulebooks/", StringComparison.Ordinal)
        || file.Path.StartsWith("src/Evaluation.Office/", StringComparison.Ordinal))).Should().BeEmpty();

    [Theory]
    [InlineData("decimal Half() => (decimal)0.5;", "0.5")]
    [InlineData("decimal Root(decimal of) { var rough = Math.Sqrt((int)of); return (decimal)rough; }", "Math.Sqrt")]
    [InlineData("int Cut(object of) => (int)(double)of;", "double")]
    [InlineData("int Cut() => (int)1.5f;", "1.5f")]
    public void An_inexact_number_inside_of_a_function_is_found(string function, string by) =>
        PureRules.InexactWords([SourceFile.Of("src/A.cs", $"class A\n{{\n    {function}\n}}")])
            .Should().Equal($"src/A.cs:3: {by}");

    [Fact]
    public void Exact_numbers_are_not_reported() => PureRules.InexactWords(
        [SourceFile.Of("src/A.cs", "class A { decimal Cut(decimal of) => Math.Round(of * 0.5m, 2); }")])
        .Should().BeEmpty();

    [Fact]
    public void Events_are_sealed_records_without_public_setters() =>
        MayNotChange(type => type.GetCustomAttribute<StoredAsAttribute>() is not null);

    [Fact]
    public void States_are_sealed_records_without_public_setters() =>
        MayNotChange(type => type.GetMethod("Evolve", BindingFlags.Public | BindingFlags.Static) is { } evolve
            && evolve.ReturnType == type);

    [Fact]
    public void A_record_that_can_be_changed_or_derived_from_is_found() =>
        PureRules.Changeable([typeof(Sound), typeof(Loose)]).Should()
        .BeEquivalentTo("Loose", "Loose.Set", "Loose.List", "Loose.Array", "Loose.Lookup");

    [Fact]
    public void Every_public_class_is_sealed_or_static_or_a_choice_of_shapes() => PureRules.Unsealed(Types)
        .Should().BeEmpty();

    [Fact]
    public void A_public_class_that_is_left_open_is_found() =>
        PureRules.Unsealed([typeof(Sound), typeof(Loose), typeof(PureRules), typeof(Choice)]).Should().Equal("Loose");

    private static void MayNotChange(Func<Type, bool> kind)
    {
        var types = Types.Where(kind).ToList();
        types.Should().NotBeEmpty();
        PureRules.Changeable(types).Should().BeEmpty();
    }

    public sealed record Sound(int Number, IReadOnlyList<int> Numbers);

#pragma warning disable CA1002, CA1034, CA1051, CA1819, CA2227 // Planted: what the rules must find.
    public record Loose(List<int> List, int[] Array)
    {
        public int Set { get; set; }

        public Dictionary<string, int> Lookup { get; } = [];
    }

    public abstract record Choice;

    private sealed class Guess(float start)
    {
        private readonly decimal? exact = (decimal)start;
        private readonly double? rough = start;

        public double Value { get; } = start;

        public static void When(DateTime at) => ArgumentOutOfRangeException.ThrowIfEqual(at, default);

        public IEnumerable<(string, float[])> All() => [($"{exact} {rough}", [0f])];
    }
#pragma warning restore CA1002, CA1034, CA1051, CA1819, CA2227
}
