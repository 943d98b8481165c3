using Evaluation.Office.Imports;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Imports;

/// <summary>Targets from a file.</summary>
public sealed class TargetsFileTests
{
    [Theory]
    [InlineData("镇,contracted,2023-13,1", "period")]
    [InlineData("镇,contracted,2023-01-T4,1", "period")]
    [InlineData("镇,contracted,2023-F28,1", "period")]
    [InlineData("镇,contracted,2023-B7,1", "period")]
    [InlineData("镇,contracted,1—2月,1", "period")]
    [InlineData("镇,contacted,2023,1", "indicator")]
    [InlineData("镇,contracted,2023,many", "amount")]
    [InlineData("镇,contracted,2023,-1亿", "amount")]
    [InlineData(",contracted,2023,1", "unit")]
    public void A_faulty_target_is_named_by_row_and_column(string row, string column) =>
        TargetsFile.Read(TextTable.Csv("targets.csv", $"unit,indicator,period,amount\n{row}\n"), ["contracted"])
            .Faults.Should().ContainSingle()
            .Which.Should().Match<Fault>(fault => fault.Row == 2 && fault.Column == column && fault.Remedy.Length > 0);

    [Theory]
    [InlineData("2023-01-T1")]
    [InlineData("2023-12-H2")]
    [InlineData("2023-F26")]
    [InlineData("2023-B6")]
    public void A_period_of_any_length_is_named(string period) =>
        TargetsFile.Read(TextTable.Csv("targets.csv", $"unit,indicator,period,amount\n镇,a,{period},1\n"), ["a"])
            .Rows.Should().ContainSingle().Which.Target.Period.Should().Be(period);

    [Fact]
    public void Amounts_are_plain_or_with_their_unit() =>
        TargetsFile.Read(
            TextTable.Csv(
                "targets.csv",
                "unit,indicator,period,amount\n镇,a,2023,27\n镇,a,2023-Q1,1.5亿\n*,a,2023-05,3000万\n镇,a,2023-W05,"
                    + "500元\n"),
            ["a"])
            .Rows.Select(row => row.Target.Amount).Should().Equal(27m, 1_50000000m, 30000000m, 500m);
}
