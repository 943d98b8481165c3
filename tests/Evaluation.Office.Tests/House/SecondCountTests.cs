using System.Reflection;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
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

    [Fact]
    public void It_calls_nothing_that_computes_for_both() => SecondCountRules.Borrowed(SecondCountRules.Types)
        .Should().BeEmpty();

    [Fact]
    public void A_call_of_what_computes_is_found_wherever_it_is() =>
        SecondCountRules.Borrowed([typeof(Borrower), .. typeof(Borrower).GetNestedTypes(AnyAccess)])
            .Select(found => found.Split(": ")[1])
            .Should().BeEquivalentTo("Gives.For", "Formula.get_Number", "Formula.get_Flag", "Formula.Holds");

    private const BindingFlags AnyAccess = BindingFlags.Public | BindingFlags.NonPublic;

    private sealed class Borrower
    {
        private readonly List<Formula> asked = [];

        public decimal Points(Clause clause, View view) =>
            clause.Gives.For(view).Number + asked.Count(formula => formula.Holds(view))
            + (clause.Where is { Flag: not null } where ? where.Number!(view) : 0m);
    }
}
