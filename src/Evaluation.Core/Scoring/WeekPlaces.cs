using Evaluation.Core.Rules;
using Evaluation.Core.Units;
using Evaluation.Core.Words;

namespace Evaluation.Core.Scoring;

/// <summary>Counts the places of units in each week, for who tells equal units apart by them.</summary>
internal static class WeekPlaces
{
    /// <summary>The scores with the places as figures of their weeks.</summary>
    /// <param name="scores">The scores of all units.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="through">
    /// The last day of the last closed week. Until then, and to the last line, a quiet week has places like any other.
    /// </param>
    public static IReadOnlyList<UnitScore> AddTo(
        IReadOnlyList<UnitScore> scores, RuleSet rules, Roster roster, DateOnly? through)
    {
        var points = scores.ToDictionary(
            score => score.Unit, score => score.Parts.ToLookup(part => part.Week), StringComparer.Ordinal);
        var places = new Dictionary<(string Unit, Week Week), string>();
        var calendar = rules.InOrder[0].Calendar;
        var first = rules.InOrder.Min(edition => edition.From);
        var last = scores.SelectMany(score => score.Sheets).Where(sheet => sheet.Lines.Length > 0)
            .Select(sheet => sheet.Week.Start).Append(through ?? first).Max();
        for (var week = calendar.WeekOf(first); week.Start <= last; week = week.Next)
        {
            if (rules.On(week.End) is { } edition
                && edition.Ranking.TieBreak.FirstOrDefault(tie => tie.Period is not null) is { } back)
            {
                Add(places, week, edition, back);
            }
        }

        return [.. scores.Select(score => score with { Parts = [.. Parts(score)] })];

        void Add(Dictionary<(string, Week), string> into, Week week, Rulebook edition, TieBreaker back)
        {
            foreach (var group in roster.On(week.End).Where(term => points.ContainsKey(term.Unit)).GroupBy(term => term.Group))
            {
                var totals = group.Select(term => (term.Unit, Points: Math.Round(
                    points[term.Unit][week].Sum(part => part.Points), edition.Ranking.Decimals, MidpointRounding.ToEven))).ToList();
                foreach (var (unit, own) in totals)
                {
                    var place = 1 + totals.Count(other => edition.Ranking.Descending ? other.Points > own : other.Points < own);
                    into[(unit, week)] = back.FigureOf(place);
                }
            }
        }

        // A week over new year stands in the year of its first day, as its place does.
        IEnumerable<WeekPart> Parts(UnitScore score)
        {
            var known = places.Where(place => place.Key.Unit == score.Unit).ToDictionary(one => one.Key.Week, one => one.Value);
            foreach (var part in score.Parts)
            {
                yield return rules.On(part.Week.End)?.Calendar.YearOf(part.Week) == part.Year && known.Remove(part.Week, out var figure)
                    ? part with { Figures = new SortedDictionary<string, decimal>(part.Figures.ToDictionary(), StringComparer.Ordinal) { [figure] = 1m } }
                    : part;
            }

            foreach (var (week, figure) in known.OrderBy(one => one.Key))
            {
                var year = rules.On(week.End)!.Calendar.YearOf(week);
                yield return new WeekPart(week, year, 0m, new Dictionary<string, decimal> { [figure] = 1m });
            }
        }
    }
}
