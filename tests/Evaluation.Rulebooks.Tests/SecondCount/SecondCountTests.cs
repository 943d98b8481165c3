using System.Collections.Immutable;
using System.Diagnostics;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>
/// The scorer and a second, plain count agree line by line and place by place on random rulebooks and facts.
/// EVALUATION_PAIRS sets how many pairs are tried, EVALUATION_SEED where the draws begin.
/// </summary>
public sealed class SecondCountTests(ITestOutputHelper output)
{
    private const int FactsPerRulebook = 6;
    private const int FewPairs = 1_200;

    // Rare words are looked for in further draws.
    private const int MostTimes = 8;
    private const int FirstSeed = 2_000;

    // A status may not name a measure that looks at earlier periods.
    private static readonly string[] NoNumber =
        ["数过大", "不能开方", "没有对数", "次方", "超过5000个部分", "函数“previous”的", "函数“last_year”的"];

    [Fact]
    public void Two_counts_of_random_rulebooks_and_facts_agree()
    {
        var pairs = Sample.Setting("EVALUATION_PAIRS", FewPairs);
        var seed = Sample.Setting("EVALUATION_SEED", FirstSeed);
        var census = new Census();
        var began = Stopwatch.GetTimestamp();
        string? difference = null;
        var cores = new ParallelOptions { MaxDegreeOfParallelism = pairs > FewPairs ? Environment.ProcessorCount : 1 };
        var rulebooks = pairs / FactsPerRulebook;
        Parallel.For(0, rulebooks, cores, (i, loop) =>
        {
            if (TryOne(seed + i, census) is { } found)
            {
                difference ??= found;
                loop.Stop();
            }
        });

        for (var i = rulebooks; i < MostTimes * rulebooks && difference is null && census.Unseen().Any(); i++)
        {
            difference = TryOne(seed + i, census);
        }

        var speed = census.Pairs / Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine($"{census}; {speed:0} pairs/s from seed {seed}");
        difference.Should().BeNull();
        census.Unseen().Should().BeEmpty("the draws reach every step and reason");
    }

    // What once differed: until when weeks are compared, while only a period that is not judged has a line.
    [Theory, InlineData(20_230_149)]
    public void Counts_that_once_differed_agree(int seed) => TryOne(seed, new Census()).Should().BeNull();

    [Fact]
    public void A_difference_is_reduced_to_the_facts_and_words_that_make_it()
    {
        var maker = new PairMaker(FirstSeed);
        var pair = maker.With(maker.Editions());
        var fact = pair.Facts[^1];

        var reduced = pair.Reduced(less => less.Facts.Contains(fact) && less.Read() is not null);

        reduced.Facts.Should().Equal(fact);
        reduced.Editions.Should().ContainSingle().Which.Sections["clauses"].Should().ContainSingle();
        (reduced.Terms.Count, reduced.Targets.Count).Should().Be((0, 0));
    }

    [Fact]
    public void A_difference_is_seen_at_its_line()
    {
        var day = Sample.Day("2023-03-06");
        var pair = new Pair
        {
            Editions = [Capped("1.5")],
            Facts = [Visit("V1", day), Visit("V2", day), Visit("V3", day.AddDays(7))],
            Terms = [new UnitTerm("甲镇", "甲镇", "镇街", "镇街", day, null)],
            Targets = [],
            Through = null,
            Cut = false,
        };
        var other = pair with { Editions = [Capped("2")] };

        Comparison.Difference(pair, pair.Read()!).Should().BeNull();
        Comparison.Difference(pair, pair.Read()!, others: other.Read())
            .Should().Be("scorer: 甲镇 visit V2 2023-03-06 0.5\nsecond: 甲镇 visit V2 2023-03-06 1");
    }

    private static Fact Visit(string id, DateOnly day) =>
        new(id, BuiltInKinds.Visit, "甲镇", day, 1m, Evaluation.Rulebooks.Words.Facts.None);

    private static Draft Capped(string points) => new()
    {
        Edition = 1,
        From = Sample.Day("2023-01-01"),
        To = Sample.Day("2023-12-31"),
        Calendar = "{utc_offset: \"+08:00\", week_starts: monday, report_due: {days_after: 1, at: \"12:00\"}, "
            + "cut_off: {days_after: 2, at: \"18:00\"}}",
        Ranking = Entry.Of("ranking", "groups: [镇街]"),
        Sections = ImmutableSortedDictionary<string, ImmutableList<Entry>>.Empty.Add("clauses",
            [Entry.Of(
                "", "id: visit", "text: 每家次", "unit: 分", "each: visit", "gives: 1", $"cap: {{week: {points}}}")]),
    };

    // The difference on one rulebook and many sets of facts, reduced and in words; null for none.
    private static string? TryOne(int seed, Census census)
    {
        var maker = new PairMaker(seed);
        var editions = maker.Editions();
        var read = editions.ConvertAll(one => RulebookReader.Read(one.ToString()));
        var findings = read.SelectMany(one => one.Findings).ToList();
        if (findings.Count > 0)
        {
            // Numbers may overflow or have no root in the text itself; little else may be found.
            return findings.TrueForAll(one => NoNumber.Any(what => one.What.Contains(what, StringComparison.Ordinal)))
                ? null
                : $"seed {seed}\n{string.Join('\n', findings)}\n{string.Join('\n', editions)}";
        }

        var rules = new RuleSet([.. read.Select(one => one.Rulebook!)]);
        for (var i = 0; i < FactsPerRulebook; i++)
        {
            var pair = maker.With(editions);
            if (Comparison.Difference(pair, rules, census) is not null)
            {
                var reduced = pair.Reduced(
                    less => less.Read() is { } read && Comparison.Difference(less, read) is not null);
                return $"seed {seed}, facts {i}\n{reduced}\n\n{Comparison.Difference(reduced, reduced.Read()!)}";
            }

            census.SeePair();
        }

        return null;
    }
}
