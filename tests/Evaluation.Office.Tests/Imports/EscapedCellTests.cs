using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>A workbook's own escapes are undone wherever it keeps texts, and blanks are cut off afterwards.</summary>
public sealed class EscapedCellTests
{
    private static readonly TimeSpan East = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("escape-x000d/unit.xlsx", "unit", "永安镇")]
    [InlineData("escape-x000d/same-name.xlsx", "name", "甲")]
    [InlineData("escape-x000d/claims.xlsx", "topic", "选址")]
    public void A_line_end_behind_a_name_makes_no_second_name(string file, string column, string expected)
    {
        var table = FieldFile.Table(file);
        table.Faults.Should().BeEmpty();
        table.Rows.Select(row => row[column]).Distinct().Should().Equal(expected);
    }

    [Fact]
    public void An_escaped_escape_is_the_letters_themselves() =>
        FieldFile.Table("escape-x000d/literal.xlsx").Rows.Select(row => row["name"]).Should().Equal("甲_x000D_乙");

    [Theory]
    [InlineData("甲_x000D_", "甲")]
    [InlineData("甲_x000D__x000A_", "甲")]
    [InlineData("_x0009_甲_x0020_", "甲")]
    [InlineData("_x005F_x000D_", "_x000D_")]
    [InlineData("甲_x005F_x0009_乙", "甲_x0009_乙")]
    [InlineData("_x005F__x005F_", "__")]
    [InlineData("_xD842__xDFB7_", "\U00020BB7")]
    [InlineData("_x000g_", "_x000g_")]
    [InlineData("_x12_", "_x12_")]
    [InlineData("max_x0", "max_x0")]
    [InlineData("_x4e2d_", "中")]
    public void Escapes_are_undone_in_shared_inline_and_formula_texts(string stored, string expected)
    {
        var table = TextTable.Workbook("f.xlsx", Workbook.Of(
            "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b_x000D_</t></is></c>"
            + "<c t=\"inlineStr\"><is><t>c</t></is></c></row>"
            + $"<row><c t=\"inlineStr\"><is><t>{stored}</t></is></c><c t=\"s\"><v>0</v></c>"
            + $"<c t=\"str\"><f>A1</f><v>{stored}</v></c></row>",
            $"<si><t>{stored}</t></si>"), East);

        var row = table.Rows.Should().ContainSingle().Subject;
        (row["a"], row["b"], row["c"]).Should().Be((expected, expected, expected));
    }

    [Fact]
    public void Half_a_character_is_a_fault_at_its_cell() =>
        TextTable.Workbook("f.xlsx", Workbook.Of(
            "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>甲_xD842_</t></is></c></row>"), East).Faults.Should()
            .ContainSingle(fault => fault.Row == 2 && fault.Column == "a" && fault.What.Contains("残缺字符"));
}
