using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>Every file is named after what it holds.</summary>
public sealed class FileNameTests
{
    private const int LongestGuest = 40;

    [Fact]
    public void Files_are_named_after_what_they_hold() => FileNameRules.Unnamed(SourceFile.All).Should().BeEmpty();

    [Fact]
    public void A_long_type_has_a_file_of_its_name() => FileNameRules.Hidden(SourceFile.All, LongestGuest)
        .Should().BeEmpty();

    [Theory]
    [InlineData("Firm.cs", "record Firm; class FirmDecider { }", true)]
    [InlineData("Firm.cs", "class FirmDecider { }", false)]
    [InlineData("FirmEvents.cs", "record FirmFiled; record AliasAdded; enum Way { A }", true)]
    [InlineData("FirmEvents.cs", "record FirmFiled; class FirmDecider { }", false)]
    [InlineData("FirmCommands.cs", "record FileFirm; static class FileFirmHandler { }", true)]
    [InlineData("CompilerTexts.cs", "partial class Compiler { }", true)]
    [InlineData("CompilerTexts.cs", "class Compiler { }", false)]
    [InlineData("Firm.Json.cs", "partial record Firm;", true)]
    public void A_file_of_another_name_is_found(string name, string code, bool fits) =>
        FileNameRules.Unnamed([Planted(name, code)]).Should().HaveCount(fits ? 0 : 1);

    [Theory]
    [InlineData("Firm", LongestGuest + 1, true)]
    [InlineData("FileFirmHandler", LongestGuest + 1, true)]
    [InlineData("FirmDecider", LongestGuest, true)]
    [InlineData("FirmDecider", LongestGuest + 1, false)]
    public void A_long_type_in_a_file_of_another_name_is_found(string type, int lines, bool fits)
    {
        var code = $"record FileFirm;\nclass {type} {{{new string('\n', lines - 1)}}}";

        FileNameRules.Hidden([Planted("Firm.cs", code)], LongestGuest).Should()
            .Equal(fits ? [] : [$"src/A/Firm.cs: {type} of {lines} lines"]);
    }

    [Fact]
    public void Tests_are_named_after_what_they_test() =>
        FileNameRules.Unnamed([SourceFile.Of("tests/A/Some.cs", "namespace A;\nclass Other { }")]).Should().BeEmpty();

    private static SourceFile Planted(string name, string code) =>
        SourceFile.Of($"src/A/{name}", $"namespace A;\n{code}");
}
