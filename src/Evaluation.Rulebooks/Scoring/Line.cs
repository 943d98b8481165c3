using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A line of a sheet: clause, fact, points, arithmetic and reason.</summary>
/// <param name="Clause">The clause; empty when none counts the fact.</param>
/// <param name="Fact">The fact, or the period as `week/…`, `month/…` and so on.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="Points">Exact.</param>
/// <param name="Steps">The arithmetic, in order.</param>
/// <param name="Reason">Why.</param>
/// <param name="Earlier">The fact that was counted before or used up the cap; null for none.</param>
public sealed record Line(
    string Clause, string Fact, DateOnly On, decimal Points, ImmutableArray<Step> Steps, Reason Reason, string? Earlier)
{
    /// <summary>Whether two lines say the same.</summary>
    public bool Same(Line other) =>
        Clause == other.Clause && Fact == other.Fact && On == other.On && Points == other.Points
        && Reason == other.Reason
        && Earlier == other.Earlier && Steps.SequenceEqual(other.Steps);
}
