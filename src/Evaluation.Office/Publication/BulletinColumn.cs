using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A printed column: a measure of the rulebook.</summary>
/// <param name="UnitOfMeasure">Of the printed figures.</param>
/// <param name="Of">The column of which it is a part.</param>
/// <param name="Divisor">What figures are divided by in print.</param>
public sealed record BulletinColumn(
    string Name, string Label, [property: JsonPropertyName("unit")] string UnitOfMeasure, string? Of, decimal Divisor)
{
    private const int Places = 2;

    /// <summary>How figures are rounded in print; null where they were printed half to even, sealed so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Rounding? RoundedBy { get; init; }

    /// <summary>The columns of an edition, in print order.</summary>
    public static IReadOnlyList<BulletinColumn> AllOf(Rulebook edition) =>
    [
        .. edition.Bulletin.Columns.Select(edition.MeasureOf)
            .Select(one => new BulletinColumn(one.Name, one.Label, one.UnitOfMeasure, one.Of, one.Divisor)
            {
                RoundedBy = edition.Ranking.ByExact ? null : edition.Ranking.Rounding,
            }),
    ];

    /// <summary>A figure in the column's unit, with up to two places.</summary>
    public decimal Printed(decimal figure) => Exact.Trim(
        new Precision(Places, RoundedBy ?? Rounding.HalfEven).Of(figure / Divisor));
}
