using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>What a person sees of a workbook is what is read; the account says which sheet and rows.</summary>
public sealed class SeenSheetTests
{
    private static readonly TimeSpan East = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("hidden-sheet/hidden.xlsx", "V1")]
    [InlineData("hidden-sheet/veryhidden.xlsx", "V1")]
    public void A_hidden_sheet_is_passed_over_and_named(string file, string id)
    {
        var table = FieldFile.Table(file);

        FactsFile.Read(table, FieldFile.Kinds).Should().BeEquivalentTo(new { Faults = Array.Empty<Fault>() });
        table.Rows.Select(row => row["id"]).Should().Equal(id);
        table.Account.Sentences.Should().Equal($"{file}：工作表“填报”，读入1行，第1行为列名；隐藏的工作表“备份”未读。");
    }

    [Fact]
    public void A_file_of_claims_is_read_from_the_sheet_that_is_seen()
    {
        var table = FieldFile.Table("hidden-sheet/claims.xlsx");
        table.Rows.Select(row => row["id"]).Should().Equal(["Z-1"], "Z-9 stands on the hidden sheet");
        table.Account.Sentences[0].Should().Contain("工作表“填报”，读入1行").And.Contain("隐藏的工作表“备份”未读");
    }

    [Theory]
    [InlineData("一:visible", "工作表“一”，读入1行，第1行为列名。")]
    [InlineData("旧:hidden,新:visible", "工作表“新”，读入1行，第1行为列名；隐藏的工作表“旧”未读。")]
    [InlineData(
        "旧:veryHidden,旧二:hidden,新:visible",
        "工作表“新”，读入1行，第1行为列名；隐藏的工作表“旧”未读；隐藏的工作表“旧二”未读。")]
    [InlineData("新:visible,说明:visible", "工作表“新”，读入1行，第1行为列名；工作表“说明”未读。")]
    [InlineData("甲_x005F_x000D_:visible", "工作表“甲_x000D_”，读入1行，第1行为列名。")]
    public void The_first_visible_sheet_is_read_and_the_others_are_named(string sheets, string sentence) =>
        TextTable.Workbook("f.xlsx", Workbook.Of(
            Header + "<row><c><v>5</v></c></row>", sheets: [.. sheets.Split(',')
                .Select(sheet => (sheet.Split(':')[0], sheet.Split(':')[1]))]), East)
            .Account.Sentences.Should().Equal($"f.xlsx：{sentence}");

    [Fact]
    public void A_workbook_whose_sheets_are_all_hidden_is_refused_by_their_names() =>
        TextTable.Workbook(
            "f.xlsx", Workbook.Of(Header, sheets: [("旧", "hidden"), ("旧二", "veryHidden")]), East).Faults.Should()
            .ContainSingle().Which.ToString().Should()
            .Be("f.xlsx：没有可见的工作表（“旧”、“旧二”）。请取消隐藏要读的工作表，第一行为列名。");

    [Theory]
    [InlineData(
        "<row r=\"3\"/><row r=\"4\"><c r=\"A4\"><v>1</v></c></row>",
        "读入1行，第1行为列名；空行2行未读（第2至3行）。")]
    [InlineData(
        "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c></row>",
        "读入1行，第1行为列名；隐藏行1行未读（第2行）。")]
    [InlineData(
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"5\" hidden=\"true\"><c r=\"A5\"><v>1</v></c></row>"
        + "<row r=\"6\" ht=\"0\" customHeight=\"1\"><c r=\"A6\"><v>1</v></c></row>",
        "读入1行，第1行为列名；空行2行未读（第3至4行）；隐藏行2行未读（第5至6行）。")]
    [InlineData(
        "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"e\"><v>#N/A</v></c></row>"
        + "<row r=\"3\"><c r=\"A3\"><v>1</v></c></row>",
        "读入1行，第1行为列名；空行1行未读（第2行）。")]
    public void Rows_that_are_passed_over_are_named(string rows, string sentence)
    {
        var table = TextTable.Workbook("f.xlsx", Workbook.Of(Header.Replace("<row>", "<row r=\"1\">") + rows), East);

        table.Faults.Should().BeEmpty();
        table.Account.Sentences.Should().Equal($"f.xlsx：工作表“一”，{sentence}");
    }

    [Theory]
    [InlineData("<col min=\"3\" max=\"5\" hidden=\"1\"/>", "隐藏的列C、D、E也已读入")]
    [InlineData("<col min=\"2\" max=\"2\" width=\"0\" customWidth=\"1\"/>", "隐藏的列B也已读入")]
    [InlineData(
        "<col min=\"2\" max=\"2\" width=\"0.0\"/><col min=\"4\" max=\"4\" hidden=\"true\"/>", "隐藏的列B、D也已读入")]
    [InlineData("<col min=\"1\" max=\"16384\" width=\"9\"/>", null)]
    public void Columns_that_are_not_seen_are_named(string columns, string? remark)
    {
        var table = TextTable.Workbook("f.xlsx", Workbook.Of(Header, columns: columns), East);

        table.Account.Sentences.Should().Equal(
            $"f.xlsx：工作表“一”，读入0行，第1行为列名{(remark is null ? "" : $"；{remark}")}。");
    }

    [Fact]
    public void A_column_that_is_missing_is_missing_in_the_row_with_the_names() =>
        TextTable.Csv("f.csv", "\n\na,b\n1,2\n").Expect(["a", "b", "c"], []).Faults.Should().ContainSingle()
            .Which.Row.Should().Be(3);

    [Fact]
    public void Blank_rows_of_a_CSV_file_are_named() =>
        TextTable.Csv("f.csv", "\n\na,b\n1,2\n,\n3,4\n , \n").Account.Sentences.Should().Equal(
            "f.csv：读入2行，第3行为列名；空行4行未读（第1至2、5、7行）。");

    private const string Header = "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>";
}
