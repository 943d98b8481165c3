using System.Diagnostics;
using Evaluation.Office.Adjustments;
using Evaluation.Office.Adoption;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Tests.SecondCount;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>
/// Any week as known at any position equals what a replay of the events up to that position makes of it: random
/// rulebooks, and histories in which editions, units, targets, claims, corrections and decisions come in any order.
/// EVALUATION_MOMENTS sets how many pairs of a week and a position are tried, EVALUATION_SEED where the draws begin.
/// </summary>
public sealed class TwoAxesTests(ITestOutputHelper output)
{
    private const int FewMoments = 5_000;
    private const int HistoriesPerRulebook = 10;
    internal const int WeeksPerPosition = 3;

    [Fact]
    public void Any_week_as_known_at_any_position_equals_a_replay_up_to_there()
    {
        var (goal, seed) = (Sample.Setting("EVALUATION_MOMENTS", FewMoments),
            Sample.Setting("EVALUATION_SEED", 20_230_101));
        var (tried, ranked, moved, began) = (0, 0, 0, Stopwatch.GetTimestamp());
        for (var i = 0; tried < goal; i++)
        {
            var maker = new PairMaker(seed + i);
            var editions = maker.Editions();
            for (var j = 0; j < HistoriesPerRulebook && tried < goal; j++)
            {
                var pair = maker.With(editions);
                if (pair.Read() is { } rules)
                {
                    var trial = new TwoAxesTrial(new HistoryMaker(seed + i).Of(pair, rules), new Chance(seed + i + j));
                    trial.Difference().Should().BeNull("seed {0}, history {1}\n{2}", seed + i, j, pair);
                    (tried, ranked, moved) = (tried + trial.Tried, ranked + trial.Ranked, moved + trial.WithPoints);
                }
            }
        }

        output.WriteLine($"{tried} pairs, {ranked} with a ranking, {moved} with points, "
            + $"{tried / Stopwatch.GetElapsedTime(began).TotalSeconds:0}/s");
        ranked.Should().BeGreaterThan(tried / 4);
        moved.Should()
            .BeGreaterThan(tried / 25, "units that were merged or split take their points out of the ranking");
    }

    [Fact]
    public void The_last_week_before_a_gap_between_editions_knows_of_the_weeks_behind_it()
    {
        var (fold, at) = (new PastFold(), 0);
        var last = Sample.WeekOf("2023-01-23");
        foreach (var @event in (IEnumerable<object>)
        [
            TestOffice.District, .. TestOffice.Units, Edition(1, "2023-01-02", "2023-01-29"),
            Edition(2, "2023-02-13", "2023-12-31"),
            new AdjustmentDecided(
                "J1", Sample.Kengkou, 1m, Sample.Day("2023-02-20"), Sample.Day("2023-02-20"), "文", "由"),
            new WeekClosed(last, default, "li"),
        ])
        {
            fold.Apply(++at, @event);
        }

        var past = fold.Read();
        var then = past.RankingsAt(last, at, past.FileAt(at).Editions.Compile());

        then.Rankings.Should().Contain(ranking => ranking.Week == last);
        (then.First, then.Last).Should().Be((Sample.WeekOf("2023-01-02"), Sample.WeekOf("2023-02-20")));
    }

    private static RulebookAdopted Edition(int number, string from, string to)
    {
        var text = new RulebookText
        {
            Edition = number,
            From = from,
            To = to,
            Clauses = "- {id: 第一条, text: 条款, unit: 分, each: adjustment, gives: points, cap: none}",
        };
        return new RulebookAdopted("test", number, Sample.Day(from), Sample.Day(to), text.ToString(), "", "文");
    }

    [Fact]
    public void A_past_that_grows_page_by_page_is_the_past_read_at_once()
    {
        var maker = new PairMaker(7);
        var editions = maker.Editions();
        for (var i = 0; i < 20; i++)
        {
            var pair = maker.With(editions);
            var events = new HistoryMaker(i).Of(pair, pair.Read()!);
            var (whole, pages) = (new PastFold(), new PastFold());
            for (var position = 1; position <= events.Count; position++)
            {
                whole.Apply(position, events[position - 1]);
                pages.Apply(position, events[position - 1]);
                if (position % (i + 1) == 0)
                {
                    pages.Read();
                }
            }

            for (var position = 0; position <= events.Count; position++)
            {
                Text(pages.Read().At(position).Entries).Should().Be(Text(whole.Read().At(position).Entries));
            }
        }
    }

    internal static string Text<T>(IEnumerable<T> rows) where T : notnull =>
        string.Join('\n', rows.Select(row => TestOffice.Write(row)));
}
