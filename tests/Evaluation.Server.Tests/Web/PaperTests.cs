using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Evaluation.Office.Lists;
using Evaluation.Office.Publication;
using Evaluation.Server.Papers;
using Evaluation.Server.Publication;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Spreadsheet = DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Server.Tests.Web;

/// <summary>Document, workbook and short text say what the sealed record says, and nothing in them is run.</summary>
public sealed class PaperTests
{
    private static readonly Bulletin Sealed = SampleBulletin.Make();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly NoticeForm Usual = new("各镇街，各部门", "区委办公室，区政府办公室", 40);

    [Fact]
    public void The_document_is_valid_and_holds_what_a_notice_holds()
    {
        var words = Words(Sealed, Usual);

        string.Concat(words.TakeWhile(one => one != Sealed.Document)).Should().Be(Sealed.Issuer);
        words.Should().ContainInOrder(
            Sealed.Document, Sealed.Title, "各镇街，各部门：", "一、总体情况", "二、考评排名",
            "三、工作与报送情况", "附件：1. 考评排名", Sealed.Issuer, "附件1", "考评排名",
            BulletinFiles.Sha256(BulletinFiles.Record(Sealed)), "抄送：区委办公室，区政府办公室。");
        words.Should().Contain(one => one.EndsWith("印发", StringComparison.Ordinal)).And.Contain("（共印40份）");
        words.Should().Contain(
            one => one.StartsWith("累计外出招商295家次，其中一把手带队118家次", StringComparison.Ordinal));
    }

    [Fact]
    public void Places_names_and_points_are_those_of_the_sealed_table_cell_by_cell()
    {
        var table = Csv(BulletinFiles.Table(Sealed));
        using var document = Opened(Sealed, Usual);
        var rows = document.MainDocumentPart!.Document!.Body!.Elements<Table>().Take(Sealed.Groups.Count)
            .SelectMany(one => one.Elements<TableRow>().Skip(1))
            .Select(row => row.Elements<TableCell>().Select(cell => cell.InnerText).ToList()).ToList();

        rows.Select(row => (row[0], row[2], row[^2], row[^1])).Should().Equal(table.Select(
            row => (row["累计位次"], row["单位"], row["本周得分"], row["累计得分"])));
    }

    [Fact]
    public void The_workbook_is_valid_and_its_numbers_are_numbers_and_those_of_the_sealed_table()
    {
        var table = Csv(BulletinFiles.Table(Sealed));
        using var document = Workbook(Sealed);
        new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document, Ct).Should().BeEmpty();
        var sheets = document.WorkbookPart!.Workbook!.Descendants<Spreadsheet.Sheet>().ToList();

        sheets.Select(sheet => sheet.Name!.Value).Should().Equal("排名", "得分明细", "补录更正", "说明");
        var rows = RowsOf(document, sheets[0]);
        foreach (var heading in table[0].Keys.Where(one => one is not "等次" and not "备注"))
        {
            rows.Select(row => Number(row[heading])).Should().Equal(table.Select(row => Number(row[heading])), heading);
        }

