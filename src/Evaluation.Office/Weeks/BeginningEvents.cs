using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// The district's evaluation begins with a week: nothing is due before it and nobody is ranked. Stored with the first
/// closing when rules were in force long before it, or by decision before that. Stream `closings`.
/// </summary>
/// <param name="Week">The first week.</param>
/// <param name="Document">
/// The document that decides it (文号); null when it follows from the first closing and the first facts.
/// </param>
/// <param name="BegunBy">Who decided it, or closed the first week.</param>
[StoredAs("weeks.begun.v1")]
public sealed record WeeksBegun(Week Week, string? Document, string BegunBy);
