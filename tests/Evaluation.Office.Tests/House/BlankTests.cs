using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>No blanks that nobody sees.</summary>
public sealed class BlankTests
{
    [Fact]
    public void Lines_hold_no_blanks_that_nobody_sees() => BlankRules.Untidy(SourceFile.All).Should().BeEmpty();

    [Theory]
    [InlineData("class A\n{\n}", true)]
    [InlineData("class A\n{\n\tint a;\n}", false)]
    [InlineData("class A\n{\n  \n}", false)]
    [InlineData("class A\n{\nint a; \n}", false)]
    [InlineData("class A\n{\n\n\nint a;\n}", false)]
    [InlineData("\nclass A", false)]
    public void A_blank_that_nobody_sees_is_found(string code, bool fits) =>
        BlankRules.Untidy([SourceFile.Of("a.cs", code)]).Any().Should().Be(!fits);
}