        var lines = RowsOf(document, sheets[1]);
        lines.Should().HaveCount(Sealed.Sheets.Sum(sheet => sheet.Lines.Count));
        lines.Sum(row => decimal.Parse(row["得分"], CultureInfo.InvariantCulture)).Should()
            .Be(Sealed.Sheets.SelectMany(sheet => sheet.Lines).Sum(line => line.Points));
        RowsOf(document, sheets[3]).Should().Contain(
            row => row["内容"] == BulletinFiles.Sha256(BulletinFiles.Record(Sealed)));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\")")]
    [InlineData("<w:p/>&amp;")]
    [InlineData("甲\u0007乙")]
    [InlineData("\u202E颠倒")]
    public void A_name_is_only_text_in_every_form(string name)
    {
        var group = Sealed.Groups[0];
        var named = Sealed with
        {
            Groups = [group with { Rows = [group.Rows[0] with { Name = name }, .. group.Rows.Skip(1)] }],
        };

        var begins = name[..1] is "\u202E" ? "□" : name[..1];
        Words(named, Usual).Should().Contain(one => one.StartsWith(begins, StringComparison.Ordinal));
        using var workbook = Workbook(named);
        new OpenXmlValidator(FileFormatVersions.Office2016).Validate(workbook, Ct).Should().BeEmpty();
        workbook.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<Spreadsheet.CellFormula>())
            .Should().BeEmpty();
    }

    [Fact]
    public void The_text_for_a_chat_is_short_whole_and_true()
    {
        var chat = ChatNotice.Of(Sealed, "https://example.org/dinghu/bulletins/2023-W09");

        chat.Length.Should().BeLessThanOrEqualTo(ChatNotice.Longest);
        chat.Should().StartWith($"【{Sealed.Title}】").And.Contain("本周外出招商").And.Contain("列第1位")
            .And.EndWith("https://example.org/dinghu/bulletins/2023-W09").And.NotContain("附件");
        chat.Split('\n').SkipLast(2).Should().OnlyContain(line => line.EndsWith('。') || line.EndsWith('】'));
    }

    [Fact]
    public void A_long_address_and_many_units_leave_the_text_within_its_bound() =>
        ChatNotice.Of(Sealed, "https://" + new string('a', 150)).Length.Should()
            .BeLessThanOrEqualTo(ChatNotice.Longest);

    [Theory]
    [InlineData("to=各镇街：&printed=40", null)]
    [InlineData("", null)]
    [InlineData("printed=0", "printed")]
    [InlineData("printed=许多", "printed")]
    [InlineData("printed=-1", "printed")]
    [InlineData("printed=100001", "printed")]
    [InlineData("copies=甲\u0007乙", "copies")]
    public void What_an_office_adds_is_looked_at(string query, string? fault)
    {
        var read = NoticeForm.Of(
            new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)), Sealed);

        (read.TryGet(out var form, out var refusal) ? null : refusal.Where).Should().Be(fault);
        (form?.Recipients ?? "各镇街，各部门").TrimEnd('：').Should().NotEndWith("：").And.StartWith("各镇街");
    }

    private static List<string> Words(Bulletin bulletin, NoticeForm form)
    {
        using var document = Opened(bulletin, form);
        new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document, Ct).Should().BeEmpty();
        return [.. document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(one => one.InnerText)];
    }

    private static WordprocessingDocument Opened(Bulletin bulletin, NoticeForm form)
    {
        var file = new MemoryStream();
        new NoticeDocument(SealedRecord.Of(BulletinFiles.Record(bulletin)), form).Write(file);
        file.Position = 0;
        return WordprocessingDocument.Open(file, isEditable: false);
    }

    private static SpreadsheetDocument Workbook(Bulletin bulletin)
    {
        var file = new MemoryStream();
        ListFile.WriteWorkbook(file, FigureBook.Of(SealedRecord.Of(BulletinFiles.Record(bulletin))));
        file.Position = 0;
        return SpreadsheetDocument.Open(file, isEditable: false);
    }

    private static List<Dictionary<string, string>> RowsOf(SpreadsheetDocument document, Spreadsheet.Sheet sheet)
    {
        var part = (WorksheetPart)document.WorkbookPart!.GetPartById(sheet.Id!.Value!);
        var rows = part.Worksheet!.Descendants<Spreadsheet.Row>()
            .Select(row => row.Elements<Spreadsheet.Cell>().Select(cell => cell.InnerText).ToList()).ToList();
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(one => one.First, one => one.Second))];
    }

    private static List<Dictionary<string, string>> Csv(string table)
    {
        var lines = table.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')).ToList();
        return [.. lines.Skip(1).Select(row => lines[0].Zip(row).ToDictionary(one => one.First, one => one.Second))];
    }

    // The same number, however many zeros stand behind it; a text as it is.
    private static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? (number / 1.0000000000m).ToString(CultureInfo.InvariantCulture) : text;
}
