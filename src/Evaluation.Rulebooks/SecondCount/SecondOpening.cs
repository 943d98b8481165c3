using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>What units brought along, looked up on the list of balances each time.</summary>
/// <param name="input">What is given.</param>
internal sealed class SecondOpening(SecondInput input)
{
    private readonly Opening? opening = input.Roster.Opening;

    /// <summary>Whether a day lies before the beginning, so that what happened on it is in the balances.</summary>
    public bool IsBefore(DateOnly day) => opening is not null && day < opening.Day;

    /// <summary>The first of two days, or the beginning when that is later.</summary>
    public DateOnly Since(DateOnly first) => IsBefore(first) ? opening!.Day : first;

    /// <summary>Whether the period that holds a day began before the district did, and not after the day.</summary>
    public bool Cuts(Rulebook edition, Period period, DateOnly day) =>
        opening is not null && !IsBefore(day) && IsBefore(Days.First(edition.Calendar, period, day));

    /// <summary>
    /// Whether balances of the period go on: some are on the list, they are those of the first day of the evaluation,
    /// and no edition started over between the first day of the period and it.
    /// </summary>
    public bool GoesOn(Rulebook edition, Period period, DateOnly day) => GoesOnToDate(edition, period, day)
        && input.Begin(edition, period, opening!.Day) == Days.First(edition.Calendar, period, day);

    /// <summary>The same for the year to date, which no edition starts over.</summary>
    public bool GoesOnToDate(Rulebook edition, Period period, DateOnly day) => Cuts(edition, period, day)
        && input.BeginsOn(edition, day) == opening!.Day
        && opening.Balances.Any(one => one.Period == Days.Name(edition.Calendar, period, day));

    /// <summary>A unit's balance in the period that holds a day, unless an edition started over since.</summary>
    public decimal Of(string unit, BalanceOf of, string name, Rulebook edition, Period period, DateOnly day) =>
        Counts(edition, period, day)
            ? Sum(one => one.Unit == unit && one.Of == of && one.Name == name, period) : 0m;

    /// <summary>The same of an article: its own balance, or without one those of its clauses.</summary>
    public decimal OfArticle(string unit, string article, Rulebook edition, Period period, DateOnly day) =>
        !Counts(edition, period, day) ? 0m
        : Has(BalanceOf.Article, article, Then!, period)
            ? Sum(one => one.Unit == unit && one.Of == BalanceOf.Article && one.Name == article, period)
        : Sum(
            one => one.Unit == unit && one.Of == BalanceOf.Clause
                && Then!.Clauses.Any(clause => clause.Id == one.Name && clause.Article == article),
            period);

    /// <summary>A unit's balance of the year that begins on a day, known by another day.</summary>
    public decimal ToDate(string unit, BalanceOf of, string name, DateOnly year, DateOnly known)
    {
        if (opening is null || known < opening.Day || Then is not { } then
            || Days.First(then.Calendar, Period.Year, opening.Day) != year)
        {
            return 0m;
        }

        return Sum(one => one.Unit == unit && one.Of == of && one.Name == name, Period.Year);
    }

    /// <summary>Whether something of the period that holds the beginning is on the list.</summary>
    public bool Has(BalanceOf of, string name, Rulebook edition, Period period) => opening!.Balances.Any(
        one => one.Of == of && one.Name == name && one.Period == Days.Name(edition.Calendar, period, opening.Day));

    /// <summary>
    /// Whether the unit was there through a period that is judged with what was before; days before the first one of
    /// the roster say nothing.
    /// </summary>
    public bool Covers(Rulebook edition, string unit, Period period, DateOnly day)
    {
        if (!Cuts(edition, period, day))
        {
            return input.Covers(edition, unit, period, day);
        }

        var listed = input.Roster.Terms.Select(term => term.From).DefaultIfEmpty(opening!.Day).Min();
        return input.Evaluated(unit, opening!.Day, day)
            && Days.Each(Days.First(edition.Calendar, period, day), opening.Day.AddDays(-1))
                .All(one => one < listed || input.TermOn(unit, one) is not null);
    }

    // The edition of the first day.
    private Rulebook? Then => opening is null ? null : input.EditionOn(opening.Day);

    // Whether the period of a day is the one that the balances are of, and no edition started over in it.
    private bool Counts(Rulebook edition, Period period, DateOnly day) => Then is { } then && !IsBefore(day)
        && GoesOn(then, period, opening!.Day)
        && input.Begin(edition, period, day) == Days.First(then.Calendar, period, opening.Day);

    private decimal Sum(Func<Balance, bool> which, Period period) => opening!.Balances
        .Where(one => one.Period == Days.Name(Then!.Calendar, period, opening.Day) && which(one))
        .Sum(one => one.Amount);
}
