using System.Globalization;
using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Scoring;

/// <summary>
/// A history split at a week: a district that begins there with the balances of the first part has from then on the
/// points, totals, used-up caps, places, lists and prizes of one that entered everything, wherever the check says
/// nothing.
/// </summary>
public sealed class OpeningProperties(ITestOutputHelper output)
{
    private const int Few = 60, Most = 300, PairsEach = 8, FirstSeed = 20_260_601, Places = 10;

    [Fact]
    public void Going_on_from_balances_gives_what_going_on_from_everything_gives()
    {
        var rulebooks = Sample.Setting("EVALUATION_SPLITS", Few);
        var (tried, lines, carried, capped, totals) = (0, 0, 0, 0, 0);

        // On until each thing was tried at least once: some are rare.
        for (var seed = FirstSeed;
            seed < FirstSeed + rulebooks || (seed < FirstSeed + Most && (capped == 0 || carried < rulebooks / 8));
            seed++)
        {
            var (maker, chance) = (new PairMaker(seed), new Chance(-seed));
            var editions = maker.Editions();
            for (var i = 0; i < PairsEach; i++)
            {
                if (Split.Of(maker.With(editions), chance) is not { } split)
                {
                    continue;
                }

                var (whole, inTwo) = (split.Whole(), split.InTwo());
                Difference(Text(split, whole), Text(split, inTwo)).Should()
                    .BeNull("seed {0}, facts {1}\n{2}", seed, i, split);
                Tests.SecondCount.Comparison.Difference(split.Pair, split.Rules).Should()
                    .BeNull("seed {0}, facts {1}", seed, i);
                tried++;
                var after = inTwo.SelectMany(score => score.Sheets).SelectMany(sheet => sheet.Lines)
                    .Where(line => line.On >= split.Day).ToList();
                lines += after.Count;
                carried += after.Count(line => line.Reason == Reason.Judged && split.IsCut(line));
                capped += after.Count(line => line.Earlier == Opening.Source);
                totals += inTwo.Count(score => score.Inherited.Any(one => one.Opened is not null && one.Points != 0m));
            }
        }

        output.WriteLine(
            $"{tried} splits, {lines} lines after the day, {carried} of periods with a part before it, "
            + $"{capped} capped by what was brought along, {totals} totals brought along");
        (tried > rulebooks / 4 && carried >= rulebooks / 8 && capped > 0 && totals > rulebooks / 4).Should().BeTrue();
    }

    private static string? Difference(List<string> whole, List<string> inTwo)
    {
        var (lost, made) = (whole.Except(inTwo).FirstOrDefault(), inTwo.Except(whole).FirstOrDefault());
        return lost is null && made is null ? null : $"whole: {lost}, in two: {made}";
    }

    // Points and totals to ten places: thirds added in two parts end in another last place.
    private static List<string> Text(Split split, IReadOnlyList<UnitScore> scores)
    {
        var text = scores.SelectMany(score => score.Sheets.SelectMany(sheet => sheet.Lines)
            .Where(line => line.On >= split.Day)
            .Select(line => $"{score.Unit} {line.Clause} {line.Fact} {line.On:O} {Number(line.Points)}")).ToList();
        foreach (var week in split.Weeks())
        {
            if (split.Rules.On(week.End) is not { } edition)
            {
                continue;
            }

            edition = edition with { Ranking = split.Rules.RankingOn(edition, week.End) };
            var rankings = Ranker.Rank(week, scores, split.Roster, edition, split.Targets);
            text.AddRange(rankings.SelectMany(group => group.Standings, (group, one) =>
                $"{week} {group.Group} {one.Totals.Unit} {one.WeekRank} {one.YearRank} {Number(one.Totals.WeekPoints)} "
                + $"{Number(one.Totals.YearPoints)} {string.Join('、', one.Status)} {one.Grade} {one.Barred} "
                + string.Join(' ', one.Totals.YearFigures
                    .Where(figure => figure.Value != 0m && split.AddsUp(figure.Key))
                    .OrderBy(figure => figure.Key, StringComparer.Ordinal)
                    .Select(figure => $"{figure.Key}={Number(figure.Value)}"))));
            var honours = Honours.Of(week, scores, split.Rules, rankings);
            text.AddRange(honours.Lists.Select(
                list => $"{week} {list.List} {list.Period} {list.Group} {string.Join('、', list.Units)}"));
            text.AddRange(honours.Prizes.Select(prize => $"{week} {prize}"));
        }

        return text;
    }

