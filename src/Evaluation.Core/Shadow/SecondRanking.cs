using Evaluation.Core.Rules;

namespace Evaluation.Core.Shadow;

/// <summary>A unit's place in the second count.</summary>
public sealed record SecondPlace(
    string Group, string Unit, int WeekRank, int YearRank, decimal WeekPoints, decimal YearPoints);

/// <summary>Puts units in order by comparing each with each.</summary>
internal sealed class SecondRanking(Papers papers, IReadOnlyList<SecondLine> lines, Rulebook edition)
{
    private readonly RankingRules rules = edition.Ranking;

    private sealed record Total(decimal Points, IReadOnlyList<decimal> Figures);

    /// <summary>The places of all groups, each in protocol order.</summary>
    public IReadOnlyList<SecondPlace> Places(DateOnly weekStart, DateOnly? through)
    {
        var weekEnd = weekStart.AddDays(6);
        var cut = through is not null && through < weekEnd;
        var last = cut ? through!.Value : weekEnd;

        // A week over new year closes the year of its first day, unless counting ends within it.
        var year = Days.First(edition.Calendar, Period.Year, cut ? last : weekStart);
        var yearEnd = Days.Last(edition.Calendar, Period.Year, year);
        var places = new List<SecondPlace>();
        foreach (var group in rules.Groups)
        {
            var units = papers.Roster.Terms
                .Where(term => term.Group == group && term.From <= last && (term.To is null || last <= term.To))
                .Select(term => term.Unit).ToList();
            var weekly = units.ConvertAll(unit => Between(unit, weekStart, weekEnd));
            var yearly = units.ConvertAll(unit => Between(unit, year, yearEnd < weekEnd ? yearEnd : weekEnd));
            places.AddRange(units.Select((unit, i) => new SecondPlace(
                group, unit, Rank(weekly, i), Rank(yearly, i), weekly[i].Points, yearly[i].Points)));
        }

        return places;
    }

    // One more than the number of those who are better; where equals are numbered on, also of the equals before.
    private int Rank(List<Total> totals, int place) =>
        1 + totals.Where((other, i) => Compare(other, totals[place]) is var order
            && (order > 0 || (order == 0 && !rules.Joint && i < place))).Count();

    // Above 0 when the first is better.
    private int Compare(Total first, Total second)
    {
        var order = Rounded(first.Points).CompareTo(Rounded(second.Points));
        if (order != 0)
        {
            return rules.Descending ? order : -order;
        }

        return first.Figures.Select((figure, i) => figure.CompareTo(second.Figures[i])).FirstOrDefault(one => one != 0);
    }

    private decimal Rounded(decimal points) => Math.Round(points, rules.Decimals, MidpointRounding.ToEven);

    private Total Between(string unit, DateOnly first, DateOnly last) => new(
        ByWeek(lines.Where(line => line.Unit == unit && first <= line.On && line.On <= last)
            .Select(line => (line.On, line.Points))),
        [.. rules.TieBreak.Where(tie => tie.Measure is not null).Select(tie => ByWeek(
            papers.Counted(tie.Measure!, unit, first, last).Select(one => (one.Fact.OccurredOn, one.Amount))))]);

    // Week by week, a week over new year in two parts, as bulletins are added up: thirds then end in the same place.
    private decimal ByWeek(IEnumerable<(DateOnly On, decimal Amount)> amounts) => amounts
        .GroupBy(one => (First(Period.Week, one.On), First(Period.Year, one.On)))
        .Sum(part => part.Sum(one => one.Amount));

    private DateOnly First(Period period, DateOnly day) => Days.First(edition.Calendar, period, day);
}
