using Evaluation.Office.Mandates;
using Evaluation.Office.Tests.Decisions;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Mandates;

/// <summary>What the units of a district see of each other.</summary>
public sealed class VisibilityTests
{
    private static readonly VisibilityDeclared Points = new(Visibility.Points, "区考〔2023〕3号");

    private static Case<Visibility> Declared => new(Visibility.Evolve);

    [Fact]
    public void It_is_declared_and_declared_otherwise()
    {
        var all = Points with { Others = Visibility.All };
        Declared.When(known => VisibilityDecider.Declare(known, Points)).Then(Points);
        Declared.Given(Points).When(known => VisibilityDecider.Declare(known, all)).Then(all);
        Visibility.Evolve(Visibility.Evolve(null, Points), all).Others.Should().Be(Visibility.All);
    }

    [Theory]
    [InlineData("everything", "1号", "unknown-others")]
    [InlineData("", "1号", "unknown-others")]
    [InlineData("Points", "1号", "unknown-others")]
    [InlineData("points", "\u200B", "document-missing")]
    [InlineData("lines", " ", "document-missing")]
    public void What_is_wrong_is_said(string others, string document, string code) => Declared
        .When(known => VisibilityDecider.Declare(known, new VisibilityDeclared(others, document))).Refused(code);

    [Fact]
    public void What_holds_already_is_not_declared_again() => Declared.Given(Points)
        .When(known => VisibilityDecider.Declare(known, Points with { Document = "另文" })).Refused("repeated");

    [Fact]
    public void For_whom_bulletins_are_printed_stays_until_it_is_declared_otherwise()
    {
        var both = Points with { Papers = PaperScope.Both };

        Visibility.Usual.Papers.Should().Be(PaperScope.Public);
        Visibility.Evolve(null, Points).Papers.Should().Be(PaperScope.Public);
        Visibility.Evolve(Visibility.Evolve(null, both), Points).Papers.Should().Be(PaperScope.Both);
        Declared.Given(Points).When(known => VisibilityDecider.Declare(known, both)).Then(both);
        Declared.Given(both).When(known => VisibilityDecider.Declare(known, Points)).Refused("repeated");
        Declared.When(known => VisibilityDecider.Declare(known, Points with { Papers = "some" }))
            .Refused("unknown-papers");
    }

    [Fact]
    public void Every_word_has_its_sentence()
    {
        Visibility.Words.Should().OnlyContain(word => Visibility.LabelOf(word) != word);
        PaperScope.Words.Should().OnlyContain(word => PaperScope.LabelOf(word) != word);
    }
}
