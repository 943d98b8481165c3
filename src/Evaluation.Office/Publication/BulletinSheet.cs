using System.Text.Json.Serialization;

namespace Evaluation.Office.Publication;

/// <summary>A line of a printed sheet.</summary>
/// <param name="Fact">The fact or period.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="About">The fact in words.</param>
/// <param name="Points">Exact.</param>
/// <param name="Because">Arithmetic and reason in one sentence.</param>
public sealed record BulletinLine(
    string Clause, string Fact, DateOnly On, string About, decimal Points, string Because)
{
    /// <summary>
    /// The stream that holds the fact's events, for example `claim/V-017`; null for a period and in the first format.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stream { get; init; }

    /// <summary>
    /// The position of the event since which the fact counts as it does; null where there is no stream.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Position { get; init; }
}

/// <summary>A unit's sheet as printed.</summary>
public sealed record BulletinSheet(string Unit, string Week, decimal Total, IReadOnlyList<BulletinLine> Lines);
