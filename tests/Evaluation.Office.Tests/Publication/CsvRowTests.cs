using Evaluation.Office.Publication;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>No cell that leaves the program is run as a formula, and numbers stay numbers.</summary>
public sealed class CsvRowTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86 758", "'+86 758")]
    [InlineData("-东镇", "'-东镇")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("-2.5+1", "'-2.5+1")]
    [InlineData("2.5", "2.5")]
    [InlineData("东镇=西镇", "东镇=西镇")]
    [InlineData("东镇,西镇", "\"东镇,西镇\"")]
    [InlineData("", "")]
    public void A_cell_leaves_as_text(string cell, string expected) =>
        CsvRow.Of(["甲", cell, "乙"]).Should().Be($"甲,{expected},乙");
}
