using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>
/// The rules applied a second time, in the plainest way and with nothing that the scorer uses: anyone who doubts a
/// number can read this beside the articles, and a test looks for facts on which both disagree.
/// </summary>
public sealed class SecondCount
{
    private readonly SecondInput input;
    private readonly SecondLines lines;

    /// <summary>Counts.</summary>
    /// <param name="facts">Everything that counts for any unit, in any order.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="dutiesThrough">The last day of the last closed week; null judges no period.</param>
    /// <param name="targets">What the units are to reach.</param>
    public SecondCount(
        IEnumerable<Fact> facts, RuleSet rules, Roster roster, DateOnly? dutiesThrough, TargetAmounts targets)
    {
        input = new SecondInput(facts, rules, roster, dutiesThrough, targets);
        var looking = rules.InOrder.Any(edition => edition.Clauses.Any(SecondFormula.LooksAtGroup));
        lines = new SecondPass(input, looking ? new SecondPass(input, null).Lines : new SecondLines()).Lines;
    }

    /// <summary>The lines of the sheets, by unit, in the order in which they were made.</summary>
    public IEnumerable<SecondLine> Lines => lines.All.Where(line => line.InSheet);

    /// <summary>Ranks every group in a week.</summary>
    /// <param name="weekStart">First day of the week.</param>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="through">The last day that counts, when it lies within the week.</param>
    public IReadOnlyList<SecondPlace> Places(DateOnly weekStart, Rulebook edition, DateOnly? through) =>
        new SecondRanking(input, lines, edition, weekStart.AddDays(6)).Places(weekStart, through);

    /// <summary>
    /// Ranks every group in a period; the week's places and points are those of the period. The facts and duties given
    /// must end with it.
    /// </summary>
    /// <param name="period">Which period.</param>
    /// <param name="last">Its last day.</param>
    /// <param name="edition">The edition that decides on that day.</param>
    public IReadOnlyList<SecondPlace> PeriodPlaces(Period period, DateOnly last, Rulebook edition)
    {
        var weekStart = Days.First(edition.Calendar, Period.Week, last);
        var year = Places(weekStart, edition, last);
        return period == Period.Year
            ? [.. year.Select(place => place with { WeekRank = place.YearRank, WeekPoints = place.YearPoints })]
            : [.. new SecondHonours(input, lines, weekStart, year).Places(edition, period, last)];
    }

    /// <summary>Which units are on a list, and which get or pay money, by the periods that end in a week.</summary>
    /// <param name="weekStart">First day of the week.</param>
    /// <param name="places">The places of the week.</param>
    public IReadOnlyList<SecondHonour> Honours(DateOnly weekStart, IReadOnlyList<SecondPlace> places) =>
        new SecondHonours(input, lines, weekStart, places).All();
}
