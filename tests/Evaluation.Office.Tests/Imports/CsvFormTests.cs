using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>CSV as it comes in: recognised when certain, else one fault that names the separator.</summary>
public sealed class CsvFormTests
{
    private const string Columns = "id,kind,unit,occurred_on,recorded_at,name,amount,n,yes";
    private const string Row = "A1,note,永安镇,2023-06-05,2023-06-05T09:30:00+08:00,甲,1.5亿,0.25,";

    [Theory]
    [InlineData("csv-forms/semi.csv", "；分隔符为分号")]
    [InlineData("csv-forms/sep.csv", "")]
    [InlineData("csv-forms/fwcomma.csv", "；分隔符为全角逗号")]
    [InlineData("csv-forms/ctrlz.csv", "")]
    public void A_form_of_the_field_is_read(string file, string remark)
    {
        var table = FieldFile.Table(file);

        var fact = FactsFile.Read(table, FieldFile.Kinds).Should().BeOfType<Imported<FactRow>>().Which;
        fact.Faults.Should().BeEmpty();
        fact.Rows.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "A1", Unit = "永安镇" });
        table.Account.Sentences.Should().Equal($"{file}：读入1行，第1行为列名{remark}。");
    }

    [Theory]
    [InlineData(",", "\r\n\u001A")]
    [InlineData("\t", "\n")]
    [InlineData("|", "")]
    [InlineData("，", "\u001A\n")]
    [InlineData("；", "\n\u001A\u001A")]
    [InlineData(";", "\n;;;\n")]
    public void Other_separators_and_ends_are_read(string separator, string end)
    {
        var text = $"{Columns}\n{Row}".Replace(",", separator, StringComparison.Ordinal) + end;
        FactsFile.Read(TextTable.Csv("f.csv", text), FieldFile.Kinds).Should()
            .BeEquivalentTo(new { Faults = Array.Empty<Fault>(), Rows = new[] { new { Id = "A1", Unit = "永安镇" } } });
    }

    [Theory]
    [InlineData("SEP=;", ";")]
    [InlineData("\"sep=\t\"", "\t")]
    [InlineData("\uFEFFsep=,", ",")]
    public void A_declared_separator_is_taken_and_its_line_is_no_row(string line, string separator)
    {
        var table = TextTable.Csv("f.csv", $"{line}\r\n{$"{Columns}\n{Row}".Replace(",", separator)}");
        FactsFile.Read(table, FieldFile.Kinds).Faults.Should().BeEmpty();
        table.Rows.Single().Location.Row.Should().Be(2, "a spreadsheet shows the header as its first row");
    }

    [Theory]
    [InlineData("id;kind,unit,occurred_on\nA1;note,永安镇,2023-06-05\n", "逗号和分号")]
    [InlineData("id，kind,unit\nA1，note,永安镇\n", "逗号和全角逗号")]
    [InlineData("id kind unit occurred_on\nA1 note 永安镇 2023-06-05\n", "没有分隔符")]
    [InlineData("sep=;\nid,kind,unit\nA1,note,永安镇\n", "分号，表头却用了逗号")]
    [InlineData("sep=x\nidxkindxunit\n", "“x”无法识别")]
    [InlineData("id,kind,unit\nA1;note;永安镇\nA2;note;永安镇\n", "各行的分隔符是分号，表头的分隔符却是逗号")]
    [InlineData("id;kind;unit\nA1\tnote\t永安镇\n", "各行的分隔符是制表符，表头的分隔符却是分号")]
    [InlineData("id，kind，unit\nA1，note，永安,镇\n", "同时用了逗号和全角逗号")]
    public void An_uncertain_separator_is_one_fault_that_names_it(string text, string words)
    {
        var (_, faults) = FactsFile.Read(TextTable.Csv("f.csv", text), FieldFile.Kinds);
        var fault = faults.Should().ContainSingle().Subject;
        fault.What.Should().Contain("分隔符").And.Contain(words);
        fault.Remedy.Should().Contain("半角逗号");
    }

    [Theory]
    [InlineData("id,kind,unit\nA1,note,\"东镇，西镇；其他\"\n", "东镇，西镇；其他")]
    [InlineData("id，kind，unit\nA1，note，\"东镇，西镇,其他\"\n", "东镇，西镇,其他")]
    [InlineData("id;kind;unit\nA1;note;\"东镇;西镇\"\n", "东镇;西镇")]
    [InlineData("id,kind,unit\nA1,note,东镇；西镇\n", "东镇；西镇")]
    public void A_separator_inside_of_a_cell_stays_there(string text, string expected) =>
        TextTable.Csv("f.csv", text).Rows.Single()["unit"].Should().Be(expected);
}
