using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>What is written fits on a screen.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 400;
    private const int LongestFunction = 60;
    private const int LongestLine = 120;

    [Fact]
    public void Files_are_short() => SizeRules.LongFiles(SourceFile.All, LongestFile).Should().BeEmpty();

    [Fact]
    public void Functions_are_short() => SizeRules.LongFunctions(SourceFile.All, LongestFunction).Should().BeEmpty();

    [Fact]
    public void Lines_are_short() => SizeRules.LongLines(SourceFile.All, LongestLine).Should().BeEmpty();

    [Theory, InlineData("a.cs"), InlineData("a.razor"), InlineData("a.css")]
    public void A_long_file_is_found(string path)
    {
        var text = string.Join('\n', Enumerable.Repeat("//", LongestFile + 1));

        SizeRules.LongFiles([SourceFile.Of(path, text)], LongestFile).Should().Equal($"{path}: 401 lines");
        SizeRules.LongFiles([SourceFile.Of(path, text[3..])], LongestFile).Should().BeEmpty();
    }

    [Theory]
    [InlineData("void M()\n{\n~}")]
    [InlineData("int M() =>\n~1;")]
    [InlineData("int M\n{\nget {\n~return 1; }\n}")]
    [InlineData("C()\n{\n~}")]
    [InlineData("void M()\n{\nvoid L()\n{\n~}\n}")]
    public void A_long_function_is_found_whatever_its_form(string form)
    {
        string Code(int empty) => "class C\n{\n" + form.Replace("~", new string('\n', empty),
            StringComparison.Ordinal) + "\n}";

        SizeRules.LongFunctions([SourceFile.Of("a.cs", Code(LongestFunction))], LongestFunction).Should().NotBeEmpty();
        SizeRules.LongFunctions([SourceFile.Of("a.cs", Code(LongestFunction - 6))], LongestFunction).Should().BeEmpty();
    }

    [Fact]
    public void A_long_function_of_a_page_is_found_where_it_stands()
    {
        string Page(int empty) => "<p>@Count()</p>\n@code {\nint Count()\n{\n" + new string('\n', empty)
            + "return 1;\n}\n}";

        SizeRules.LongFunctions([SourceFile.Of("a.razor", Page(LongestFunction))], LongestFunction).Should()
            .Equal("a.razor:3: 64 lines");
        SizeRules.LongFunctions([SourceFile.Of("a.razor", Page(LongestFunction - 4))], LongestFunction).Should()
            .BeEmpty();
    }

    [Theory]
    [InlineData("int[] Rows => new()\n{\n~};")]
    [InlineData("int[] Rows =>\n[\n~];")]
    public void A_long_table_is_no_function(string form) => SizeRules.LongFunctions(
        [SourceFile.Of("a.cs", "class C\n{\n" + form.Replace("~", new string('\n', 99),
            StringComparison.Ordinal) + "\n}")], LongestFunction).Should().BeEmpty();

    [Theory]
    [InlineData("tests/a.cs", true)]
    [InlineData("src/a.cs", false)]
    public void A_row_of_data_in_a_raw_string_of_a_test_may_be_long(string path, bool may)
    {
        var row = new string('1', LongestLine + 1);
        var text = $"class C {{ string s = \"\"\"\n{row}\n\"\"\"; }}";

        SizeRules.LongLines([SourceFile.Of(path, text)], LongestLine).Should()
            .Equal(may ? [] : [$"{path}:2: {row.Length} columns"]);
    }

    [Theory]
    [InlineData("a.cs", "// 123456", true)]
    [InlineData("a.cs", "// 1234567", false)]
    [InlineData("a.cs", "// “考评考”", false)]
    [InlineData("a.razor", "<p>坑口街</p>", false)]
    [InlineData("a.css", ".a { color: red }", false)]
    [InlineData("a.md", "坑口街道，", false)]
    [InlineData("a.md", "坑口街道1", true)]
    [InlineData("a.md", "| a | row | of | a | table |", true)]
    [InlineData("a.md", "```\na block of code\n```", true)]
    public void A_long_line_is_found_and_a_Chinese_character_takes_two_columns(string path, string line, bool fits)
    {
        const int most = 9;

        SizeRules.LongLines([SourceFile.Of(path, $"\n{line}")], most).Should()
            .Equal(fits ? [] : [$"{path}:2: {SizeRules.Columns(line)} columns"]);
    }
}
