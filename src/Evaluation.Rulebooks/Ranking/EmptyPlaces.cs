using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>
/// An empty week has no places in print: where nobody of the district has a point or a counted figure, all would be
/// first together, prizes would go to everybody, and the next week would show who fell from the first place. The same
/// holds of a year to date and of a period.
/// </summary>
public static class EmptyPlaces
{
    /// <summary>The words of <see cref="WordsOf"/>.</summary>
    public const string Week = "week", Year = "year";

    /// <summary>
    /// Of what nobody has anything though units are ranked: `week`, which stands for the period in the ranking of one,
    /// and `year` for the year to date; null for neither.
    /// </summary>
    /// <param name="rankings">The rankings of all groups.</param>
    public static IReadOnlyList<string>? WordsOf(IReadOnlyList<GroupRanking> rankings) =>
        (OfWeek(rankings), OfYear(rankings)) switch
        {
            (true, true) => [Week, Year],
            (true, false) => [Week],
            (false, true) => [Year],
            _ => null,
        };

    /// <summary>The rankings without empty places, and without grades where those of the year are empty.</summary>
    public static IReadOnlyList<GroupRanking> Of(IReadOnlyList<GroupRanking> rankings)
    {
        var (week, year) = (OfWeek(rankings), OfYear(rankings));
        return !week && !year ? rankings :
        [
            .. rankings.Select(ranking => ranking with
            {
                Standings = [.. ranking.Standings.Select(one => one with
                {
                    WeekRank = week ? 0 : one.WeekRank,
                    YearRank = year ? 0 : one.YearRank,
                    Grade = year ? null : one.Grade,
                })],
            }),
        ];
    }

    /// <summary>Rankings to compare the year to date with; none when nobody had anything.</summary>
    public static IReadOnlyList<GroupRanking> Before(IReadOnlyList<GroupRanking> rankings) =>
        OfYear(rankings) ? [] : rankings;

    /// <summary>Lists and prizes without prizes of periods in which nobody has anything.</summary>
    /// <param name="honours">The lists and prizes.</param>
    /// <param name="scores">The scores that they were made from.</param>
    /// <param name="rules">The adopted editions.</param>
    public static Honours Of(Honours honours, IReadOnlyList<UnitScore> scores, RuleSet rules)
    {
        if (honours.Prizes.Count == 0)
        {
            return honours;
        }

        var some = scores.SelectMany(score => score.Views, (score, end) => (score, end))
            .Where(one => one.end.Points != 0m || one.end.View.Measures.Any(figure => figure != 0m)
                || (one.end.Of == Period.Year && one.score.Inherited.Count > 0))
            .Select(one => rules.On(one.end.Day)!.Calendar.NameOf(one.end.Of, one.end.Day))
            .ToHashSet(StringComparer.Ordinal);
        return honours with { Prizes = [.. honours.Prizes.Where(one => some.Contains(one.Period))] };
    }

    private static bool OfWeek(IReadOnlyList<GroupRanking> rankings) => Nothing(
        rankings, one => one.WeekRank, one => one.WeekPoints, one => one.WeekFigures);

    private static bool OfYear(IReadOnlyList<GroupRanking> rankings) => Nothing(
        rankings, one => one.YearRank, one => one.YearPoints, one => one.YearFigures);

    // How often a unit was ranked where is no figure of anybody's work.
    private static bool Nothing(
        IReadOnlyList<GroupRanking> rankings, Func<Standing, int> rank, Func<UnitTotals, decimal> points,
        Func<UnitTotals, IReadOnlyDictionary<string, decimal>> figures)
    {
        var standings = rankings.SelectMany(ranking => ranking.Standings).ToList();
        return standings.Exists(one => rank(one) > 0) && standings.TrueForAll(one => points(one.Totals) == 0m
            && figures(one.Totals).All(figure => figure.Value == 0m || TieBreaker.CountsRanks(figure.Key)));
    }
}
