using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A unit's line in the ranking table.</summary>
/// <param name="Name">Its name at the end of the week.</param>
/// <param name="WeekRank">Rank this week.</param>
/// <param name="YearRank">Rank of the year to date.</param>
/// <param name="PreviousYearRank">
/// Rank of the year to date a week before, as known then; null when it was not ranked.
/// </param>
/// <param name="WeekPoints">Points this week, exact.</param>
/// <param name="YearPoints">Points of the year to date, exact.</param>
/// <param name="WeekFigures">This week's figures, one for each column.</param>
/// <param name="YearFigures">Cumulative figures, one for each column.</param>
public sealed record BulletinRow(
    string Unit, string Name, int WeekRank, int YearRank, int? PreviousYearRank, decimal WeekPoints, decimal YearPoints,
    IReadOnlyList<decimal> WeekFigures, IReadOnlyList<decimal> YearFigures)
{
    /// <summary>What is shown beside the place, in the order of the rules; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Status { get; init; }

    /// <summary>The grade that the year to date would give; null when units are not graded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Grade { get; init; }

    /// <summary>What is printed beside the name, grade and status: （良好；取消评先资格）; empty for nothing.</summary>
    [JsonIgnore]
    public string Beside =>
        new[] { Grade }.OfType<string>().Concat(Status ?? []).ToList() is { Count: > 0 } words
            ? $"（{string.Join('；', words)}）" : "";

    /// <summary>The row of a standing.</summary>
    /// <param name="standing">Places and totals.</param>
    /// <param name="name">The unit's name in print.</param>
    /// <param name="before">Its place in the week before; null or 0 for none.</param>
    /// <param name="columns">The measures printed.</param>
    public static BulletinRow Of(Standing standing, string name, int? before, IReadOnlyList<Measure> columns) => new(
        standing.Totals.Unit, name, standing.WeekRank, standing.YearRank, before is 0 ? null : before,
        Exact.Trim(standing.Totals.WeekPoints), Exact.Trim(standing.Totals.YearPoints),
        [.. columns.Select(c => Exact.Trim(standing.Totals.WeekFigures.GetValueOrDefault(c.Name)))],
        [.. columns.Select(c => Exact.Trim(standing.Totals.YearFigures.GetValueOrDefault(c.Name)))])
    {
        Status = standing.Status.Count > 0 ? standing.Status : null,
        Grade = standing.Grade,
    };
}

/// <summary>The ranking table of a group.</summary>
public sealed record BulletinGroup(string Group, IReadOnlyList<BulletinRow> Rows);
