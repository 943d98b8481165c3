using System.Globalization;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>
/// Schemes that have nothing to do with investment, of which the results were published: each value and place comes out
/// of a rulebook and a file of facts, by both counts.
/// </summary>
public sealed class PublishedCaseTests
{
    // The logarithm and cube root of the human development index: 191 values and places.
    [Fact]
    public void The_human_development_index_of_2021_comes_out()
    {
        var index = Case.Of("hdi", "2021-12-31");

        index.Standings.Should().HaveCount(191);
        foreach (var standing in index.Standings)
        {
            var published = index.Results[standing.Totals.Unit];
            (standing.Totals.YearPoints.ToString("0.000", CultureInfo.InvariantCulture), $"{standing.YearRank}")
                .Should().Be((published["value"], published["rank"]), standing.Totals.Unit);
        }
    }

    // Panels of seven without the highest and the lowest, multiplied by the difficulty: 924 marks, twelve places, and
    // the totals of the first three as they were reported. 0.30 points decided.
    [Fact]
    public void The_springboard_of_2000_comes_out()
    {
        var diving = Case.Of("diving-2000", "2000-12-31");

        diving.Standings.Select(one => (one.Totals.Unit, $"{one.YearRank}")).Should()
            .Equal(diving.Results.OrderBy(one => int.Parse(one.Value["rank"], CultureInfo.InvariantCulture))
                .Select(one => (one.Key, one.Value["rank"])));
        diving.Standings.Take(3).Select(one => (one.Totals.Unit, $"{Value.Of(one.Totals.YearPoints)}")).Should()
            .Equal(("XIONG Ni", "708.72"), ("PLATAS Fernando", "708.42"), ("SAOUTINE Dmitri", "703.2"));
        diving.Results["SAOUTINE Dmitri"]["points"].Should().Be("703.20");
        diving.Standings.Should().AllSatisfy(one => one.Totals.YearFigures["dives"].Should().Be(11m));
    }

    // A league in which direct comparison decides: three pairs of equals, one of them against the goal difference.
    [Fact]
    public void The_league_of_2023_comes_out()
    {
        var league = Case.Of("liga-2023", "2024-05-26");

        foreach (var standing in league.Standings)
        {
            var (totals, published) = (standing.Totals, league.Results[standing.Totals.Unit]);
            string[] measures = ["played", "won", "drawn", "lost", "scored", "conceded"];
            measures.Select(name => $"{Value.Of(totals.YearFigures[name])}").Should()
                .Equal(measures.Select(name => published[name]), totals.Unit);
            ($"{standing.YearRank}", $"{Value.Of(totals.YearPoints)}").Should()
                .Be((published["rank"], published["points"]), totals.Unit);
        }

        var first = league.Standings.GroupBy(one => one.Totals.YearPoints).Where(same => same.Count() > 1)
            .ToDictionary(same => same.First().Totals.Unit, same => same.Last().Totals.Unit);
        first.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["Celta Vigo"] = "Sevilla",
            ["Mallorca"] = "Las Palmas",
            ["Almería"] = "Granada",
        });
        var differences = league.Standings.ToDictionary(
            one => one.Totals.Unit, one => one.Totals.YearFigures["difference"]);
        first.Count(pair => differences[pair.Key] < differences[pair.Value]).Should().Be(1);
    }

    private sealed record Case(
        IReadOnlyList<Standing> Standings, IReadOnlyDictionary<string, Dictionary<string, string>> Results)
    {
        public static Case Of(string name, string through)
        {
            var files = SeedFolder.Files($"cases/{name}");
            var rulebook = RulebookCheck.Of(files["rulebook.yaml"]).Rulebook!;
            var rules = new RuleSet([rulebook]);
            var facts = Facts(files["facts.csv"], rulebook);
            var roster = new Roster(
                [.. Rows(files["roster.csv"]).Select(row => new UnitTerm(
                    row["unit"], row["name"], row["kind"], row["group"], rulebook.From, null))],
                []);
            var week = rulebook.Calendar.WeekOf(Sample.Day(through));

            var scores = Scorer.ScoreAll(
                [.. roster.Terms.Select(term => term.Unit)], facts.ToLookup(fact => fact.Unit), rules, roster,
                week.End);
            var ranked = Ranker.Rank(week, scores, roster, rules.InOrder[0]).Single().Standings;
            var second = new Second(facts, rules, roster, week.End, TargetAmounts.None);

            second.Places(week.Start, rules.InOrder[0], null)
                .Select(place => (place.Unit, place.YearRank, place.YearPoints)).Should().BeEquivalentTo(ranked.Select(
                    one => (one.Totals.Unit, one.YearRank, one.Totals.YearPoints)));
            return new Case(ranked, Rows(files["results.csv"]).ToDictionary(row => row["unit"]));
        }

        private static List<Fact> Facts(string csv, Rulebook rulebook)
        {
            var read = FactsFile.Read(TextTable.Csv("facts.csv", csv), rulebook.Kinds.Reportable);
            read.Faults.Should().BeEmpty();
            return [.. read.Rows.Select(row => new Fact(
                row.Id, row.Kind, row.Unit, row.OccurredOn, 1m,
                rulebook.Kinds.Find(row.Kind)!.Bind(row.Fields).Value))];
        }

        private static IEnumerable<Dictionary<string, string>> Rows(string csv)
        {
            var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var heads = lines[0].Split(',');
            return lines.Skip(1).Select(line => heads.Zip(line.Split(',')).ToDictionary(
                pair => pair.First, pair => pair.Second));
        }
    }
}
