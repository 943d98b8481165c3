using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Cells as offices type them are read where they have one meaning, and the account says how.</summary>
public sealed class UnderstoodCellTests
{
    private const string Roster = "unit,name,kind,group,from,to\n";

    [Fact]
    public void Days_amounts_and_flags_are_understood_and_said()
    {
        var table = FieldFile.Notes(
            ",amount,n,started_on,yes",
            "A1,note,永安镇,2023/6/5,2023-06-05T09:30:00+08:00,甲,\"3,000万\",1,2023-06-01,TRUE",
            "A2,note,永安镇,6月6日,2023-06-07T09:30:00+08:00,乙,1亿5000万,\"1,200\",2023年6月1日,否",
            "A3,note,永安镇,2023-06-05,2023-06-05T09:30:00+08:00,丙,1.5亿,0.25,,是");

        var (rows, faults) = FactsFile.Read(table, FieldFile.Kinds);

        faults.Should().BeEmpty();
        rows.Select(row => row.OccurredOn.Day).Should().Equal(5, 6, 5);
        rows.Select(row => FieldFile.Kinds[0].Bind(row.Fields).Value["amount"].Number)
            .Should().Equal(30_000_000m, 150_000_000m, 150_000_000m);
        table.Account.IsPlain.Should().BeFalse();
        table.Account.Sentences.Should().BeEquivalentTo(
            "notes.csv：读入3行，第1行为列名。",
            "notes.csv“occurred_on”：第2行“2023/6/5”按2023-06-05理解；第3行“6月6日”按2023-06-06理解。",
            "notes.csv“amount”：第2行“3,000万”按3000万理解；第3行“1亿5000万”按1.5亿理解。",
            "notes.csv“yes”：第2行“TRUE”按是理解。",
            "notes.csv“n”：第3行“1,200”按1200理解。",
            "notes.csv“started_on”：第3行“2023年6月1日”按2023-06-01理解。");
    }

    [Theory]
    [InlineData("#,##0,\"千\"", "12345", "第2行“12.35千”按12345理解")]
    [InlineData("0.0,,\"百万\"", "12345678", "第2行“12.35百万”按12345678理解")]
    [InlineData("#,##0.00", "12345.5", null)]
    [InlineData("0\"元\"", "12345", null)]
    public void A_number_that_is_shown_smaller_is_read_whole_and_that_is_said(
        string format, string stored, string? sentence)
    {
        var table = Numbers(format, stored);

        table.Rows.Single().Number("n").Should().Be(decimal.Parse(stored));
        table.Faults.Should().BeEmpty();
        table.Account.Sentences.Skip(1).Should().Equal(sentence is null ? [] : [$"f.xlsx“n”：{sentence}。"]);
    }

    [Theory]
    [InlineData("0\"万\"", "12345", "“万”")]
    [InlineData("0.00\\亿", "3", "“亿”")]
    public void A_number_with_a_multiple_behind_it_that_is_not_stored_is_a_fault(
        string format, string stored, string multiple) =>
        Numbers(format, stored).Faults.Should().ContainSingle().Which.What.Should().Contain(multiple).And
            .Contain($"存的却是“{stored}”");

    [Theory]
    [InlineData("unit", "永\u202E安镇")]
    [InlineData("unit", "\"永安\n镇\"")]
    [InlineData("id", "A\u00011")]
    public void A_name_that_is_not_what_one_sees_is_a_fault(string column, string name) =>
        FactsFile.Read(
                FieldFile.Notes("", $"{(column == "id" ? name : "A1")},note,{(column == "unit" ? name : "永安镇")},"
                    + "2023-06-05,2023-06-05T09:30:00+08:00,甲"),
                FieldFile.Kinds)
            .Faults.Should().ContainSingle().Which.ToString().Should().Contain($"“{column}”含有控制字符");

    private static TextTable Numbers(string format, string stored) => TextTable.Workbook(
        "f.xlsx",
        Workbook.Of(
            "<row><c t=\"inlineStr\"><is><t>n</t></is></c></row>" + $"<row><c s=\"6\"><v>{stored}</v></c></row>",
            format: format),
        TimeSpan.FromHours(8));

