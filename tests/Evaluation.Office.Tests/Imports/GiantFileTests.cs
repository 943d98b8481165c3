using System.Text;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Files that are giant in some way end soon with a clear sentence, in little memory.</summary>
public sealed class GiantFileTests
{
    private const string Header = "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>";

    private static readonly TimeSpan East = TimeSpan.FromHours(8);

    [Fact]
    public void A_million_empty_rows_are_passed_over()
    {
        var text = new StringBuilder("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>");
        for (var row = 2; row < 1 << 20; row++)
        {
            text.Append("<row r=\"").Append(row).Append("\" s=\"1\" customFormat=\"1\"/>");
        }

        text.Append("<row r=\"1048576\"><c r=\"A1048576\"><v>5</v></c></row>");
        var table = TextTable.Workbook("f.xlsx", Workbook.Of(text.ToString()), East);
        table.Faults.Should().BeEmpty();
        table.Rows.Single()["a"].Should().Be("5");
        table.Account.Sentences.Should().Equal(
            "f.xlsx：工作表“一”，读入1行，第1行为列名；空行1048574行未读（第2至1048575行）。");

        var csv = TextTable.Csv("f.csv", $"a,b\n{string.Concat(Enumerable.Repeat(",\n", 1_000_000))}1,2\n");
        csv.Rows.Should().ContainSingle();
        csv.Account.Sentences[0].Should().Contain("空行1000000行未读（第2至1000001行）");
    }

    [Theory]
    [InlineData("inlineStr", "<is><t>{0}</t></is>")]
    [InlineData("str", "<v>{0}</v>")]
    public void A_giant_cell_of_a_workbook_is_a_fault_in_few_words(string type, string content)
    {
        var cell = string.Format(null, CompositeFormat.Parse(content), new string('9', 3_000_000));
        Fault(TextTable.Workbook("f.xlsx", Workbook.Of($"{Header}<row><c t=\"{type}\">{cell}</c></row>"), East))
            .Should().Be("f.xlsx 第2行“a”：该单元格有3000000个字符，超过32767个。请检查引号是否成对，或缩短内容。");
    }

    [Fact]
    public void A_giant_cell_of_a_CSV_file_is_a_fault_in_few_words()
    {
        Fault(TextTable.Csv("f.csv", $"a,b\n{new string('甲', 40_000)},1\n")).Should()
            .Be("f.csv 第2行“a”：该单元格有40000个字符，超过32767个。请检查引号是否成对，或缩短内容。");
        Fault(TextTable.Csv("f.csv", $"a,b\n\"{new string('甲', 2_000_000)}")).Should().Contain("内容超长");
        var days = TextTable.Csv("f.csv", $"a,b\n{new string('甲', 20_000)},1\n");
        days.Rows.Single().Date("a");
        Fault(days).Should().Be(
            $"f.csv 第2行“a”：“{new string('甲', 60)}……”不是日期。请按 年-月-日 填写，例如 2023-03-01。");
    }

    [Fact]
    public void A_workbook_nested_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 200_000)) + string.Concat(Enumerable.Repeat("</x>", 200_000));
        Fault(TextTable.Workbook("f.xlsx", Workbook.Of($"{Header}<row><c t=\"inlineStr\">{deep}</c></row>"), East))
            .Should().Contain("损坏");
        Fault(TextTable.Workbook("f.xlsx", Workbook.Of($"{Header}{deep}"), East)).Should().Contain("损坏");
        Fault(TextTable.Workbook("f.xlsx", Workbook.Of(Header, $"<si>{deep}</si>"), East)).Should().Contain("损坏");
    }

    [Fact]
    public void A_text_that_is_too_large_is_refused() =>
        PlainText.Read("f.csv", new byte[PlainText.Largest + 1], TextSort.Table).Refusal!.What.Should()
            .Contain("100MB");

    [Theory]
    [InlineData("[", 200_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("\"", 499_000)]
    [InlineData("&a [*a, ", 1000)]
    public void A_rulebook_nested_without_end_is_refused(string opening, int times) =>
        RulebookReader.Read($"rulebook: t\nclauses: {string.Concat(Enumerable.Repeat(opening, times))}").Findings
            .Should().NotBeEmpty().And.OnlyContain(finding => finding.What.Length < 200);

    private static string Fault(TextTable table) => table.Faults.Should().ContainSingle().Subject.ToString();
}
