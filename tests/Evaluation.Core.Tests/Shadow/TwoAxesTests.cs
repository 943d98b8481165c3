using System.Diagnostics;
using System.Globalization;
using Evaluation.Core.Ledger;
using Evaluation.Core.Ranking;
using Evaluation.Core.Rules;
using Evaluation.Core.Scoring;
using Evaluation.Core.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Tests.Shadow;

/// <summary>
/// Any week as known at any position equals what a replay of the events up to that position makes of it: random rulebooks,
/// and histories in which editions, units, targets, claims, corrections and decisions come in any order.
/// EVALUATION_MOMENTS sets how many pairs of a week and a position are tried, EVALUATION_SEED where the draws begin.
/// </summary>
public sealed class TwoAxesTests(ITestOutputHelper output)
{
    private const int FewMoments = 10_000;
    private const int HistoriesPerRulebook = 10;
    private const int WeeksPerPosition = 3;

    [Fact]
    public void Any_week_as_known_at_any_position_equals_a_replay_up_to_there()
    {
        var (wanted, seed) = (Setting("EVALUATION_MOMENTS", FewMoments), Setting("EVALUATION_SEED", 20_230_101));
        var (tried, ranked, moved, began) = (0, 0, 0, Stopwatch.GetTimestamp());
        for (var i = 0; tried < wanted; i++)
        {
            var maker = new PairMaker(seed + i);
            var editions = maker.Editions();
            for (var j = 0; j < HistoriesPerRulebook && tried < wanted; j++)
            {
                var pair = maker.With(editions);
                if (pair.Read() is { } rules)
                {
                    var trial = new Trial(new HistoryMaker(seed + i).Of(pair, rules), new Chance(seed + i + j));
                    trial.Difference().Should().BeNull("seed {0}, history {1}\n{2}", seed + i, j, pair);
                    (tried, ranked, moved) = (tried + trial.Tried, ranked + trial.Ranked, moved + trial.WithPoints);
                }
            }
        }

        output.WriteLine($"{tried} pairs, {ranked} with a ranking, {moved} with points, {tried / Stopwatch.GetElapsedTime(began).TotalSeconds:0}/s");
        ranked.Should().BeGreaterThan(tried / 4);
        moved.Should().BeGreaterThan(tried / 20);
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

    private static string Text<T>(IEnumerable<T> rows) where T : notnull => string.Join('\n', rows.Select(row => Office.Write(row)));

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    // One history, asked at every position; beside it a fold that knows nothing later.
    private sealed class Trial(List<object> events, Chance chance)
    {
        private readonly Dictionary<int, RuleSet> compiled = [];

        public int Tried { get; private set; }

        public int Ranked { get; private set; }

        public int WithPoints { get; private set; }

        public string? Difference()
        {
            var fold = new PastFold();
            for (var position = 1; position <= events.Count; position++)
            {
                fold.Apply(position, events[position - 1]);
            }

            var (past, naive) = (fold.Read(), new LedgerFold(DistrictFile.Empty));
            for (var position = 1; position <= events.Count; position++)
            {
                naive.Apply(position, events[position - 1]);
                if (At(past, naive.At(position)) is { } difference)
                {
                    return $"position {position} of {events.Count}: {difference}\n{string.Join('\n', events.Select(Office.Write))}";
                }
            }

            return null;
        }

        private string? At(DistrictPast past, Snapshot known)
        {
            if ((chance.Of100(5) && Office.Write(past.FileAt(known.Position)) != Office.Write(known.District))
                || Text(past.At(known.Position).Entries.OrderBy(Key, StringComparer.Ordinal)) != Text(known.Entries.OrderBy(Key, StringComparer.Ordinal)))
            {
                return "file or entries differ";
            }

            var adopted = known.District.Editions.Adopted.Count;
            var rules = compiled.TryGetValue(adopted, out var found) ? found : compiled[adopted] = RuleSet.Of(known.District.Editions);
            var scores = known.Score(rules);
            var sheets = scores.SelectMany(score => score.Sheets).ToList();
            var ranks = new Ranks(known.District, rules, scores.ToDictionary(score => score.Unit, StringComparer.Ordinal));
            var rankings = ranks.Weeks(sheets.Count == 0 ? null : sheets.Max(sheet => sheet.Week))
                .SelectMany(week => ranks.Of(week, null, null)).ToLookup(ranking => ranking.Week);
            return chance.Times(WeeksPerPosition, WeeksPerPosition, _ => AnyWeek(known, rules))
                .Select(week => Week(past, known, rules, week, sheets, rankings)).FirstOrDefault(difference => difference is not null);
        }

        private string? Week(
            DistrictPast past, Snapshot known, RuleSet rules, Week week, List<Sheet> sheets, ILookup<Week, GroupRanking> rankings)
        {
            var then = past.RankingsAt(week, known.Position, rules);
            var expected = rankings[week.Previous].Concat(rankings[week]).ToList();
            var closed = week <= known.District.LastClosed;
            var (first, last) = (rankings.Min(ranking => (Week?)ranking.Key), rankings.Max(ranking => (Week?)ranking.Key));
            Tried++;
            Ranked += rankings.Contains(week) ? 1 : 0;
            WithPoints += rankings[week].Any(ranking => ranking.Standings.Any(standing => standing.Totals.YearPoints != 0m)) ? 1 : 0;
            var unit = known.Entries.Count == 0 ? "无" : chance.Pick(known.Entries).Unit;
            var mine = past.ScoresAt(known.Position, rules, week.End, 1, unit).Where(score => score.Unit == unit);
            return Text(then.Rankings) != Text(expected) ? $"{week}\n{Text(then.Rankings)}\n{Text(expected)}"
                : !closed && (then.First != first || then.Last != last) ? $"{week}: {then.First}-{then.Last}"
                : closed && (then.First != first || then.Last > week != last > week) ? $"{week}, closed: {then.First}-{then.Last}"
                : Sheets(mine.SelectMany(score => score.Sheets), week) != Sheets(sheets.Where(sheet => sheet.Unit == unit), week) ? $"{week}: sheets of {unit}"
                : null;
        }

        private static string Sheets(IEnumerable<Sheet> sheets, Week week) =>
            Text(sheets.Where(sheet => sheet.Week <= week));

        private Week AnyWeek(Snapshot known, RuleSet rules)
        {
            var calendar = rules.InOrder.FirstOrDefault()?.Calendar;
            var day = known.Entries.Count > 0 && chance.Of100(85) ? chance.Pick(known.Entries).OccurredOn
                : known.District.LastClosed is { } closed && chance.Of100(50) ? closed.Start
                : rules.InOrder.FirstOrDefault()?.From ?? Office.Day("2023-01-01");
            return (calendar?.WeekOf(day) ?? Core.Words.Week.Of(day, known.District.Founded!.WeekStarts)) is var week && chance.Of100(50)
                ? week : new Week(week.Start.AddDays(7 * chance.Between(-2, 6)));
        }

        private static string Key(LedgerEntry entry) => $"{entry.Unit} {entry.Fact}";
    }
}
