namespace Evaluation.Office.Weeks;

/// <summary>The paper for everybody, sealed in the same event as the one for members.</summary>
/// <param name="Record">The record, canonical JSON: everything that was published.</param>
/// <param name="Sha256">Of the record's bytes.</param>
/// <param name="PageSha256">Of the page's bytes.</param>
/// <param name="TableSha256">Of the CSV table's bytes.</param>
public sealed record PublicCopy(string Record, string Sha256, string PageSha256, string TableSha256);
