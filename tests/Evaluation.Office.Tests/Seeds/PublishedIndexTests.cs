using System.Globalization;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>
/// The human development index of 2021 with its logarithm and cube root: 191 published values and places come out of a
/// rulebook and a file of facts.
/// </summary>
public sealed class PublishedIndexTests
{
    private static readonly DateOnly Through = new(2022, 1, 2);

    [Fact]
    public void Every_published_value_and_place_comes_out()
    {
        var files = SeedFolder.Files("cases/hdi");
        var rulebook = RulebookCheck.Of(files["rulebook.yaml"]).Rulebook!;
        var rules = new RuleSet([rulebook]);
        var read = FactsFile.Read(TextTable.Csv("facts.csv", files["facts.csv"]), rulebook.Kinds.Reportable);
        read.Faults.Should().BeEmpty();
        var facts = read.Rows.Select(row => new Fact(
            row.Id, row.Kind, row.Unit, row.OccurredOn, 1m, rulebook.Kinds.Find(row.Kind)!.Bind(row.Fields).Value))
            .ToList();
        var roster = new Roster(
            [.. facts.Select(fact => new UnitTerm(fact.Unit, fact.Unit, "国家", "国家", rulebook.From, null))], []);
        var published = files["results.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(row => row.Trim().Split(',')).ToDictionary(row => row[0], row => (row[1], row[2]));

        var scores = Scorer.ScoreAll(
            [.. facts.Select(fact => fact.Unit)], facts.ToLookup(fact => fact.Unit), rules, roster, Through);
        var standings = Ranker.Rank(
            rulebook.Calendar.WeekOf(new DateOnly(2021, 12, 31)), scores, roster, rulebook).Single().Standings;

        standings.Should().HaveCount(191);
        standings.Should().AllSatisfy(standing => (Text(standing.Totals.YearPoints), $"{standing.YearRank}").Should()
            .Be(published[standing.Totals.Unit], standing.Totals.Unit));
        var second = new Second(facts, rules, roster, Through, TargetAmounts.None);
        second.Lines.Where(line => line.Clause.Length > 0).Select(line => (line.Unit, Text(line.Points))).Should()
            .BeEquivalentTo(published.Select(one => (one.Key, one.Value.Item1)));
    }

    private static string Text(decimal points) => points.ToString("0.000", CultureInfo.InvariantCulture);
}
