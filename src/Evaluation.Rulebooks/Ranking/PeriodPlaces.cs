using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>The places of a period in a group, by which prizes go and period bulletins rank.</summary>
internal static class PeriodPlaces
{
    /// <summary>Ranks the units that were evaluated through the whole period and are ranked in the year.</summary>
    /// <param name="ends">The units of the group at the end of the period, in protocol order.</param>
    /// <param name="edition">The edition that decides on the last day.</param>
    /// <param name="week">The week in which the period ends.</param>
    /// <param name="yearRank">A unit's place of the year to date; 0 for none, null when it is not listed.</param>
    /// <param name="toDate">Its totals of the year to date.</param>
    /// <returns>In each standing the place stands where else that of the year does, as the points do.</returns>
    public static IReadOnlyList<Standing> Of(
        IReadOnlyList<PeriodEnd> ends, Rulebook edition, Week week, Func<string, int?> yearRank,
        Func<string, UnitTotals> toDate)
    {
        var ranked = ends.Where(end => yearRank(end.View.Unit) != 0).Select(Totals).ToList();
        return Ranker.Rank(week, "", ranked, edition.Ranking).Standings;

        // Only the figures of the year hold the places that are counted back to, and only the year to date is handed
        // on; what was brought along at the beginning is in the points of the period.
        UnitTotals Totals(PeriodEnd end)
        {
            var view = end.View;
            var year = end.Of == Period.Year ? toDate(view.Unit) : null;
            var figures = year?.YearFigures
                ?? edition.Measures.Zip(view.Measures).ToDictionary(one => one.First.Name, one => one.Second);
            return new UnitTotals(
                view.Unit, 0m, end.Points + (year?.Inherited ?? []).Sum(one => one.Opened is null ? one.Points : 0m),
                figures, figures);
        }
    }
}
