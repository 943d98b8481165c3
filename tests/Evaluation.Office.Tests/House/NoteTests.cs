using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>Nothing is left for later, and no warning is silenced without a reason.</summary>
public sealed class NoteTests
{
    [Fact]
    public void Nobody_leaves_notes_to_himself() => NoteRules.Notes(SourceFile.All).Should().BeEmpty();

    [Fact]
    public void A_warning_is_switched_off_only_with_a_reason_beside_it() => NoteRules.Silenced(SourceFile.All)
        .Should().BeEmpty();

    [Theory]
    [InlineData("TO", "DO")]
    [InlineData("FIX", "ME")]
    [InlineData("HA", "CK")]
    [InlineData("XX", "X")]
    public void A_note_is_found(string half, string rest) =>
        NoteRules.Notes([SourceFile.Of("a.razor", $"<p>\n@* {half}{rest} later *@")]).Should().Equal("a.razor:2");

    [Fact]
    public void A_warning_switched_off_without_a_reason_is_found()
    {
        const string off = "#pragma warning disable CA1031";

        NoteRules.Silenced([SourceFile.Of("a.cs", off)]).Should().Equal("a.cs:1");
        NoteRules.Silenced([SourceFile.Of("a.cs", $"{off} // whatever a fault throws")]).Should().BeEmpty();
    }

    [Fact]
    public void No_parameter_is_documented_by_its_name_alone() => NoteRules.Echoes(SourceFile.All).Should().BeEmpty();

    [Fact]
    public void A_parameter_documented_by_its_name_alone_is_found()
    {
        const string begun = "/// <param name=\"district\">The dist";

        NoteRules.Echoes([SourceFile.Of("a.cs", $"{begun}rict.</param>")]).Should().Equal("a.cs:1");
        NoteRules.Echoes([SourceFile.Of("a.cs", $"{begun}rict; null for all.</param>")]).Should().BeEmpty();
    }
}
