namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// A condition that is counted over periods in a row; each occurrence in a formula counts for itself.
/// </summary>
/// <param name="condition">Holds or does not hold in a period.</param>
public sealed class Streak(Func<View, bool> condition)
{
    /// <summary>Whether it holds in a period.</summary>
    public bool Holds(PeriodView period) => condition(period);
}
