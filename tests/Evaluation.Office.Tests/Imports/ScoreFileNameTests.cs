using Evaluation.Office.Imports;
using Evaluation.Office.Publication;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Units in files of facts are known however they are typed, and what the roster misspells is named.</summary>
public sealed class ScoreFileNameTests
{
    private const string Roster = "unit,name,kind,group,from,to\n永安镇,永安镇,镇街,镇街,2023-01-01,\n";

    private const string Head = "id,kind,unit,occurred_on,recorded_at,title,place,firms\n";

    private static readonly string[] Typed =
        ["永安镇", "永安镇\u200B", "永安 镇", "永安镇　", "　永安镇", "永安镇\uFEFF", "永安\u00A0镇"];

    private static readonly RulebookText Rules = new()
    {
        Clauses = "- {id: one, text: 一, unit: 分, each: promotion, gives: 1, cap: none}",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_unit_is_one_unit_however_it_is_typed(bool roster)
    {
        var (input, faults) = Read(Facts(Typed), roster ? Roster : null);

        faults.Should().BeEmpty();
        Scoreboard.Of(input!, Sample.Day("2023-06-11")).Rankings.Last(ranking => ranking.Scope == "year").Rows
            .Select(row => (row.Unit, row.Total)).Should().Equal(("永安镇", 7m));
    }

    [Fact]
    public void Another_character_is_another_unit() =>
        Read(Facts("永安鎮"), Roster).Faults.Should().ContainSingle(fault =>
            fault.Column == "unit" && fault.What == "名册中没有单位“永安鎮”。" && fault.Remedy == "是否应为“永安镇”？");

    [Theory]
    [InlineData("永安镇,陈某,top,,2023-01-01,\n凤凰镇,凤凰镇,镇街,镇街,2023-01-01,", "unit", "陈某")]
    [InlineData(
        "永安镇,永安镇,镇街,镇街,2023-01-01,\n永安 镇,永安镇,镇街,镇街,2023-01-01,", "unit", "只差空格")]
    public void What_the_roster_misspells_is_a_fault(string rows, string column, string what) =>
        Read(Head, $"unit,name,kind,group,from,to\n{rows}\n").Faults.Should().Contain(fault =>
            fault.Column == column && fault.What.Contains(what) && fault.Remedy.Length > 0);

    [Theory]
    [InlineData("镇接", "考评办法没有组别“镇接”，永安镇没有参加排名。是否应为“镇街”？")]
    [InlineData("镇街组", "考评办法没有组别“镇街组”，永安镇没有参加排名。是否应为“镇街”？")]
    [InlineData("园区", "考评办法没有组别“园区”，永安镇没有参加排名。可用：部门、镇街。")]
    [InlineData("镇街", null)]
    public void A_unit_of_a_group_that_nothing_ranks_is_named(string group, string? remark)
    {
        var (input, _) = Read(
            Facts("永安镇"), Roster.Replace(",镇街,2023", $",{group},2023", StringComparison.Ordinal));

        RosterRemarks.Unranked(input!.Roster!, input.Rules).Should().Equal(remark is null ? [] : [remark]);
    }

    private static string Facts(params string[] units) => Head + string.Concat(units.Select(
        (unit, i) => $"P{i},promotion,\"{unit}\",2023-06-05,2023-06-05T09:30:00+08:00,会{i},广州,3\n"));

    private static FilesResult<ScoreInput> Read(string facts, string? roster) => ScoreFiles.Read(
        Rules.Alone(), TextTable.Csv("facts.csv", facts), roster is null ? null : TextTable.Csv("roster.csv", roster));
}