    private static string Number(decimal number) =>
        Exact.Trim(Math.Round(number, Places)).ToString(CultureInfo.InvariantCulture);

    /// <summary>A history and the week at which it is split.</summary>
    private sealed record Split(Pair Pair, RuleSet Rules, DateOnly Day)
    {
        public TargetAmounts Targets { get; } = new(Pair.Targets);

        /// <summary>The roster of the district that entered everything.</summary>
        public Roster Roster { get; } = new(Pair.Terms, Pair.Leaders) { Successions = Pair.Successions };

        private List<string> Units => [.. Pair.Terms.Select(term => term.Unit)
            .Concat(Pair.Facts.Select(fact => fact.Unit)).Distinct()];

        /// <summary>
        /// Null when the rules do not reach back to the first day of every period, or something is not carried over.
        /// </summary>
        public static Split? Of(Pair pair, Chance chance)
        {
            if (pair.Read() is not { } rules || pair.Facts.IsEmpty)
            {
                return null;
            }

            var day = rules.InOrder[0].Calendar.WeekOf(
                chance.Pick(pair.Facts).OccurredOn.AddDays(chance.Between(0, 20))).Start;
            var starts = rules.On(day) is { } edition
                ? Periods.All.Select(period => edition.Calendar.StartOf(period, day)).ToList() : [];
            pair = pair with
            {
                Begins = null,
                Opening = null,
                ExactThrough = null,
                Cut = false,
                Through = chance.Of100(50) ? day.AddDays(chance.Between(20, 150)) : pair.Through,
            };
            if (starts.Count == 0 || rules.On(day)!.Calendar.First > starts.Min() || pair.Through < day
                || pair.Terms.Min(term => term.From) > starts.Min() || pair.Successions.Any(one => one.Day <= day))
            {
                return null;
            }

            return Carried(new Split(pair, rules, day));
        }

        public IReadOnlyList<UnitScore> Whole() => Scorer.ScoreAll(
            Units, Pair.Facts.ToLookup(fact => fact.Unit), Rules, Roster, Pair.Through, Targets);

        public IReadOnlyList<UnitScore> InTwo() => Scorer.ScoreAll(
            Units, Pair.Facts.ToLookup(fact => fact.Unit), Rules,
            Roster with { Begins = Pair.Begins, Opening = Pair.Opening }, Pair.Through, Targets);

        /// <summary>Whether the figure is of a measure that is a sum in every edition.</summary>
        public bool AddsUp(string figure) => figure[0] != '#' && Rules.InOrder.All(edition =>
            edition.Measures.All(measure => measure.Name != figure || measure.AddsUp));

        public bool IsCut(Line line) => Rules.On(line.On) is { } edition
            && edition.Clauses.FirstOrDefault(clause => clause.Id == line.Clause) is { } clause
            && edition.Calendar.StartOf(clause.Over ?? clause.Period, line.On) < Day;

        public IEnumerable<Week> Weeks()
        {
            var last = Pair.Facts.Max(fact => fact.OccurredOn);
            last = Pair.Through > last ? Pair.Through.Value : last;
            for (var week = Rules.InOrder[0].Calendar.WeekOf(Day); week.Start <= last; week = week.Next)
            {
                yield return week;
            }
        }

        public override string ToString() => $"from {Day:O}\n{Pair}";

