using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Evaluation.Office.Lists;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Lists;

/// <summary>Lists as files: nothing in them is run, nothing makes them unreadable.</summary>
public sealed class ListFileTests
{
    private static readonly ListColumn<(string Text, DateOnly Day, decimal Number)>[] Columns =
    [
        new("内容", 30, row => row.Text),
        ListColumns.OfDays<(string Text, DateOnly Day, decimal Number)>("日期", row => row.Day),
        ListColumns.OfNumbers<(string Text, DateOnly Day, decimal Number)>("件数", row => row.Number),
    ];

    private static readonly DateOnly Day = new(2023, 3, 5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\")", "=HYPERLINK(\"http://example.org\")")]
    [InlineData("+1+1", "+1+1")]
    [InlineData("@SUM(A1)", "@SUM(A1)")]
    [InlineData("-2+3+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0")]
    [InlineData("<b>&amp;</b>", "<b>&amp;</b>")]
    [InlineData("a\u0000b\u0007", "a□b□")]
    [InlineData("\uFFFE", "□")]
    [InlineData("两行\n字", "两行\n字")]
    [InlineData("", "")]
    public void A_cell_of_a_workbook_is_a_text_and_no_formula(string typed, string read)
    {
        using var document = Opened([(typed, Day, 2m)]);
        var row = SheetOf(document).Descendants<Row>().Last();

        row.Descendants<CellFormula>().Should().BeEmpty();
        var cell = row.Elements<Cell>().First();
        cell.DataType!.Value.Should().Be(CellValues.InlineString);
        cell.InlineString!.InnerText.Should().Be(read);
    }

    [Fact]
    public void Half_a_pair_is_no_character() =>
        A_cell_of_a_workbook_is_a_text_and_no_formula(new string(['\uD800', '半', '个']), "□半个");

    [Fact]
    public void A_workbook_is_valid_and_holds_days_and_numbers_as_such()
    {
        using var document = Opened([("鼎新", Day, 2.5m), (new string('长', 40_000), Day, -1m)]);

        new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document, Ct)
            .Select(error => $"{error.Path?.XPath}: {error.Description}").Should().BeEmpty();
        var rows = SheetOf(document).Descendants<Row>().ToList();
        rows[0].InnerText.Should().Be("内容日期件数");
        rows[1].Elements<Cell>().Skip(1).Select(cell => cell.InnerText).Should().Equal("44990", "2.5");
        rows[2].Elements<Cell>().First().InnerText.Should().HaveLength(32_767).And.EndWith("…");
    }

    [Fact]
    public void A_list_without_rows_is_a_workbook_with_its_headings()
    {
        using var document = Opened([]);
        SheetOf(document).Descendants<Row>().Should().ContainSingle().Which.InnerText.Should().Be("内容日期件数");
    }

    [Fact]
    public async Task Rows_of_CSV_have_the_mark_that_Excel_needs_and_formulas_as_texts()
    {
        using var file = new MemoryStream();
        await ListFile.WriteCsvAsync(file, Columns, [("=1+1", Day, 1m), ("有,逗号", Day, -2m)], Ct);

        file.ToArray()[..3].Should().Equal([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(file.ToArray()[3..]).Should()
            .Be("内容,日期,件数\r\n'=1+1,2023-03-05,1\r\n\"有,逗号\",2023-03-05,-2\r\n");
    }

    private static SpreadsheetDocument Opened(IEnumerable<(string, DateOnly, decimal)> rows)
    {
        var file = new MemoryStream();
        ListFile.WriteWorkbook(file, "事项", Columns, rows);
        return SpreadsheetDocument.Open(file, isEditable: false);
    }

    private static Worksheet SheetOf(SpreadsheetDocument document) =>
        document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
}
