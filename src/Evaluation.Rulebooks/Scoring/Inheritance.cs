using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// What a unit begins with as the successor of others (承接), or from the time before its district began (期初结转); it
/// concerns the year to date and no week.
/// </summary>
/// <param name="Day">Its first day as their successor.</param>
/// <param name="Year">First day of the assessment year to which the points belong.</param>
/// <param name="Share">Its share of what they had.</param>
/// <param name="Of">The units that ended, each with its points of the year at the end of the day before.</param>
/// <param name="Points">The share of their points.</param>
/// <param name="Figures">The share of their measures, by name.</param>
/// <param name="Document">The document that decided the merger or split.</param>
public sealed record Inheritance(
    DateOnly Day, DateOnly Year, decimal Share, IReadOnlyList<InheritedFrom> Of, decimal Points,
    IReadOnlyDictionary<string, decimal> Figures, string Document)
{
    /// <summary>The balances with which the district began; null for the successor of others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OpenedPoints>? Opened { get; init; }

    /// <summary>Where these come from; null for the successor of others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

/// <summary>A unit that ended and the points of the year that it had.</summary>
public sealed record InheritedFrom(string Unit, decimal Points);
