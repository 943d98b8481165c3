using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>A cell that shows a day is that day; where it stores something else, both are said.</summary>
public sealed class ShownDayTests
{
    [Theory]
    [InlineData("date-cells/daytime.xlsx", "“2023/6/5”")]
    [InlineData("date-cells/fmt0.xlsx", "“星期一”")]
    [InlineData("date-cells/fmt7.xlsx", null)]
    [InlineData("date-cells/fmt10.xlsx", null)]
    public void A_day_of_the_field_is_read(string file, string? shown)
    {
        var table = FieldFile.Table(file);

        var (rows, faults) = FactsFile.Read(table, FieldFile.Kinds);

        faults.Should().BeEmpty();
        rows.Select(row => row.OccurredOn).Should().Equal(new DateOnly(2023, 6, 5));
        table.Account.Sentences.Skip(1).Should().Equal(
            shown is null ? [] : [$"{file}“occurred_on”：第2行{shown}按2023-06-05理解。"]);
    }

    [Theory]
    [InlineData("yyyy/m/d", "45082", "2023-06-05", null)]
    [InlineData("yyyy/m/d", "45082.99999", "2023-06-05", "2023/6/5")]
    [InlineData("[$-804]aaaa;@", "45082", "2023-06-05", "星期一")]
    [InlineData("aaa", "45083", "2023-06-06", "周二")]
    [InlineData("dddd", "45082", "2023-06-05", "Monday")]
    [InlineData("m\"月\"d\"日\"", "45082", "2023-06-05", "6月5日")]
    [InlineData("yyyy年m月", "45078", "2023-06-01", "2023年6月")]
    [InlineData("[=0]\"\";yyyy-mm-dd", "45082", "2023-06-05", null)]
    [InlineData("[<1]\"未开工\";[<40000]\"过早\";yyyy/m/d", "45082", "2023-06-05", null)]
    [InlineData("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", "45082", "2023-06-05", null)]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "45082", "2023-06-05", null)]
    [InlineData("[$-1010804]yyyy/m/d", "45082", "2023-06-05", null)]
    [InlineData("e/m/d", "45082", "2023-06-05", null)]
    [InlineData("yyyy/m/d;;\"-\"", "45082", "2023-06-05", null)]
    [InlineData("[Red]yyyy-mm-dd", "45082", "2023-06-05", null)]
    [InlineData("yyyy/m/d h:mm", "45082.395833333336", "2023-06-05", "2023/6/5 9:30")]
    [InlineData("yyyy/m/d h:mm;@", "45082", "2023-06-05", "2023/6/5 0:00")]
    [InlineData("yyyy/m/d mm:ss.00", "45082.395833333336", "2023-06-05", "2023/6/5 30:00.00")]
    public void The_day_behind_a_format_is_read_and_what_is_shown_is_said(
        string format, string stored, string day, string? shown)
    {
        var table = Table(format, stored);

        table.Rows.Single().Date("day").Should().Be(DateOnly.ParseExact(day, "yyyy-MM-dd"));
        table.Faults.Should().BeEmpty();
        table.Account.Sentences.Skip(1).Should().Equal(
            shown is null ? [] : [$"f.xlsx“day”：第2行“{shown}”按{day}理解。"]);
    }

    [Theory]
    [InlineData("[<1]\"未开工\";yyyy/m/d", "0", "“未开工”", "“0”")]
    [InlineData("[>=45000]\"近期\";yyyy/m/d", "45082", "“近期”", "“45082”")]
    [InlineData("\"见附件\"", "45082", "“见附件”", "“45082”")]
    [InlineData(";;;", "45082", "不显示内容", "“45082”")]
    [InlineData("[$-130000]yyyy/m/d", "45082", "其他历法", "2023-06-05")]
    [InlineData("ggge/m/d", "45082", "其他历法", "2023-06-05")]
    [InlineData("0.00", "45082", "“45082”不是日期", "设为日期格式")]
    [InlineData("上午/下午h\"时\"mm\"分\"", "45082.895833333336", "“下午9时30分”", "2023-06-05 21:30:00")]
    [InlineData("h:mm", "45082", "“0:00”", "2023-06-05 00:00:00")]
    [InlineData("mm:ss.0", "45082", "“00:00.0”", "2023-06-05 00:00:00")]
    public void A_cell_that_shows_no_day_is_a_fault_with_both(string format, string stored, string shown, string behind)
    {
        var table = Table(format, stored);
        if (table.Faults.Count == 0)
        {
            table.Rows.Single().Date("day");
        }

        table.Faults.Should().ContainSingle().Which.ToString().Should().Contain(shown).And.Contain(behind)
            .And.Contain("第2行“day”");
    }

    [Fact]
    public void A_field_of_a_kind_that_shows_no_day_is_a_fault_with_both()
    {
        var header = string.Concat("id,kind,unit,occurred_on,recorded_at,name,started_on".Split(',').Select(Text));
        var row = string.Concat("A1,note,永安镇,2023-06-05,2023-06-05T09:30:00+08:00,甲".Split(',').Select(Text));
        var table = TextTable.Workbook(
            "f.xlsx",
            Workbook.Of(
                $"<row>{header}</row><row>{row}<c s=\"6\"><v>0</v></c></row>", format: "[<1]\"未开工\";yyyy/m/d"),
            TimeSpan.FromHours(8));

        FactsFile.Read(table, FieldFile.Kinds).Faults.Should().ContainSingle().Which.ToString().Should()
            .Contain("第2行“started_on”").And.Contain("显示“未开工”，存的是“0”");

        static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";
    }

    [Theory]
    [InlineData("[=0]\"\";yyyy-mm-dd", "0")]
    [InlineData("0;-0;;@", "0")]
    public void A_nought_that_is_not_shown_is_an_empty_cell(string format, string stored) =>
        Table(format, stored).Rows.Single()["day"].Should().BeEmpty();

    [Theory]
    [InlineData("yyyy/m/d", "“2023/6/5”")]
    [InlineData("h:mm", "“9:30”")]
    public void A_moment_behind_a_shown_day_counts_where_a_moment_is_wanted(string format, string shown)
    {
        var table = Table(format, "45082.395833333336");

        table.Rows.Single().Time("day").Should().Be(new DateTimeOffset(2023, 6, 5, 9, 30, 0, TimeSpan.FromHours(8)));
        table.Account.Sentences[1].Should().Be($"f.xlsx“day”：第2行{shown}按2023-06-05T09:30:00+08:00理解。");
    }

    private static TextTable Table(string format, string stored) => TextTable.Workbook(
        "f.xlsx",
        Workbook.Of(
            "<row><c t=\"inlineStr\"><is><t>day</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row>"
            + $"<row><c s=\"6\"><v>{stored}</v></c><c><v>1</v></c></row>", format: format),
        TimeSpan.FromHours(8));
}
