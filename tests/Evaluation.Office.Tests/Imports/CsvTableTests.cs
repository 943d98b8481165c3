using Evaluation.Office.Imports;
using Evaluation.Office.Tests.Seeds;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Files as offices send them: what is wrong is named with file, row and column.</summary>
public sealed class CsvTableTests
{
    private const string Visits = "id,kind,unit,occurred_on,recorded_at,enterprise,leader\n";
    private const string Decisions = "id,unit,points,decided_on,effective_on,document,reason,reverses\n";
    private const string Handling = "claim,step,at,account,reason,document,changes\n";
    private const string Firms = "enterprise,name,credit_code,industry,chain_leader,aliases,filed_at,filed_by\n";

    public static TheoryData<string, string, int, string, string> FaultyFacts => new()
    {
        { Visits.Replace(",unit", ""), "V-1,visit,2023-02-01,2023-02-01T17:00:00+08:00,甲,top", 1, "unit",
            "缺少列“unit”" },
        { Visits.Replace("leader", "leadr"), "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,top", 1, "leadr",
            "是否应为“leader”" },
        { Visits.Replace("leader", "unit"), "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,永安镇", 1,
            "unit", "出现两次" },
        { Visits, "V-1,visit,,2023-02-01,2023-02-01T17:00:00+08:00,甲,top", 2, "unit", "没有填写" },
        { Visits, "V-1,vist,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,top", 2, "kind", "是否应为“visit”" },
        { Visits, "V-1,visit,永安镇,23/2/1,2023-02-01T17:00:00+08:00,甲,top", 2, "occurred_on", "不是日期" },
        { Visits, "V-1,visit,永安镇,2023-02-30,2023-02-01T17:00:00+08:00,甲,top", 2, "occurred_on", "不是日期" },
        { Visits, "V-1,visit,永安镇,2023-02-01,2023-02-01 17:00,甲,top", 2, "recorded_at", "不是带时区的时间" },
        { Visits, "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,,top", 2, "enterprise", "缺少“企业”" },
        { Visits, "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,书记", 2, "leader", "党政一把手" },
        { Visits, "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,top,多", 2, "", "表头只有7列" },
        { Visits, "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,\"甲,top", 2, "", "引号不成对" },
        {
            Visits, "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,top\n\nV-1,visit,永安镇,2023-02-02,"
                + "2023-02-02T17:00:00+08:00,乙,top",
            4, "id", "与第2行重复"
        },
        {
            Visits.Replace("leader", "leader,shares"),
            "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,top,永安镇:0.6;区教育局:0.3",
            2, "shares", "应当正好等于1"
        },
        { Visits.Replace("leader", "leader,shares"),
            "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,top,永安镇 0.6", 2, "shares", "没有“:”" },
        { "", "", 1, "", "没有内容" },
    };

    [Theory, MemberData(nameof(FaultyFacts))]
    public void A_faulty_file_of_facts_names_row_column_and_remedy(
        string header, string rows, int row, string column, string words)
    {
        var read = FactsFile.Read(TextTable.Csv("visits.csv", header + rows));

        var fault = read.Faults.Should().ContainSingle().Subject;
        (fault.File, fault.Row, fault.Column).Should().Be(("visits.csv", row, column));
        fault.ToString().Should().Contain(words);
        fault.Remedy.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("D-1,永安镇,二分,2023-02-27,2023-02-27,文1,事由,", "points", "不是数字")]
    [InlineData("D-1,永安镇,2,,2023-02-27,文1,事由,", "decided_on", "没有填写")]
    [InlineData("D-1,永安镇,2,2023-02-27,2023-02-27,文1,,", "reason", "没有填写")]
    public void A_faulty_decision_is_named(string row, string column, string words)
    {
        var fault = HistoryFiles.Decisions(TextTable.Csv("decisions.csv", Decisions + row)).Faults.Should()
            .ContainSingle().Subject;

        (fault.Row, fault.Column).Should().Be((2, column));
        fault.ToString().Should().Contain(words);
    }

