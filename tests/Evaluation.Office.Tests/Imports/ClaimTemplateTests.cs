using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Kinds;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>The workbook for claims: what it offers, and that what is written into it is read as it is meant.</summary>
public sealed class ClaimTemplateTests
{
    private static readonly DateTimeOffset Now = new(2023, 7, 14, 16, 0, 0, TimeSpan.FromHours(8));

    private static readonly TemplateWords Words = new("dinghu", 2)
    {
        Units = ["永安镇", "区教育局"], Roster = ["永安镇", "区教育局"], Firms = ["鼎新公司", "乙公司"],
        Projects = ["一期项目"],
    };

    private static readonly KindDefinition Visit = BuiltInKinds.Find(BuiltInKinds.Visit)!;

    public static TheoryData<string> Kinds => [.. BuiltInKinds.BuiltIn.Select(kind => kind.Name), ""];

    // The characters are what is wrong; the copy that says so must open nevertheless.
    [Fact]
    public void What_a_workbook_cannot_hold_is_a_square_in_the_marked_copy()
    {
        var table = TextTable.Csv("周.csv", "线索\u0002,内容\na\u0001b,甲\n");
        var copy = MarkedCopy.Make(
            table, [new Fault("周.csv", 2, "内容", "“a\u0001b”含有控制字符。", "请删去。") { Cell = "A2" }], [], null);

        using var document = SpreadsheetDocument.Open(new MemoryStream(copy), isEditable: false);
        FilledTemplate.SheetOf(document).Worksheet!.InnerText.Should().Contain("a□b").And.Contain("线索□");
        FilledTemplate.SheetOf(document).WorksheetCommentsPart!.Comments!.InnerText.Should().Contain("“a□b”");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void It_is_a_valid_workbook_with_lists_notes_a_mark_and_an_example_that_is_not_read(string kind)
    {
        var bytes = ClaimTemplate.Make(Of(kind), Words);

        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}").Should().BeEmpty();
        var sheet = FilledTemplate.SheetOf(document);
        sheet.WorksheetCommentsPart!.Comments!.CommentList!.Should().HaveCount(
            sheet.Worksheet!.GetFirstChild<SheetData>()!.Elements<Row>().First().Count(), "each head has its note");
        sheet.Worksheet.GetFirstChild<DataValidations>()!.Should().NotBeEmpty();
        ClaimTemplate.MarkOf(bytes).Should().Be(new TemplateMark("dinghu", kind, 2));

        var read = Read(bytes, kind);
        read.Rows.Should().BeEmpty();
        read.Faults.Should().BeEmpty();
        var table = TextTable.Of("空白表.xlsx", bytes, Now.Offset);
        ClaimsFile.Read(table, Of(kind), Ground(kind)).Faults.Should().BeEmpty();
        table.Account.Sentences.Should().ContainSingle().Which.Should()
            .EndWith("读入0行，第1行为列名；示例行未读（第2行）。");
    }

    [Fact]
    public void What_is_written_below_the_example_is_read_by_the_labels()
    {
        var template = ClaimTemplate.Make([Visit], Words);
        var filled = FilledTemplate.With(template, FilledTemplate.Rows(
            ["", "永安镇", "@2023-07-11", "鼎新公司", "班子成员", "区启航", "深圳"],
            ["", "永安镇", "2023年7月12日", "乙公司", "党政一把手"],
            ["", "永安镇", "2023年7月12日", "乙公司", "党政一把手"]));

        var read = Read(filled, BuiltInKinds.Visit);

        read.Faults.Should().BeEmpty();
        read.Rows.Select(row => row.Reported).Select(row => (row.Location.Row, row.Kind, row.Unit, row.OccurredOn))
            .Should().Equal(
                (3, "visit", "永安镇", new DateOnly(2023, 7, 11)), (4, "visit", "永安镇", new DateOnly(2023, 7, 12)),
                (5, "visit", "永安镇", new DateOnly(2023, 7, 12)));
        read.Rows[0].Reported.Fields.Should().Contain("enterprise", "鼎新公司").And.Contain("leader", "班子成员")
            .And.Contain("person", "区启航").And.Contain("place", "深圳").And.HaveCount(4);
        read.Rows.Should().OnlyContain(row => row.Reported.RecordedAt == Now && row.Verified == null);
        read.Rows.Select(row => row.Reported.Id).Should().OnlyHaveUniqueItems("equal rows are two claims");
        Read(filled, BuiltInKinds.Visit).Rows.Select(row => row.Reported.Id).Should()
            .Equal(read.Rows.Select(row => row.Reported.Id), "the same row is the same claim whenever it comes");
    }

