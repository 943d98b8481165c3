using System.Globalization;
using Evaluation.Rulebooks.Comparison;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.SecondCount;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Second = Evaluation.Rulebooks.SecondCount.SecondCount;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>Counts a pair in both ways.</summary>
internal static class Comparison
{
    /// <summary>The first line or place that differs; null when both counts agree.</summary>
    /// <param name="pair">What is counted.</param>
    /// <param name="rules">Its editions, compiled.</param>
    /// <param name="census">Receives every line and place.</param>
    /// <param name="others">Other editions for the second count, so that both must differ.</param>
    public static string? Difference(Pair pair, RuleSet rules, Census? census = null, RuleSet? others = null)
    {
        if (pair.ExactThrough is { } exact)
        {
            rules = rules with { ExactThrough = exact };
            others = others is null ? null : others with { ExactThrough = exact };
        }

        var roster = new Roster(pair.Terms, pair.Leaders)
        {
            Successions = pair.Successions,
            Begins = pair.Begins,
            Opening = pair.Opening,
            Firms = pair.Firms,
        };
        var targets = new TargetAmounts(pair.Targets);
        var units = pair.Terms.Select(term => term.Unit).Concat(pair.Facts.Select(fact => fact.Unit)).Distinct()
            .ToList();
        var scores = Scorer.ScoreAll(
            units, pair.Facts.ToLookup(fact => fact.Unit), rules, roster, pair.Through, targets);
        var second = new Second(pair.Facts, others ?? rules, roster, pair.Through, targets);
        foreach (var line in scores.SelectMany(score => score.Sheets).SelectMany(sheet => sheet.Lines))
        {
            census?.See(line, rules.On(line.On));
            if (rules.On(line.On) is { } edition)
            {
                census?.See(line, edition, pair.Begins);
                census?.See(line, edition, CarriedPeriods.Of(rules, roster));
            }
        }

        if (pair.Firms is not null && census?.Saw("one firm") == false && LinesOf(
            Scorer.ScoreAll(
                units, pair.Facts.ToLookup(fact => fact.Unit), rules, roster with { Firms = null }, pair.Through,
                targets),
            second) is not null)
        {
            census.See("one firm");
        }

        return LinesOf(scores, second) ?? WeeksOf(pair, rules)
            .Select(week => PlacesOf(week, pair, rules, roster, scores, second, census))
            .FirstOrDefault(difference => difference is not null)
            ?? PeriodOf(pair, units, rules, others ?? rules, roster, census);
    }

    // The last period of those published that is over with the last duties, as its bulletin counts it.
    private static string? PeriodOf(
        Pair pair, IReadOnlyList<string> units, RuleSet rules, RuleSet others, Roster roster, Census? census)
    {
        if (LastPublished(pair.Through, rules) is not { Last: var last } period)
        {
            return null;
        }

        var targets = new TargetAmounts(pair.Targets);
        var facts = pair.Facts.Where(fact => fact.OccurredOn <= last).ToList();
        var scores = Scorer.ScoreAll(units, facts.ToLookup(fact => fact.Unit), rules, roster, last, targets);
        var edition = rules.On(last)!;
        edition = edition with { Ranking = rules.RankingOn(edition, last) };
        var places = new Second(facts, others, roster, last, targets).PeriodPlaces(period.Span, last, edition).ToList();
        places.ForEach(place => census?.See(place, period.Span));
        return Differing(
            edition.Calendar.WeekOf(last), period.Name, places,
            PeriodRanking.Of(period, scores, rules, roster, targets).SelectMany(SecondForm.PlacesOf));
    }

    private static NamedPeriod? LastPublished(DateOnly? through, RuleSet rules)
    {
        var first = rules.InOrder.Min(edition => edition.From);
        for (var day = through; day >= first; day = day.Value.AddDays(-1))
        {
            if (rules.On(day.Value) is { Calendar: var calendar, Bulletin.Periods: var periods }
                && periods.Select(span => NamedPeriod.Holding(span, day.Value, calendar))
                    .LastOrDefault(one => one.Last == day) is { } period)
            {
                return period;
            }
        }

        return null;
    }

    private static string? LinesOf(IReadOnlyList<UnitScore> scores, Second second)
    {
        var first = SecondForm.LinesOf(scores).ToList();
        var other = second.Lines.ToList();
        for (var i = 0; i < Math.Max(first.Count, other.Count); i++)
        {
            var (here, there) = (Text(first.ElementAtOrDefault(i)), Text(other.ElementAtOrDefault(i)));
            if (here != there)
            {
                return $"scorer: {here}\nsecond: {there}";
            }
        }

        return null;
    }

    private static string Text(SecondLine? line) =>
        line is null ? "no line" : string.Create(CultureInfo.InvariantCulture,
            $"{line.Unit} {line.Clause} {line.Fact} {line.On:O} {Exact.Trim(line.Points)}");

    private static string? PlacesOf(
        Week week, Pair pair, RuleSet rules, Roster roster, IReadOnlyList<UnitScore> scores, Second second,
        Census? census)
    {
        var through = pair.Cut ? pair.Through : null;
        if ((rules.On(through < week.End ? through.Value : week.End) ?? rules.On(week.Start)) is not { } edition)
        {
            return null;
        }

        edition = edition with { Ranking = rules.RankingOn(edition, week.End) };
        var rankings = Ranker.Rank(week, scores, roster, edition, new TargetAmounts(pair.Targets), through);
        var places = second.Places(week.Start, edition, through).ToList();
        var honours = second.Honours(week.Start, places).ToList();
        places.ForEach(place => census?.See(place, edition));
        rankings.SelectMany(ranking => ranking.Standings).ToList().ForEach(one => census?.See(one.Totals));
        honours.ForEach(honour => census?.See(honour, edition.Calendar));
        return Differing(week, "ranker", places, rankings.SelectMany(SecondForm.PlacesOf))
            ?? Differing(week, "honours", honours, SecondForm.HonoursOf(Honours.Of(week, scores, rules, rankings)));
    }

    // In any order; what occurs twice must occur twice.
    private static string? Differing<T>(Week week, string who, IEnumerable<T> second, IEnumerable<T> first)
        where T : notnull
    {
        var (here, there) = (first.ToList(), second.ToList());
        var differing = here.Concat(there).Distinct()
            .Where(one => here.Count(same => same.Equals(one)) != there.Count(same => same.Equals(one))).ToList();
        return differing.Count == 0 ? null
            : string.Join('\n', differing.Select(one => $"{(here.Contains(one) ? who : "second")}: {week} {one}"));
    }

    // The weeks of the first and last line, and that of the last duties.
    private static IEnumerable<Week> WeeksOf(Pair pair, RuleSet rules) =>
        pair.Facts.Select(fact => fact.OccurredOn).Order().Take(1)
            .Concat(pair.Facts.Select(fact => fact.OccurredOn).OrderDescending().Take(1))
            .Concat(pair.Through is { } day ? [day] : []).Append(rules.InOrder.Min(edition => edition.From))
            .Select(rules.InOrder[0].Calendar.WeekOf).Distinct();
}
