using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>The weeks of a trial.</summary>
/// <param name="From">The first week requested; null for the last one alone, with findings of its year to date.</param>
/// <param name="To">The last one.</param>
public sealed record TrialWeeks(Week? From, Week To)
{
    /// <summary>The first week whose points are added up.</summary>
    public Week First => From ?? To;
}

/// <summary>One side of a trial, counted: as it is, or as tried.</summary>
/// <param name="Scores">The scores of all units.</param>
/// <param name="Weeks">The weeks looked at.</param>
internal sealed record TrialResult(Snapshot Known, RuleSet Rules, IReadOnlyList<UnitScore> Scores, TrialWeeks Weeks)
{
    public static TrialResult Of(Snapshot known, RuleSet rules, TrialWeeks weeks) =>
        new(known, rules, known.Score(rules), weeks);

    /// <summary>The edition that frames the last week; null when none is in force.</summary>
    public Rulebook? Edition => Snapshot.Frame(Rules, Weeks.To);

    /// <summary>First day of the assessment year that the last week belongs to.</summary>
    public DateOnly Year => (Edition ?? Rules.InOrder[0]).Calendar.YearOf(Weeks.To);

    /// <summary>
    /// The days of which clauses, caps and steps are looked at: the weeks requested, else the year to date.
    /// </summary>
    public (DateOnly First, DateOnly Last) Days
    {
        get
        {
            var last = (Edition ?? Rules.InOrder[0]).Calendar.EndOf(Period.Year, Weeks.To.Start);
            return Weeks.From is { } from
                ? (from.Start, Weeks.To.End)
                : (Year, last < Weeks.To.End ? last : Weeks.To.End);
        }
    }

    /// <summary>Places by unit: of the year to date at the end of the last week, and of the weeks together.</summary>
    public Dictionary<string, TrialPlace> Places()
    {
        var print = Edition is { } edition ? PrintedPoints.Of(edition) : default;
        var scores = Scores.ToDictionary(score => score.Unit, StringComparer.Ordinal);
        return (Edition?.Ranking.Groups ?? [])
            .SelectMany(group => Ranker.Rank(
                Weeks.To, group,
                [.. Ranker.UnitsOf(Known.District.Roster, group, Weeks.To).Select(unit => Totals(scores[unit]))],
                Edition!, Known.District.Targets).Standings)
            .ToDictionary(
                standing => standing.Totals.Unit,
                standing => new TrialPlace(
                    standing.YearRank, Exact.Trim(standing.Totals.YearPoints), standing.WeekRank,
                    Exact.Trim(standing.Totals.WeekPoints))
                {
                    YearDecided = Exact.Trim(print.Number(standing.Totals.YearPoints)),
                    Decided = Exact.Trim(print.Number(standing.Totals.WeekPoints)),
                },
                StringComparer.Ordinal);
    }

    /// <summary>What each clause gave a unit in the year to date and the weeks together.</summary>
    public Dictionary<(string Unit, string Clause), decimal> Clauses() => Lines(inYear: true)
        .GroupBy(one => (one.Unit, one.Line.Clause))
        .ToDictionary(lines => lines.Key, lines => lines.Sum(one => one.Line.Points));

    /// <summary>The lines of the days looked at.</summary>
    public IEnumerable<(string Unit, Line Line)> Lines() => Lines(inYear: Weeks.From is null);

    private IEnumerable<(string Unit, Line Line)> Lines(bool inYear) =>
        from score in Scores
        from sheet in score.Sheets
        where sheet.Week <= Weeks.To
        from line in sheet.Lines
        where sheet.Week >= Weeks.First || (inYear && YearOf(line.On) == Year)
        select (score.Unit, line);

    private DateOnly? YearOf(DateOnly day) => Rules.On(day)?.Calendar.YearOf(day);

    private UnitTotals Totals(UnitScore score)
    {
        var totals = Ranker.Totals(score, Weeks.To, Year);
        if (Weeks.First == Weeks.To)
        {
            return totals;
        }

        var figures = new Dictionary<string, decimal>(totals.WeekFigures, StringComparer.Ordinal);
        var points = totals.WeekPoints;
        foreach (var part in score.Parts.Where(part => part.Week >= Weeks.First && part.Week < Weeks.To))
        {
            points += part.Points;
            foreach (var (name, amount) in part.Figures.Where(figure => score.AddsUp(figure.Key)))
            {
                figures[name] = figures.GetValueOrDefault(name) + amount;
            }
        }

        return totals with { WeekPoints = points, WeekFigures = figures };
    }
}
