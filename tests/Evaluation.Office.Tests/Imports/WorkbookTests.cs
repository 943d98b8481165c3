using System.Globalization;
using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>
/// Workbooks are read as exactly as CSV: the same texts, on every machine, and faults with their places.
/// </summary>
public sealed class WorkbookTests
{
    private static readonly TimeSpan East = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("<c><v>100000000</v></c>", "100000000")]
    [InlineData("<c><v>1E+08</v></c>", "100000000")]
    [InlineData("<c><v>0.1</v></c>", "0.1")]
    [InlineData("<c><v>0.10000000000000001</v></c>", "0.1")]
    [InlineData("<c><v>0.1000000000000000055</v></c>", "0.1")]
    [InlineData("<c><v>1.1000000000000001</v></c>", "1.1")]
    [InlineData("<c><v>-2.9999999999999996E-4</v></c>", "-0.0003")]
    [InlineData("<c><v>123456789012345</v></c>", "123456789012345")]
    [InlineData("<c><v>0</v></c>", "0")]
    [InlineData("<c s=\"1\"><v>44986</v></c>", "2023-03-01")]
    [InlineData("<c s=\"3\"><v>44986</v></c>", "2023-03-01")]
    [InlineData("<c s=\"4\"><v>44986</v></c>", "2023-03-01")]
    [InlineData("<c s=\"1\"><v>1</v></c>", "1900-01-01")]
    [InlineData("<c s=\"1\"><v>59</v></c>", "1900-02-28")]
    [InlineData("<c s=\"1\"><v>61</v></c>", "1900-03-01")]
    [InlineData("<c s=\"2\"><v>44986.395833333336</v></c>", "2023-03-01T09:30:00+08:00")]
    [InlineData("<c s=\"1\"><v>44986.395833333336</v></c>", "2023-03-01")]
    [InlineData("<c s=\"1\"><v>44986.9999995</v></c>", "2023-03-01")]
    [InlineData("<c s=\"1\"><v>44986.9999999999</v></c>", "2023-03-02")]
    [InlineData("<c s=\"2\"><v>44986</v></c>", "2023-03-01T00:00:00+08:00")]
    [InlineData("<c s=\"2\"><v>44986.999999999</v></c>", "2023-03-02T00:00:00+08:00")]
    [InlineData("<c s=\"2\"><v>0.5</v></c>", "12:00:00")]
    [InlineData("<c s=\"5\"><v>1.5</v></c>", "1.5")]
    [InlineData("<c t=\"d\"><v>2023-03-01</v></c>", "2023-03-01")]
    [InlineData("<c t=\"d\"><v>2023-03-01T09:30:00</v></c>", "2023-03-01T09:30:00+08:00")]
    [InlineData("<c t=\"d\"><v>2023-03-01T09:30:00Z</v></c>", "2023-03-01T09:30:00+00:00")]
    [InlineData("<c t=\"b\"><v>1</v></c>", "true")]
    [InlineData("<c t=\"s\"><v>1</v></c>", "永安镇")]
    [InlineData("<c t=\"str\"><f>A1</f><v>甲</v></c>", "甲")]
    [InlineData("<c><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c t=\"inlineStr\"><is><t> 乙 </t></is></c>", "乙")]
    public void A_cell_is_read_as_its_exact_text(string cell, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "", "de-DE", "ar-SA", "th-TH" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var table = Read(Header + $"<row>{cell}</row>");
                table.Faults.Should().BeEmpty();
                table.Rows.Single()["a"].Should().Be(expected, culture);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("<c t=\"e\"><v>#N/A</v></c>", "#N/A")]
    [InlineData("<c><v>1E+300</v></c>", "过大")]
    [InlineData("<c><v>many</v></c>", "无法识别")]
    [InlineData("<c s=\"1\"><v>60</v></c>", "不是日期")]
    [InlineData("<c s=\"1\"><v>-1</v></c>", "不是日期")]
    [InlineData("<c s=\"1\"><v>99999999999</v></c>", "不是日期")]
    [InlineData("<c><f>1+1</f></c>", "公式")]
    [InlineData("<c t=\"s\"><v>9</v></c>", "不存在")]
    public void A_cell_without_a_text_is_a_fault_at_its_place(string cell, string words)
    {
        var fault = Read(Header + $"<row r=\"7\"><c r=\"A7\"><v>1</v></c>{cell}</row>").Faults.Should()
            .ContainSingle().Subject;
        (fault.File, fault.Row, fault.Column).Should().Be(("facts.xlsx", 7, "b"));
        fault.What.Should().Contain(words);
        fault.Remedy.Should().NotBeEmpty();
    }

    [Fact]
    public void Rows_and_columns_keep_the_places_of_the_sheet()
    {
        var table = Read("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row><row r=\"3\"/><row r=\"9\"><c "
            + "r=\"B9\"><v>5</v></c></row>");
        table.Columns.Should().Equal("", "表头");
        table.Rows.Select(row => (row.Location.Row, row["表头"])).Should().Equal((9, "5"));
    }

    [Fact]
    public void Days_may_be_counted_from_1904() =>
        TextTable.Workbook(
            "f.xlsx",
            Workbook.Of(Header + "<row><c s=\"1\"><v>0</v></c><c s=\"1\"><v>60</v></c></row>", from1904: true), East)
            .Rows.Select(row => (row["a"], row["b"])).Should().Equal(("1904-01-01", "1904-03-01"));

    [Fact]
    public void A_wide_or_long_or_empty_or_large_sheet_is_a_fault()
    {
        Read(Header + "<row r=\"2\"><c r=\"ZZ2\"><v>1</v></c></row>").Faults.Should()
            .ContainSingle(fault => fault.Row == 2 && fault.Column == "ZZ" && fault.What.Contains("超过200列"));
        Read(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 100_001))).Faults.Should()
            .ContainSingle(fault => fault.Row == 100_001 && fault.What.Contains("100000行"));
        Read("").Faults.Should().ContainSingle(fault => fault.What.Contains("没有内容"));
        TextTable.Workbook("f.xlsx", new byte[TextTable.LargestWorkbook + 1], East).Faults.Should()
            .ContainSingle(fault => fault.What.Contains("20MB"));
        Read($"<row><c t=\"inlineStr\"><is><t>{new string('甲', 35_000_000)}</t></is></c></row>").Faults.Should()
            .ContainSingle(fault => fault.What.Contains("100MB"), "a small file unpacks to more than is read");
    }

    [Fact]
    public void A_damaged_file_is_a_fault_and_never_an_exception()
    {
        var sound = Workbook.Of(Header + "<row><c t=\"s\"><v>1</v></c></row>", Strings);
        foreach (var bytes in new[] { [], "id,kind\n"u8.ToArray(), sound[..(sound.Length / 2)], sound[10..] })
        {
            TextTable.Workbook("f.xlsx", bytes, East).Faults.Should()
                .ContainSingle(fault => fault.What.Contains("损坏"));
        }

        for (var i = 0; i < sound.Length; i += 5)
        {
            var bent = (byte[])sound.Clone();
            bent[i] ^= 0x15;
            FluentActions.Invoking(() => TextTable.Workbook("f.xlsx", bent, East)).Should().NotThrow("byte {0}", i);
        }

        foreach (var rows in new[]
        {
            "<row r=\"x\"><c/></row>", "<row><c t=\"zz\"><v>1</v></c></row>", "<row><c r=\"12\"><v>1</v></c></row>",
            "<row r=\"4294967295\"><c/></row>", "<row><c s=\"x\"><v>1</v></c></row>",
            "<row><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>", "<row>",
        })
        {
            Read(Header + rows).Faults.Should()
                .ContainSingle(fault => fault.What.Contains("损坏") && fault.Row > 0, rows);
        }
    }

    private const string Header =
        "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><r><t>b</t></r><rPh sb=\"0\" "
            + "eb=\"1\"><t>bi</t></rPh></is></c></row>";

    private const string Strings =
        "<si><t>表头</t></si><si><r><t>永安</t></r><r><t>镇</t></r><rPh sb=\"0\" eb=\"1\"><t>yong</t></rPh></si>";

    private static TextTable Read(string rows) => TextTable.Workbook("facts.xlsx", Workbook.Of(rows, Strings), East);
}
