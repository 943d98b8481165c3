using Evaluation.Office.Decisions;

namespace Evaluation.Office.Adoption;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>An edition was adopted; the event holds its full text, which never changes. Stream `rulebook`.</summary>
/// <param name="Rulebook">The rulebook's short name.</param>
/// <param name="Edition">The edition's number.</param>
/// <param name="From">First day in force.</param>
/// <param name="To">Last day in force.</param>
/// <param name="Text">The text as proposed.</param>
/// <param name="Sha256">Of the text in UTF-8, lower-case hexadecimal.</param>
/// <param name="Document">The document by which it was adopted.</param>
[StoredAs("rulebook.adopted.v1", Made = [nameof(Text)])]
public sealed record RulebookAdopted(
    string Rulebook, int Edition, DateOnly From, DateOnly To, string Text, string Sha256, string Document);
