using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Balances;

/// <summary>Which balances a district needs that begins within its periods.</summary>
public static class BalanceNeeds
{
    /// <summary>
    /// A balance of 0 for each unit and everything that goes on: points of the year, measures that are looked at,
    /// clauses and items with caps. Empty when no period has begun before the evaluation.
    /// </summary>
    public static IReadOnlyList<Balance> Of(BeginningFile office)
    {
        if (office.Edition is not { } edition || office.Day is not { } day)
        {
            return [];
        }

        var calendar = edition.Calendar;
        var units = office.Roster.On(day).Select(term => term.Unit).Distinct().ToList();
        return
        [
            .. from period in Periods.All.Where(period => calendar.StartOf(period, day) < day).Reverse()
               let name = calendar.NameOf(period, day)
               let last = calendar.EndOf(period, day)
               from thing in office.Rules.InOrder.Where(later => later.From <= last && day <= later.To)
                   .SelectMany(later => Things(later, period)).Distinct().OrderBy(thing => thing.Of)
               from unit in units
               select new Balance(unit, thing.Of, thing.Name, name, 0m),
        ];
    }

    private static IEnumerable<(BalanceOf Of, string Name)> Things(Rulebook edition, Period period)
    {
        var prizes = edition.Ranking.Prizes.Any(prize => prize.Period == period);
        var looking = edition.Clauses.Where(clause => clause.Kind is null && (clause.Over ?? clause.Period) == period)
            .SelectMany(clause => clause.Formulas)
            .Concat(edition.Lists.Where(list => list.Period == period).Select(list => list.When)).ToList();
        var year = period == Period.Year;
        return
        [
            .. year || prizes || looking.Exists(CarriedPeriods.LooksAtPoints) ? [(BalanceOf.Points, "")]
                : Array.Empty<(BalanceOf, string)>(),
            .. edition.Measures.Where(measure => measure.AddsUp).Select(measure => measure.Name)
                .Where(name => year || looking.Exists(one => CarriedPeriods.LooksAt(edition, one, name))
                    || (prizes && edition.Ranking.TieBreak.Any(tie => tie.Measure == name)))
                .Select(name => (BalanceOf.Measure, name)),
            .. edition.Clauses.Where(clause => clause.Over == period || Caps(clause.Limits, period))
                .Select(clause => (BalanceOf.Clause, clause.Id)),
            .. edition.Articles.Where(article => Caps(article.Limits, period))
                .Select(article => (BalanceOf.Article, article.Id)),
        ];
    }

    private static bool Caps(IEnumerable<Limit> limits, Period period) =>
        limits.Any(limit => limit.Period == period && limit.Best is null);
}
