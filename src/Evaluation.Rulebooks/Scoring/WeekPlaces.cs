using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Counts the places of units in each week, for editions that break ties by them.</summary>
internal static class WeekPlaces
{
    /// <summary>The scores with the places as figures of their weeks.</summary>
    /// <param name="scores">The scores of all units.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="through">
    /// The last day of the last closed week. Until then, and to the last line that counts something, a quiet week has
    /// places like any other; that a period is not judged counts nothing.
    /// </param>
    public static IReadOnlyList<UnitScore> AddTo(
        IReadOnlyList<UnitScore> scores, RuleSet rules, Roster roster, DateOnly? through)
    {
        var points = scores.ToDictionary(
            score => score.Unit, score => score.Parts.ToLookup(part => part.Week), StringComparer.Ordinal);
        var places = new List<(string Unit, WeekPart Place)>();
        var calendar = rules.InOrder[0].Calendar;
        var first = rules.InOrder.Min(edition => edition.From);
        first = roster.Begins > first ? roster.Begins.Value : first;
        var last = scores.SelectMany(score => score.Sheets)
            .Where(sheet => sheet.Lines.Any(line => line.Reason != Reason.NotWhole))
            .Select(sheet => sheet.Week.Start).Append(through ?? first).Max();
        for (var week = calendar.WeekOf(first); week.Start <= last; week = week.Next)
        {
            if (rules.On(week.End) is { } edition
                && edition.Ranking.TieBreak.FirstOrDefault(tie => tie.Period is not null) is { } back)
            {
                Add(week, edition, back);
            }
        }

        var byUnit = places.ToLookup(one => one.Unit, one => one.Place, StringComparer.Ordinal);
        return [.. scores.Select(score => score with { Parts = [.. score.Parts, .. byUnit[score.Unit]] })];

        // A week over new year belongs to the year of its first day, as its place does.
        void Add(Week week, Rulebook edition, TieBreaker back)
        {
            var precision = rules.RankingOn(edition, week.End).Precision;
            var terms = roster.On(week.End).Where(term => points.ContainsKey(term.Unit));
            foreach (var group in terms.GroupBy(term => term.Group))
            {
                var totals = group.Select(term => (
                    term.Unit, Points: precision.Of(points[term.Unit][week].Sum(part => part.Points)))).ToList();
                foreach (var (unit, own) in totals)
                {
                    var place = 1 + totals.Count(
                        other => edition.Ranking.Descending ? other.Points > own : other.Points < own);
                    places.Add((unit, new WeekPart(
                        week, edition.Calendar.YearOf(week), 0m,
                        new Dictionary<string, decimal> { [back.FigureOf(place)] = 1m })));
                }
            }
        }
    }
}