        // With the balances of the first part, and without the clauses and lists that are not carried over.
        private static Split? Carried(Split split)
        {
            for (var tries = 0; tries < 4; tries++)
            {
                var opened = split with
                {
                    Pair = split.Pair with { Begins = split.Day, Opening = split.Balances() },
                };
                var left = OpeningCheck.Of(
                    split.Rules, opened.Roster with { Begins = split.Day, Opening = opened.Pair.Opening })
                    .Where(one => one.Part != "measure" || split.AddsUp(one.Name)).ToList();
                if (left.Count == 0)
                {
                    return opened;
                }

                if (left.Any(one => one.Part is "kind"))
                {
                    return null;
                }

                split = split with { Rules = split.Without(left) };
            }

            return null;
        }

        // Balances of clauses are what they gave before the factors on articles and on the total, which no line shows.
        private RuleSet Without(List<Uncarried> left)
        {
            var names = left.Where(one => one.Part == "clause").Select(one => one.Name).ToHashSet();
            var statuses = left.Where(one => one.Part == "status").Select(one => one.Name).ToHashSet();
            return new RuleSet([.. Rules.InOrder.Select(edition => edition with
            {
                Clauses = [.. edition.Clauses.Where(clause => !names.Contains(clause.Id))],
                Articles = [.. edition.Articles.Select(article => article with { Times = [] })],
                Times = [],
                Lists = left.Exists(one => one.Part == "list") ? [] : edition.Lists,
                Restarts = edition.Restarts && edition.From > Day,
                Ranking = edition.Ranking with
                {
                    Prizes = left.Exists(one => one.Part == "list") ? [] : edition.Ranking.Prizes,
                    Status = [.. edition.Ranking.Status.Where(status => !statuses.Contains(status.Name))],
                    TieBreak = [.. edition.Ranking.TieBreak.Where(
                        tie => tie.Measure is { } measure && AddsUp(measure))],
                },
            })]);
        }

        // What the whole history made of the days before.
        private Opening Balances()
        {
            var calendar = Rules.On(Day)!.Calendar;
            var whole = Whole();
            var balances = new List<Balance>();
            foreach (var period in Periods.All.Where(period => calendar.StartOf(period, Day) < Day))
            {
                var (start, name) = (calendar.StartOf(period, Day), calendar.NameOf(period, Day));
                var figures = Scorer.ScoreAll(
                    Units, Pair.Facts.Where(fact => start <= fact.OccurredOn && fact.OccurredOn < Day)
                        .ToLookup(fact => fact.Unit), Rules, Roster, null, Targets);
                foreach (var (score, counted) in whole.Zip(figures))
                {
                    var lines = score.Sheets.SelectMany(sheet => sheet.Lines)
                        .Where(line => start <= line.On && line.On < Day).ToList();
                    Add(BalanceOf.Points, "", lines.Sum(line => line.Points));
                    foreach (var clause in Named(edition => edition.Clauses.Select(clause => clause.Id)))
                    {
                        Add(BalanceOf.Clause, clause,
                            lines.Where(line => line.Clause == clause).Sum(line => line.Points));
                    }

                    foreach (var article in Named(edition => edition.Articles.Select(one => one.Id)))
                    {
                        Add(BalanceOf.Article, article, lines.Where(line => Rules.On(line.On)?.Clauses
                            .FirstOrDefault(clause => clause.Id == line.Clause)?.Article == article)
                            .Sum(line => line.Points));
                    }

                    foreach (var measure in Named(edition => edition.Measures.Select(one => one.Name)).Where(AddsUp))
                    {
                        Add(BalanceOf.Measure, measure,
                            counted.Parts.Sum(part => part.Figures.GetValueOrDefault(measure)));
                    }

                    void Add(BalanceOf of, string thing, decimal amount) =>
                        balances.Add(new Balance(score.Unit, of, thing, name, amount));
                }
            }

            return new Opening(Day, "委〔2023〕1号", "移交", balances);
        }

        private IEnumerable<string> Named(Func<Rulebook, IEnumerable<string>> names) =>
            Rules.InOrder.SelectMany(names).Distinct();
    }
}
