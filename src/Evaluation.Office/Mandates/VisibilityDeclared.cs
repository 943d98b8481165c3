using System.Text.Json.Serialization;
using Evaluation.Office.Decisions;

namespace Evaluation.Office.Mandates;

// This shape is stored: never change it, add a new version beside it.

/// <summary>The district declares what its units see of each other. Stream `visibility`.</summary>
/// <param name="Others">One of <see cref="Visibility.Words"/>.</param>
/// <param name="Document">The document that says so (文号).</param>
[StoredAs("visibility.declared.v1")]
public sealed record VisibilityDeclared(string Others, string Document)
{
    /// <summary>For whom bulletins are printed from now on, one of <see cref="PaperScope"/>; null as before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Papers { get; init; }
}
