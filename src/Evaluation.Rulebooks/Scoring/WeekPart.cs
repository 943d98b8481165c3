using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>What of a week belongs to one assessment year; a week over new year has two parts.</summary>
/// <param name="Year">First day of the assessment year.</param>
/// <param name="Points">Exact.</param>
/// <param name="Figures">The measures by name.</param>
public sealed record WeekPart(Week Week, DateOnly Year, decimal Points, IReadOnlyDictionary<string, decimal> Figures);
