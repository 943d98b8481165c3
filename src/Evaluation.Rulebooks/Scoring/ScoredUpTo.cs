using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A unit scored up to a day, and how to continue from there.</summary>
/// <param name="Day">The first day that is not scored yet, the first of a week.</param>
/// <param name="Before">Sheets and parts of the weeks before.</param>
/// <param name="Then">
/// Sheets and parts from the day on, of all facts that happened on it or later; the same as if all facts were scored
/// together.
/// </param>
public sealed record ScoredUpTo(DateOnly Day, UnitScore Before, Func<IEnumerable<Fact>, UnitScore> Then);