    [Theory]
    [InlineData("V-1,verifed,2023-02-01T09:00:00+08:00,he,,,", "step", "是否应为“verified”")]
    [InlineData("V-1,refused,2023-02-01T09:00:00+08:00,he,,,", "reason", "没有填写")]
    [InlineData("V-1,reversed,2023-02-01T09:00:00+08:00,he,不符,,", "document", "没有填写")]
    [InlineData("V-1,verified,2023-02-01T09:00:00+08:00,he,,,leader=top", "changes", "只有更正")]
    [InlineData("V-1,corrected,2023-02-01T09:00:00+08:00,he,更正,,occurred_on=2月1日", "changes", "不是日期")]
    public void A_faulty_step_is_named(string row, string column, string words)
    {
        var fault = HistoryFiles.Handling(TextTable.Csv("handling.csv", Handling + row)).Faults.Should()
            .ContainSingle().Subject;

        (fault.Row, fault.Column).Should().Be((2, column));
        fault.ToString().Should().Contain(words);
    }

    [Theory]
    [InlineData(
        "甲,甲公司,91441200MA4QMBAF47,新材料,false,,2023-01-03T08:50:00+08:00,zeng", "credit_code", "校验位不符")]
    [InlineData("甲,甲公司,,新材料,maybe,,2023-01-03T08:50:00+08:00,zeng", "chain_leader", "不是“是”或“否”")]
    public void A_faulty_firm_is_named(string row, string column, string words)
    {
        var fault = HistoryFiles.Enterprises(TextTable.Csv("enterprises.csv", Firms + row)).Faults.Should()
            .ContainSingle().Subject;

        (fault.Row, fault.Column).Should().Be((2, column));
        fault.ToString().Should().Contain(words);
    }

    [Fact]
    public void A_number_used_in_two_files_of_facts_is_named()
    {
        var files = SeedFolder.Files("dinghu");
        files["facts/lead.csv"] = files["facts/lead.csv"].Replace("L-002,", "V-002,");

        var (_, faults) = History.Read(files);

        faults.Should().ContainSingle().Which.Should()
            .Match<Fault>(fault => fault.File == "facts/lead.csv" && fault.Row == 3 && fault.Column == "id");
    }

    [Fact]
    public void Kinds_may_be_mixed_in_one_file_and_a_mark_of_the_byte_order_is_passed_over()
    {
        const string text = "\uFEFFid,kind,unit,occurred_on,recorded_at,enterprise,leader,visitor_rank\r\n"
            + "V-1,visit,永安镇,2023-02-01,2023-02-01T17:00:00+08:00,甲,党政一把手,\r\n"
            + "R-1,referral,永安镇,2023-02-02,2023-02-02T17:00+08:00,\"乙\",,principal,,\r\n,,,\r\n";

        var read = FactsFile.Read(TextTable.Csv("mixed.csv", text));

        read.Faults.Should().BeEmpty();
        read.Rows.Select(row => (row.Location.Row, row.Kind, row.Fields.Count)).Should()
            .Equal((2, "visit", 2), (3, "referral", 2));
    }

    [Fact]
    public void A_correction_replaces_named_fields_and_takes_away_emptied_ones()
    {
        var fact = FactsFile.Read(TextTable.Csv("v.csv", Visits.Replace("leader", "leader,topic,place")
            + "V-1,visit,永安镇,2023-02-13,2023-02-13T17:00:00+08:00,甲,top,选址,深圳")).Rows.Single();
        var step = HistoryFiles.Handling(TextTable.Csv("h.csv", Handling
            + "V-1,corrected,2023-02-15T09:00:00+08:00,he,更正,,occurred_on=2023-02-14;leader=member;topic=")).Rows
                .Single();

        var corrected = fact.With(step);

        corrected.OccurredOn.Should().Be(new DateOnly(2023, 2, 14));
        corrected.Fields.Should()
            .Equal(new Dictionary<string, string> { ["enterprise"] = "甲", ["leader"] = "member", ["place"] = "深圳" });
    }
}
