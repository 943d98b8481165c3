using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A row of a plain ranking.</summary>
/// <param name="Rank">From 1; 0 for a unit that is not ranked.</param>
/// <param name="Total">Exact.</param>
public sealed record PlainRow(int Rank, string Unit, decimal Total)
{
    /// <summary>
    /// The number that decides and is printed, where the total has more decimals; null where it is the total itself,
    /// and in weeks sealed before one number decided.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Decided { get; init; }

    /// <summary>What is shown beside the place; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Status { get; init; }

    /// <summary>The grade; null when units are not graded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Grade { get; init; }

    /// <summary>The printed columns by measure, as bulletins print them; null without columns.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, decimal>? Figures { get; init; }
}

/// <summary>A plain ranking, `week` or `year` in scope.</summary>
public sealed record PlainRanking(string Group, string Week, string Scope, IReadOnlyList<PlainRow> Rows)
{
    /// <summary>A group's ranking in both scopes, the week's first.</summary>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="columns">The columns whose figures are added.</param>
    public static IEnumerable<PlainRanking> Of(
        GroupRanking ranking, Rulebook edition, IReadOnlyList<BulletinColumn> columns)
    {
        var byWeek = ranking.Standings.OrderBy(one => one.WeekRank == 0).ThenBy(one => one.WeekRank);
        yield return new PlainRanking(
            ranking.Group, ranking.Week.Id, "week", [.. byWeek.Select(one => Week(one.WeekRank, one.Totals))]);
        yield return new PlainRanking(ranking.Group, ranking.Week.Id, "year", [.. ranking.Standings.Select(Year)]);

        PlainRow Week(int rank, UnitTotals totals) => new(rank, totals.Unit, Exact.Trim(totals.WeekPoints))
        {
            Decided = Decided(totals.WeekPoints),
            Figures = Figures(totals.WeekFigures),
        };

        PlainRow Year(Standing standing) =>
            new(standing.YearRank, standing.Totals.Unit, Exact.Trim(standing.Totals.YearPoints))
            {
                Decided = Decided(standing.Totals.YearPoints),
                Status = standing.Status.Count > 0 ? standing.Status : null,
                Grade = standing.Grade,
                Figures = Figures(standing.Totals.YearFigures),
            };

        decimal? Decided(decimal points) => PrintedPoints.Of(edition).Decided(points);

        OrderedDictionary<string, decimal>? Figures(IReadOnlyDictionary<string, decimal> all) => columns.Count == 0
            ? null
            : new(columns.Select(one => KeyValuePair.Create(one.Name, one.Printed(all.GetValueOrDefault(one.Name)))));
    }
}