    [Fact]
    public void In_a_mixed_sheet_a_label_means_the_field_of_the_rows_kind()
    {
        const string csv = "类别,单位,发生日期,企业,带队领导,来访人员级别,洽谈内容,考察内容,项目,协议投资额\n"
            + "外出拜访企业,永安镇,2023-07-11,鼎新公司,班子成员,,商谈扩产,,,\n"
            + "引荐企业考察,永安镇,2023-07-11,鼎新公司,,高管,,看地块,,\n"
            + "项目签约,永安镇,2023-07-11,,,,,,一期 项目,3亿元\n"
            + "项目签约,永安镇,2023-07-11,,,,错放,,P1,3亿元\n";

        var read = ClaimsFile.Read(TextTable.Csv("周.csv", csv), BuiltInKinds.BuiltIn, new ClaimsGround(Now)
        {
            Projects = new Dictionary<string, string> { ["一期项目"] = "P1" },
        });

        read.Rows[0].Reported.Fields["topic"].Should().Be("商谈扩产");
        read.Rows[1].Reported.Fields["topic"].Should().Be("看地块");
        read.Rows[2].Reported.Fields["project"].Should().Be("P1", "it is called by its name");
        read.Faults.Should().ContainSingle().Which.ToString().Should()
            .StartWith("周.csv 第5行“洽谈内容”（G5）：“项目签约”没有字段“洽谈内容”。");
    }

    [Theory]
    [InlineData("单位,unit", "列“unit”和“单位”说的是同一项。")]
    [InlineData("单位", "缺少列“类别”。")]
    [InlineData("类别", "缺少列“单位”。")]
    [InlineData("类别,单位,心情", "没有列“心情”。")]
    [InlineData("类别,单位,单位", "列“单位”出现两次。")]
    public void Columns_that_are_missing_unknown_or_there_twice_are_said(string columns, string says) =>
        ClaimsFile.Read(
            TextTable.Csv("周.csv", $"{columns},发生日期,企业\n永安镇\n"), BuiltInKinds.BuiltIn, new ClaimsGround(Now))
            .Faults.Should().Contain(fault => fault.What == says && fault.Row == 1);

    [Fact]
    public void Of_a_unit_nothing_past_is_taken_and_nothing_of_the_own_need_be_said()
    {
        const string csv = "类别,发生日期,企业,带队领导,填报时间,认定账号\n"
            + "外出拜访企业,2023-07-11,鼎新公司,班子成员,2023-07-01T09:00:00+08:00,\n"
            + "外出拜访企业,2023-07-11,鼎新公司,班子成员,,zhou\n外出拜访企业,2023-07-12,鼎新公司,班子成员,,\n";

        var read = ClaimsFile.Read(TextTable.Csv("周.csv", csv), BuiltInKinds.BuiltIn, new ClaimsGround(Now)
        {
            Unit = "永安镇",
            HoldsPast = false,
        });

        read.Faults.Where(fault => fault.What.Contains("只能由考评办核验员填写")).Select(fault => fault.Cell).Should()
            .Equal("E2", "F3");
        read.Rows[2].Reported.Should().Match<FactRow>(row => row.Unit == "永安镇" && row.RecordedAt == Now);
    }

    [Fact]
    public void A_marked_copy_has_its_cells_where_they_were_and_says_why_they_are_marked()
    {
        var filled = FilledTemplate.With(
            ClaimTemplate.Make([Visit], Words),
            FilledTemplate.Rows(
                ["", "永安镇", "2023-13-11", "", "班子"], ["", "永安镇", "2023-07-12", "乙公司", "班子成员"]));
        var table = TextTable.Of("周.xlsx", filled, Now.Offset);
        var read = ClaimsFile.Read(table, [Visit], Ground(BuiltInKinds.Visit));
        read.Faults.Select(fault => fault.Cell).Should().BeEquivalentTo("C3", "D3", "E3");

        var copy = MarkedCopy.Make(
            table, read.Faults, [new RowRemark(4, "与第3行重复。")], ClaimTemplate.MarkOf(filled));

        using var document = SpreadsheetDocument.Open(new MemoryStream(copy), isEditable: false);
        new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}").Should().BeEmpty();
        FilledTemplate.SheetOf(document).WorksheetCommentsPart!.Comments!.CommentList!.Elements<Comment>()
            .Select(comment => (comment.Reference!.Value, comment.InnerText.Contains("日期"))).Should()
            .BeEquivalentTo([("C3", true), ("D3", false), ("E3", false), ("A4", false)]);
        var again = Read(
            FilledTemplate.With(copy, "C3=2023-07-11", "D3=鼎新公司", "E3=班子成员"), BuiltInKinds.Visit);
        again.Faults.Should().BeEmpty();
        again.Rows.Select(row => row.Reported.Location.Row).Should().Equal(3, 4);
    }

    private static IReadOnlyList<KindDefinition> Of(string kind) =>
        [.. BuiltInKinds.BuiltIn.Where(one => kind.Length == 0 || one.Name == kind)];

    private static ClaimsGround Ground(string kind) => new(Now) { Kind = kind.Length == 0 ? null : kind };

    private static Imported<ClaimRow> Read(byte[] bytes, string kind) =>
        ClaimsFile.Read(TextTable.Of("周.xlsx", bytes, Now.Offset), Of(kind), Ground(kind));
}
