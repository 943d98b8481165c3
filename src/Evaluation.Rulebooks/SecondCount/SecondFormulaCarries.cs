using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.SecondCount;

// What is judged with what a district brought along at its beginning.
internal sealed partial class SecondFormula
{
    /// <summary>
    /// Whether a clause judges the period in which the district begins with what was brought along: if it looks at the
    /// group, together with all clauses that look at the same period of it.
    /// </summary>
    public bool Carries(Clause clause, Rulebook edition, DateOnly day)
    {
        var period = clause.Over ?? clause.Period;
        var together = LooksAtGroup(clause)
            ? edition.Clauses.Where(one => LooksAtGroup(one) && one.Period == clause.Period
                && (one.Over ?? one.Period) == period)
            : [clause];
        return input.Opening.GoesOn(edition, period, day) && together.All(one => one.For is null
            && !All(one).Any(part => part is CallSyntax { Function: "streak" }) && Knows(All(one), edition, period)
            && (one.Over is null || input.Opening.Has(BalanceOf.Clause, one.Id, edition, period)));
    }

    /// <summary>Whether lists and prizes of the period do.</summary>
    public bool Carries(Rulebook edition, Period period, DateOnly day)
    {
        var looked = edition.Lists.Where(list => list.Period == period).SelectMany(list => All(list.When.Tree!));
        var ties = edition.Ranking.Prizes.Any(prize => prize.Period == period) ? edition.Ranking.TieBreak : [];
        return input.Opening.GoesOn(edition, period, day) && Knows(looked, edition, period)
            && !looked.Any(part => part is CallSyntax { Function: "streak" })
            && (edition.Ranking.Prizes.All(prize => prize.Period != period)
                || input.Opening.Has(BalanceOf.Points, "", edition, period))
            && ties.All(tie => tie.Measure is { } measure
                && Knows([new NameSyntax(measure, 0)], edition, period));
    }

    /// <summary>Whether a condition on the year to date does.</summary>
    public bool CarriesToDate(Formula condition, Rulebook edition, DateOnly day) =>
        input.Opening.GoesOnToDate(edition, Period.Year, day) && Knows(All(condition.Tree!), edition, Period.Year);

    // Whether there is a balance of every measure among the parts, or of all that it is made of, and of
    // the points.
    private bool Knows(IEnumerable<Syntax> parts, Rulebook edition, Period period) => parts.All(part => part switch
    {
        CallSyntax { Function: "previous" or "last_year" or "points" } => false,
        NameSyntax { Name: "points" } => input.Opening.Has(BalanceOf.Points, "", edition, period),
        NameSyntax { Name: var name } when edition.Measures.FirstOrDefault(one => one.Name == name) is { } measure =>
            measure.Value is { } value ? Knows(All(value.Tree!), edition, period)
                : measure.Takes == Taking.Standing
                    || (measure.Takes is null && input.Opening.Has(BalanceOf.Measure, name, edition, period)),
        _ => true,
    });
}
