using Evaluation.Office.Imports;
using Evaluation.Office.Tests.Seeds;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>A folder of a history holds what has content, and a rulebook of any name.</summary>
public sealed class HistoryFolderTests
{
    [Fact]
    public void Only_the_district_and_one_rulebook_must_be_there()
    {
        var seeds = SeedFolder.Files("dinghu");
        var (history, faults) = History.Read(new Dictionary<string, string>
        {
            ["district.csv"] = seeds["district.csv"],
            ["鼎湖办法.yml"] = seeds["rulebook-2023.yaml"],
            ["roster.csv"] = seeds["roster.csv"],
        });

        faults.Should().BeEmpty();
        history!.RulebookName.Should().Be("鼎湖办法.yml");
        history.Roster.Should().HaveCount(22);
        history.Facts.Should().BeEmpty();
    }

    [Fact]
    public void What_is_missing_or_there_twice_is_named()
    {
        History.Read(new Dictionary<string, string>()).Faults.Select(fault => fault.File)
            .Should().Equal("district.csv", "*.yaml");
        var files = SeedFolder.Files("dinghu");
        files["rulebook-2024.yaml"] = files["rulebook-2023.yaml"];
        History.Read(files).Faults.Should().ContainSingle().Which.ToString()
            .Should().StartWith("rulebook-2024.yaml：已有考评办法“rulebook-2023.yaml”。");
    }

    [Theory]
    [InlineData("leader.csv", "leaders.csv")]
    [InlineData("facts/visits.csv", "facts/visit.csv")]
    [InlineData("Weeks.csv", "weeks.csv")]
    [InlineData("report.csv", "reports.csv")]
    public void A_file_that_would_be_passed_over_because_of_its_name_is_named(string name, string meant)
    {
        var files = SeedFolder.Files("dinghu");
        files[name] = files[meant];
        files.Remove(meant);

        History.Read(files).Faults.Should().Contain(fault => fault.File == name && fault.Remedy.Contains(meant));
    }

    [Fact]
    public void The_templates_are_the_files_without_rows()
    {
        HistoryTemplates.Tables.Keys.Should().BeEquivalentTo(History.TableNames);
        var files = HistoryTemplates.Tables.ToDictionary();
        files["district.csv"] += "\nxin,新区,monday,新区考评办";
        files["rulebook.yaml"] = SeedFolder.Files("dinghu")["rulebook-2023.yaml"];

        History.Read(files).Faults.Should().BeEmpty();
    }
}
