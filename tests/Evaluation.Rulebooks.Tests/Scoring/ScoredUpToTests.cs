using System.Globalization;
using System.Text.Json;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>Scoring up to a day and from there on gives what scoring all at once gives.</summary>
public sealed class ScoredUpToTests(ITestOutputHelper output)
{
    private const int Rulebooks = 75;
    private const int PairsEach = 12;
    private const int FirstSeed = 20_260_301;

    [Fact]
    public void Going_on_from_a_week_gives_the_same_as_scoring_all_at_once()
    {
        var (tried, divided) = (0, 0);
        for (var seed = FirstSeed; seed < FirstSeed + Rulebooks; seed++)
        {
            var (maker, chance) = (new PairMaker(seed), new Random(seed));
            var editions = maker.Editions();
            for (var i = 0; i < PairsEach; i++)
            {
                var pair = maker.With(editions);
                if (pair.Read() is not { } rules || Scorer.TakesWholeDistrict(rules, RosterOf(pair))
                    || pair.Facts.IsEmpty)
                {
                    continue;
                }

                var day = rules.InOrder[0].Calendar.WeekOf(pair.Facts[chance.Next(pair.Facts.Count)].OccurredOn).Start;
                pair = pair with { Through = pair.Through >= day ? day.AddDays(-1) : pair.Through };
                foreach (var unit in pair.Facts.Select(fact => fact.Unit).Distinct())
                {
                    var (whole, inTwo) = (Whole(pair, rules, unit, day), InTwo(pair, rules, unit, day, chance));
                    inTwo.Should().Be(whole, "{0} from {1:O}, seed {2}\n{3}", unit, day, seed, pair);
                    tried++;
                    divided += pair.Facts.Any(fact => fact.Unit == unit && fact.OccurredOn < day)
                        && pair.Facts.Any(fact => fact.Unit == unit && fact.OccurredOn >= day) ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{tried} units, {divided} with facts on both sides of the day");
        divided.Should().BeGreaterThan(300);
    }

    [Theory, InlineData("2023-03-12", true), InlineData("2023-03-06", true), InlineData("2023-03-05", false)]
    public void A_day_on_which_a_period_was_judged_is_too_early(string judged, bool tooEarly)
    {
        var rules = ScoreTable.Of("- {id: 一, text: 一, unit: 分, each: visit, gives: 1, cap: none}").Rules;
        var upTo = () => Scorer.UpTo(
            Sample.Kengkou, [], rules, Sample.Roster, Sample.Day(judged), TargetAmounts.None, Sample.Day("2023-03-06"));

        if (tooEarly)
        {
            upTo.Should().Throw<ArgumentException>().WithMessage("*2023-03-06*");
        }
        else
        {
            upTo.Should().NotThrow();
        }
    }

    private static Roster RosterOf(Pair pair) => new(pair.Terms, pair.Leaders)
    {
        Successions = pair.Successions,
        Firms = pair.Firms,
    };

    private static string Whole(Pair pair, RuleSet rules, string unit, DateOnly day)
    {
        var facts = pair.Facts.Where(fact => fact.Unit == unit);
        var score = Scorer.Score(unit, facts, rules, RosterOf(pair), pair.Through, new TargetAmounts(pair.Targets));
        return Text(score.Sheets, score.Parts, new RunningTotals(score), rules, new Week(day));
    }

    // The way on is gone twice: the first time with other facts, of which nothing may remain.
    private static string InTwo(Pair pair, RuleSet rules, string unit, DateOnly day, Random chance)
    {
        var facts = pair.Facts.Where(fact => fact.Unit == unit).ToLookup(fact => fact.OccurredOn >= day);
        var upTo = Scorer.UpTo(
            unit, facts[false], rules, RosterOf(pair), pair.Through, new TargetAmounts(pair.Targets), day);
        var start = new RunningTotals(upTo.Before);
        start.Then(upTo.Then(facts[true].Where(_ => chance.Next(2) == 0)), new Week(day));
        var later = upTo.Then(facts[true]);
        return Text(
            [.. upTo.Before.Sheets, .. later.Sheets], [.. upTo.Before.Parts, .. later.Parts],
            start.Then(later, new Week(day)), rules, new Week(day));
    }

    private static string Text(
        IEnumerable<Sheet> sheets, IReadOnlyList<WeekPart> parts, RunningTotals totals, RuleSet rules, Week from)
    {
        // Weeks before the one from which the totals continue are not read.
        var last = parts.Count == 0 ? (Week?)null : parts.Select(part => part.Week).Append(from).Max();
        var year = last is { } week && rules.On(week.End) is { } edition ? edition.Calendar.YearOf(week) : default;
        return string.Join('\n',
        [
            .. sheets.Select(sheet => JsonSerializer.Serialize(sheet)),
            .. parts.Select(part => JsonSerializer.Serialize(part)),
            last is null ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{last}: {JsonSerializer.Serialize(totals.At(last.Value.Next, year))}"),
        ]);
    }
}
