using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A unit at the end of a period, as others see it.</summary>
/// <param name="Each">The period that ends, through which the unit was evaluated.</param>
/// <param name="Of">The period whose state it is.</param>
/// <param name="View">Measures, points as they decide, targets.</param>
/// <param name="Points">The points, exact, to which inherited ones may still be added.</param>
public sealed record PeriodEnd(Period Each, Period Of, PeriodView View, decimal Points)
{
    /// <summary>Its last day so far.</summary>
    public DateOnly Day => View.Day;
}
