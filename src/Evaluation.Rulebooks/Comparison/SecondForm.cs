using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.SecondCount;

namespace Evaluation.Rulebooks.Comparison;

/// <summary>
/// What the scorer and the ranker made in the form of the second count, which knows neither of them and so cannot
/// convert it.
/// </summary>
public static class SecondForm
{
    /// <summary>All lines of the sheets, in their order.</summary>
    public static IEnumerable<SecondLine> LinesOf(IEnumerable<UnitScore> scores) =>
        scores.SelectMany(score => score.Sheets.SelectMany(sheet => sheet.Lines)
            .Select(line => new SecondLine(score.Unit, line.Clause, line.Fact, line.On, line.Points)));

    /// <summary>The places of a ranking.</summary>
    public static IEnumerable<SecondPlace> PlacesOf(GroupRanking ranking) =>
        ranking.Standings.Select(one => new SecondPlace(
            ranking.Group, one.Totals.Unit, one.WeekRank, one.YearRank, one.Totals.WeekPoints, one.Totals.YearPoints,
            string.Join('、', one.Status), one.Grade, one.Barred));

    /// <summary>Lists and prizes.</summary>
    public static IEnumerable<SecondHonour> HonoursOf(Honours honours) =>
    [
        .. honours.Lists.SelectMany(list => list.Units.DefaultIfEmpty("")
            .Select(unit => new SecondHonour(list.List, list.Period, list.Group, unit, 0, 0m))),
        .. honours.Prizes.Select(
            prize => new SecondHonour("", prize.Period, prize.Group, prize.Unit, prize.Rank, prize.Amount)),
    ];
}
