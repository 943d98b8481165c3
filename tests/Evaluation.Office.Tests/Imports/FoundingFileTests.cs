using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Evaluation.Office.Imports;
using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>The workbook with which a district begins: template, faults at their cells, what it would do.</summary>
public sealed class FoundingFileTests
{
    private const string Units = "永安镇\t鼎湖区永安镇\t镇街\t镇街\t2026-11-30\n"
        + "区教育局\t区教育局\t部门\t部门\t2026年11月30日";

    private const string Leaders = "永安镇\t区启航\t党政一把手\t2026-11-30";
    private const string People =
        "黄书桓\tyongan.huang\t填报员\t永安镇\n梁晓彤\tliang\t核验员\t\n梁晓彤\tliang\t考评办经办\t";

    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public void The_template_is_a_valid_workbook_and_reads_as_an_empty_list()
    {
        var bytes = FoundingTemplate.Make();
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

        new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}").Should().BeEmpty();
        var tables = FoundingFile.Workbook(bytes);
        tables.Keys.Should().Equal(FoundingFile.Units, FoundingFile.Leaders, FoundingFile.People);
        var read = FoundingFile.Read(tables);
        read.Faults.Should().BeEmpty();
        read.List.Units.Should().BeEmpty();
    }

    [Fact]
    public void Pasted_rows_need_no_heading_and_come_back_as_the_text_that_they_were()
    {
        var tables = Tables(Units, Leaders, People);
        var plan = PlanOf(tables);

        plan.Faults.Should().BeEmpty();
        plan.Changes.Should().Equal(
            new UnitEntered("永安镇", "鼎湖区永安镇", "镇街", "镇街", Today),
            new UnitEntered("区教育局", "区教育局", "部门", "部门", Today),
            new LeaderAppointed("永安镇", "区启航", "top", Today));
        plan.Mandates.Select(one => (one.Account, one.Role, one.Unit)).Should().Equal(
            ("yongan.huang", "reporter", "永安镇"), ("liang", "verifier", null), ("liang", "closer", null));

        var again = tables.ToDictionary(
            one => one.Key,
            one => FoundingFile.Pasted(FoundingFile.Sheets.Single(sheet => sheet.Name == one.Key),
                FoundingFile.TextOf(one.Value)));
        PlanOf(again).Should().BeEquivalentTo(plan, options => options.RespectingRuntimeTypes());
    }

    [Fact]
    public void A_list_that_was_taken_does_nothing_when_it_is_sent_again()
    {
        var plan = PlanOf(Tables(Units, Leaders, People));
        var roster = plan.Changes.Aggregate(Roster.Empty, RosterFold.Evolve);
        var roll = plan.Mandates.Aggregate((MandateRoll?)null, MandateRoll.Evolve);

        var again = PlanOf(Tables(Units, Leaders, People), roster, roll);

        again.Faults.Should().BeEmpty();
        again.Changes.Should().BeEmpty();
        again.Mandates.Should().BeEmpty();
        RosterDecider.Take(roster, plan.Changes, new RuleSet([]), null).Events.Should().BeEmpty();
    }

    [Theory]
    [InlineData("永安镇\t永安镇\t镇街\t镇街\t", "", "", "“单位” 第2行“起始日期”：“起始日期”没有填写。")]
    [InlineData("永安镇\t永安镇\t镇街\t镇街\t明年", "", "", "“单位” 第2行“起始日期”：“明年”不是日期。")]
    [InlineData(Units + "\n永安镇\t别名\t镇街\t镇街\t2026-11-30", "", "", "“单位” 第4行“简称”：“永安镇”与第2行重复。")]
    [InlineData(
        Units + "\n永安街\t鼎湖区永安镇\t镇街\t镇街\t2026-11-30", "", "",
        "“单位” 第4行“名称”：“鼎湖区永安镇”与单位“永安镇”的名称相同")]
    [InlineData(Units + "\n永/安\t永/安\t镇街\t镇街\t2026-11-30", "", "", "“单位” 第4行“简称”：“永/安”含有不能")]
    [InlineData(Units, "永安\t区启航\t党政一把手\t2026-11-30", "", "“领导” 第2行“单位”：没有单位“永安”。")]
    [InlineData(Units, "永安镇\t区启航\t镇长\t2026-11-30", "", "“领导” 第2行“职务”：“职务”不能是“镇长”。")]
    [InlineData(Units, "", "黄书桓\thuang\t填报\t永安镇", "“人员” 第2行“角色”：“角色”不能是“填报”。")]
    [InlineData(Units, "", "黄书桓\thuang\t填报员\t", "“人员” 第2行“单位”：填报员没有写明所代表的单位。")]
    [InlineData(Units, "", "黄书桓\thuang\t核验员\t永安镇", "“人员” 第2行“单位”：只有填报员代表单位。")]
    [InlineData(
        Units, "", People + "\n黄书恒\tliang\t签发人\t", "“人员” 第5行“登录名”：登录名“liang”在第3行属于“梁晓彤”。")]
    [InlineData(Units, "", "黄书桓\tby\t签发人\t", "“人员” 第2行“登录名”：不能给自己授予职责。")]
    public void Faults_are_at_their_cells(string units, string leaders, string people, string fault)
    {
        FaultsOf(Tables(units, leaders, people)).Should().ContainSingle()
            .Which.ToString().Should().StartWith(fault);
    }

    [Fact]
    public void All_faults_are_named_at_once_and_none_because_of_another()
    {
        var faults = FaultsOf(Tables(
            Units + "\n沙浦镇\t沙浦镇\t镇街\t镇街\t下周一",
            "沙浦镇\t邓锦堂\t党政一把手\t2026-11-30\n永安\t区启航\t党政一把手\t2026-11-30",
            People + "\n王五\twang\t填报员\t沙浦镇\n赵六\tzhao\t填表人\t永安镇\n"
                + "钱七\tqian\t核验员\t永安镇"));

        faults.Select(fault => (fault.File, fault.Row, fault.Column)).Should().BeEquivalentTo(
        [
            ("“单位”", 4, "起始日期"), ("“领导”", 3, "单位"), ("“人员”", 6, "角色"), ("“人员”", 7, "单位"),
        ]);
    }

    // A table keeps the faults that were found in it, so that it is read once.
    private static List<Fault> FaultsOf(Dictionary<string, TextTable> tables)
    {
        var read = FoundingFile.Read(tables);
        return [.. read.Faults, .. PlanOf(read.List).Faults];
    }

    [Fact]
    public void A_workbook_without_the_sheets_and_a_file_that_is_none_have_one_fault_each()
    {
        FoundingFile.Read(FoundingFile.Workbook(Workbook.Of("<row><c t=\"str\"><v>一</v></c></row>"))).Faults
            .Should().ContainSingle().Which.ToString().Should().Contain("没有名为“单位”“领导”“人员”的工作表");
        FoundingFile.Read(FoundingFile.Workbook([1, 2, 3])).Faults
            .Should().ContainSingle().Which.ToString().Should().Contain("不是.xlsx工作簿");
    }

    [Fact]
    public void A_roster_is_not_taken_at_once_when_a_week_is_closed_and_not_at_all_when_one_row_is_wrong()
    {
        var plan = PlanOf(Tables(Units, Leaders, ""));
        RosterDecider.Take(Roster.Empty, plan.Changes, new RuleSet([]), new Week(Today)).Refusal!.Code
            .Should().Be("roster-at-work");
        RosterDecider.Take(
            Roster.Empty, [.. plan.Changes, new LeaderAppointed("无", "某", "top", Today)], new RuleSet([]), null)
            .Should().Match<Evaluation.Office.Decisions.Decision>(
                one => one.Events.Count == 0 && one.Refusal!.Code == "unknown-unit");
    }

    private static Dictionary<string, TextTable> Tables(params string[] texts) => FoundingFile.Sheets
        .Zip(texts).Where(one => one.Second.Length > 0)
        .ToDictionary(one => one.First.Name, one => FoundingFile.Pasted(one.First, one.Second));

    private static FoundingPlan PlanOf(
        Dictionary<string, TextTable> tables, Roster? roster = null, MandateRoll? roll = null) =>
        PlanOf(FoundingFile.Read(tables).List, roster, roll);

    private static FoundingPlan PlanOf(FoundingList list, Roster? roster = null, MandateRoll? roll = null) =>
        FoundingPlan.Of(
            list, new FoundingOffice(roster ?? Roster.Empty, new RuleSet([]), roll ?? MandateRoll.Empty, "by", Today));
}
