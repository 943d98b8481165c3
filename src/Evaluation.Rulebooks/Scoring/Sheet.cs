using System.Collections.Immutable;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A unit's week (得分表).</summary>
/// <param name="Lines">In order of day.</param>
/// <param name="Figures">The measures of the week by name.</param>
public sealed record Sheet(
    string Unit, Week Week, ImmutableArray<Line> Lines, IReadOnlyDictionary<string, decimal> Figures)
{
    /// <summary>The sum of the lines.</summary>
    public decimal Total => Lines.Sum(line => line.Points);
}
