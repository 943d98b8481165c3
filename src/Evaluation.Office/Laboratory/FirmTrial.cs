using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>A line whose points differ, or that is there only one way.</summary>
/// <param name="Name">Its name in print.</param>
/// <param name="Fact">The claim, or the period that is judged.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="Before">Its points as it is; 0 when it is not there.</param>
/// <param name="After">Its points as tried; 0 when it is not there.</param>
/// <param name="Sealed">Whether the bulletin of its week is sealed.</param>
public sealed record FirmLine(
    string Unit, string Name, string Clause, string Fact, DateOnly On, decimal Before, decimal After, bool Sealed);

/// <summary>What it changes that files are of one firm, or no longer are.</summary>
/// <param name="Claims">How many facts that count name one of the files whose firm is another one then.</param>
/// <param name="Board">The closed weeks and the places; null while no week is closed or nothing changes.</param>
/// <param name="Lines">The lines that differ, in all weeks, by day.</param>
public sealed record FirmEffect(int Claims, RosterEffect? Board, IReadOnlyList<FirmLine> Lines);

/// <summary>
/// Tries out that files are of one firm: everything is counted twice by the one scorer, as it is and as tried.
/// </summary>
public static class FirmTrial
{
    /// <summary>Compares.</summary>
    /// <param name="now">The district as known.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="firms">Which files would be of one firm; null for none.</param>
    public static FirmEffect Of(Snapshot now, RuleSet rules, MergedFirms? firms)
    {
        var roster = now.District.Roster;
        var tried = now with { District = now.District with { Roster = roster with { Firms = firms } } };
        var touched = now.Entries.Select(entry => entry.ToFact())
            .Where(fact => !Facts.Same(
                OneFirm.In(fact, rules, roster.Firms).Values, OneFirm.In(fact, rules, firms).Values))
            .Select(fact => fact.Id).Distinct().Count();
        if (touched == 0)
        {
            return new FirmEffect(0, null, []);
        }

        var (before, then) = (now.Score(rules), tried.Score(rules));
        var lines = Lines(now.District, rules, before, then);
        return new FirmEffect(
            touched,
            lines.Count == 0 || now.District.LastClosed is not { } last ? null
                : RosterTrial.Between(
                    now, before, tried, then, rules, now.District.FirstClosed ?? last, last),
            lines);
    }

    private static List<FirmLine> Lines(
        DistrictFile district, RuleSet rules, IReadOnlyList<UnitScore> before, IReadOnlyList<UnitScore> then)
    {
        var (was, becomes) = (PointsOf(before), PointsOf(then));
        var bulletins = district.Sealings.Select(sealing => sealing.Week).ToHashSet();
        return
        [
            .. from key in was.Keys.Union(becomes.Keys).OrderBy(key => key.On)
                   .ThenBy(key => key.Unit, StringComparer.Ordinal).ThenBy(key => key.Fact, StringComparer.Ordinal)
                   .ThenBy(key => key.Clause, StringComparer.Ordinal)
               let old = was.GetValueOrDefault(key)
               let points = becomes.GetValueOrDefault(key)
               where old != points
               let edition = rules.On(key.On)
               select new FirmLine(
                   key.Unit, district.Roster.On(key.Unit, key.On)?.Name ?? key.Unit, key.Clause, key.Fact, key.On,
                   Exact.Trim(old), Exact.Trim(points),
                   edition is not null && bulletins.Contains(edition.Calendar.WeekOf(key.On))),
        ];
    }

    private static Dictionary<(string Unit, string Clause, string Fact, DateOnly On), decimal> PointsOf(
        IReadOnlyList<UnitScore> scores) => scores
        .SelectMany(score => score.Sheets, (score, sheet) => (score.Unit, sheet))
        .SelectMany(one => one.sheet.Lines, (one, line) => (one.Unit, line))
        .GroupBy(one => (one.Unit, one.line.Clause, one.line.Fact, one.line.On))
        .ToDictionary(same => same.Key, same => same.Sum(one => one.line.Points));
}