    [Theory]
    [InlineData("2022-12-30", "2023-01-03T09:30:00+08:00", "两年")]
    [InlineData("12月30日", "2023-01-03T09:30:00+08:00", "只有一年")]
    public void A_day_without_its_year_is_read_in_a_file_of_one_year_alone(string other, string at, string sort)
    {
        var (rows, faults) = FactsFile.Read(
            FieldFile.Notes(
                "", "A1,note,永安镇,6月5日,2023-06-05T09:30:00+08:00,甲", $"A2,note,永安镇,{other},{at},乙"),
            FieldFile.Kinds);

        if (sort == "只有一年")
        {
            faults.Should().BeEmpty();
            rows[1].OccurredOn.Should().Be(new DateOnly(2023, 12, 30));
            return;
        }

        faults.Should().ContainSingle().Which.ToString().Should()
            .Contain("第2行“occurred_on”：“6月5日”不是日期。请写明年份");
    }

    [Theory]
    [InlineData("amount", "3.000万", "千分位")]
    [InlineData("amount", "3000", "没有写明单位")]
    [InlineData("amount", "\"3,00万\"", "无法识别")]
    [InlineData("started_on", "6/5/2023", "无法识别")]
    [InlineData("started_on", "45082", "无法识别")]
    [InlineData("n", "\"1,23\"", "无法识别")]
    [InlineData("yes", "√", "无法识别")]
    public void A_cell_that_may_mean_two_things_is_a_fault(string column, string cell, string words) =>
        FactsFile.Read(
            FieldFile.Notes($",{column}", $"A1,note,永安镇,2023-06-05,2023-06-05T09:30:00+08:00,甲,{cell}"),
            FieldFile.Kinds).Faults.Should().ContainSingle(fault => fault.Row == 2 && fault.Column == column)
            .Which.What.Should().Contain(words);

    [Theory]
    [InlineData("长期")]
    [InlineData("至今")]
    [InlineData("9999-12-31")]
    [InlineData("9999/12/31")]
    public void Until_further_notice_is_no_last_day(string to)
    {
        var table = TextTable.Csv("roster.csv", $"{Roster}永安镇,永安镇,镇,镇街,2023-01-01,{to}\n");

        var (rows, faults) = HistoryFiles.Roster(table, withLeaders: false);

        faults.Should().BeEmpty();
        rows.Single().To.Should().BeNull();
        table.Account.Sentences[1].Should().Be($"roster.csv“to”：第2行“{to}”按没有截止日期理解。");
    }

    [Fact]
    public void Until_further_notice_is_no_first_day() => HistoryFiles.Roster(
        TextTable.Csv("roster.csv", $"{Roster}永安镇,永安镇,镇,镇街,长期,\n"), withLeaders: false).Faults.Should()
        .ContainSingle(fault => fault.Column == "from" && fault.What.Contains("不是日期"));

    [Fact]
    public void Targets_and_a_report_that_says_nothing_are_understood()
    {
        var table = TextTable.Csv(
            "t.csv",
            "unit,indicator,period,amount\n甲,visits,2023,\"3，000万元\"\n乙,visits,2023,\"1,200\"\n");
        TargetsFile.Read(table, ["visits"]).Rows.Select(row => row.Target.Amount).Should().Equal(30_000_000m, 1200m);
        table.Account.Sentences[1].Should().Contain("“3，000万元”按3000万理解").And.Contain("“1,200”按1200理解");
        HistoryFiles.Reports(
            TextTable.Csv(
                "r.csv", "unit,week,submitted_at,nil,account\n甲,2023-W05,2023-02-06T09:00:00+08:00,TRUE,li\n"),
            DayOfWeek.Monday).Rows.Single().Nil.Should().BeTrue();
    }

    [Fact]
    public void Of_a_column_with_many_such_cells_the_first_are_shown_and_all_are_counted()
    {
        var table = FieldFile.Notes(
            "",
            [
                .. Enumerable.Range(1, 30)
                    .Select(i => $"A{i},note,永安镇,2023/6/{i},2023-07-05T09:30:00+08:00,甲{i}"),
            ]);
        FactsFile.Read(table, FieldFile.Kinds).Faults.Should().BeEmpty();
        table.Account.Sentences[1].Should().StartWith("notes.csv“occurred_on”：第2行“2023/6/1”按2023-06-01理解；")
            .And.EndWith("；等共30格。").And.NotContain("2023/6/21");
    }
}
