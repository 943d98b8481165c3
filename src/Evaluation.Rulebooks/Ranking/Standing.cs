using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>What one unit has, in a week and from the beginning of the assessment year to the week's end.</summary>
/// <param name="WeekPoints">Points of the week, exact.</param>
/// <param name="YearPoints">Points of the year to date, exact.</param>
/// <param name="WeekFigures">Measures of the week by name.</param>
/// <param name="YearFigures">Measures of the year to date by name.</param>
public sealed record UnitTotals(
    string Unit, decimal WeekPoints, decimal YearPoints,
    IReadOnlyDictionary<string, decimal> WeekFigures, IReadOnlyDictionary<string, decimal> YearFigures)
{
    /// <summary>What of the year to date it was handed as the successor of others; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Inheritance>? Inherited { get; init; }
}

/// <summary>A unit's place (名次).</summary>
/// <param name="WeekRank">This week, from 1; equals may share it; 0 for a unit that is not ranked.</param>
/// <param name="YearRank">Year to date; 0 for a unit that is not ranked.</param>
/// <param name="Totals">What decided.</param>
public sealed record Standing(int WeekRank, int YearRank, UnitTotals Totals)
{
    /// <summary>What is shown beside the place, in the order of the rules: 一票否决、晋一档.</summary>
    public IReadOnlyList<string> Status { get; init; } = [];

    /// <summary>The grade that the year to date would give; null when units are not graded.</summary>
    public string? Grade { get; init; }

    /// <summary>Whether a status keeps the unit from honours and prizes.</summary>
    public bool Barred { get; init; }
}

/// <summary>The ranking of a group in a week (排名), in order of the year to date.</summary>
/// <param name="Standings">By rank of the year to date, equals in protocol order.</param>
public sealed record GroupRanking(Week Week, string Group, IReadOnlyList<Standing> Standings);
