using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>Which weeks are ranked, and the ranking of a week from new scores and the totals before.</summary>
/// <param name="rules">Its compiled editions.</param>
/// <param name="running">The totals of the units that were scored again, by name.</param>
public sealed class Ranks(DistrictFile district, RuleSet rules, IReadOnlyDictionary<string, RunningTotals> running)
{
    // Before the republic nobody ranked; an edition dated earlier would rank thousands of empty weeks.
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    private readonly TargetAmounts targets = district.Targets;

    /// <summary>The same from the scores of units.</summary>
    public Ranks(DistrictFile district, RuleSet rules, IReadOnlyDictionary<string, UnitScore> scores)
        : this(district, rules, scores.ToDictionary(
            score => score.Key, score => new RunningTotals(score.Value), StringComparer.Ordinal))
    {
    }

    /// <summary>
    /// The weeks that have a ranking: from the first edition, or the week with which the district began, to the running
    /// week, or to the last one that holds a fact.
    /// </summary>
    public IEnumerable<Week> Weeks(Week? lastSheet, Week? from = null)
    {
        if (rules.InOrder.Length == 0 || Last(district, lastSheet) is not { } last)
        {
            yield break;
        }

        var first = rules.InOrder
            .Select(edition => edition.Calendar.WeekOf(edition.From < Earliest ? Earliest : edition.From)).Min();
        if (district.Begun is { } begun && begun.Week > first)
        {
            first = begun.Week;
        }

        for (var week = from is { } start && start > first ? start : first; week <= last; week = week.Next)
        {
            yield return week;
        }
    }

    /// <summary>The last week that has a ranking; null when none has.</summary>
    public static Week? Last(DistrictFile district, Week? lastSheet) =>
        district.LastClosed is { } closed && (lastSheet is null || lastSheet < closed.Next) ? closed.Next : lastSheet;

    /// <summary>Whether the week's year to date is that of another year than the week before.</summary>
    public bool BeginsYear(Week week) => Snapshot.Frame(rules, week) is { } edition
        && edition.Calendar.YearOf(week.Previous) != edition.Calendar.YearOf(week);

    /// <summary>
    /// The rankings of a week. Units that were not scored, or only from a later week on, keep their totals.
    /// </summary>
    /// <param name="week">The week, later than the one ranked before.</param>
    /// <param name="standing">The earlier totals of the week, by unit.</param>
    /// <param name="before">Totals of the week before, from which a week without any takes its year to date.</param>
    public IEnumerable<GroupRanking> Of(
        Week week, IReadOnlyDictionary<string, UnitTotals>? standing, IReadOnlyDictionary<string, UnitTotals>? before)
    {
        if (Snapshot.Frame(rules, week) is not { } edition)
        {
            yield break;
        }

        var year = edition.Calendar.YearOf(week);
        var sameYear = !BeginsYear(week);
        foreach (var group in edition.Ranking.Groups)
        {
            var all = Ranker.UnitsOf(district.Roster, group, week).Select(unit =>
                running.TryGetValue(unit, out var totals) && totals.Knows(week) ? totals.At(week, year)
                : standing?.GetValueOrDefault(unit)
                    ?? Carried(unit, sameYear ? before?.GetValueOrDefault(unit) : null));
            yield return Ranker.Rank(week, group, [.. all], edition, targets, district.Roster);
        }
    }

    private static UnitTotals Carried(string unit, UnitTotals? before) =>
        new(unit, 0m, before?.YearPoints ?? 0m, Figures.None, before?.YearFigures ?? Figures.None)
        {
            Inherited = before?.Inherited,
        };
}
