using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>The second count knows nothing of the scorer, the ranker and the reader.</summary>
public sealed class SecondCountTests
{
    private static readonly SourceFile Scorer =
        SourceFile.Of("src/Evaluation.Rulebooks/Scoring/Scorer.cs",
            "namespace Evaluation.Rulebooks.Scoring;\nclass Scorer;");

    [Fact]
    public void The_second_count_uses_only_what_both_counts_are_given() => SecondCountRules.Violations(SourceFile.All)
        .Should().BeEmpty();

    [Theory]
    [InlineData("using Evaluation.Rulebooks.Scoring;", "Evaluation.Rulebooks.Scoring")]
    [InlineData("record Line(Evaluation.Rulebooks.Scoring.Scorer By);", "Evaluation.Rulebooks.Scoring.Scorer")]
    [InlineData("record Line { object By => Scoring.Scorer.Score(); }", "Scoring.Scorer.Score")]
    public void What_it_borrows_from_the_first_count_is_found(string line, string by)
    {
        var borrows = SourceFile.Of("src/Evaluation.Rulebooks/SecondCount/Line.cs",
            $"namespace Evaluation.Rulebooks.SecondCount;\n{line}");

        SecondCountRules.Violations([Scorer, borrows])
            .Should().Equal($"src/Evaluation.Rulebooks/SecondCount/Line.cs:2: {by}");
    }
}
