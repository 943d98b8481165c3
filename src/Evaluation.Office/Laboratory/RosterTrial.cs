using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>A unit's year to date at the end of the last closed week, with the list as it is and as tried.</summary>
/// <param name="Name">Its name in print.</param>
/// <param name="Before">Group, place and points as it is; null when it is not ranked.</param>
/// <param name="After">The same as tried.</param>
public sealed record RosterMove(string Unit, string Name, RosterPlace? Before, RosterPlace? After);

/// <summary>Where a unit stands.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Rank">Its place in the year to date.</param>
/// <param name="Points">Its points of the year to date.</param>
public sealed record RosterPlace(string Group, int Rank, decimal Points);

/// <summary>What another list of units changes in the weeks that are closed.</summary>
/// <param name="From">The first week in which the list is another one.</param>
/// <param name="Last">The last closed week; null while none is.</param>
/// <param name="Changed">The closed weeks whose ranking differs, in order.</param>
/// <param name="Sealed">Those of them whose bulletin is sealed.</param>
/// <param name="Moves">The units whose group, place or points differ at the end of the last closed week.</param>
public sealed record RosterEffect(
    Week From, Week? Last, IReadOnlyList<Week> Changed, IReadOnlyList<Week> Sealed, IReadOnlyList<RosterMove> Moves);

/// <summary>
/// Tries out another list of units: everything is counted twice by the one scorer, as it is and as tried, and compared.
/// </summary>
public static class RosterTrial
{
    /// <summary>Compares.</summary>
    /// <param name="now">The district as known.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="after">The list as tried.</param>
    /// <param name="since">The first day on which it is another one.</param>
    public static RosterEffect Of(Snapshot now, RuleSet rules, Roster after, DateOnly since)
    {
        var starts = now.District.Founded?.WeekStarts ?? DayOfWeek.Monday;
        var from = Week.Of(since < Week.FirstDay ? Week.FirstDay : since > Week.LastDay ? Week.LastDay : since, starts);
        if (now.District.LastClosed is not { } last || from > last || rules.InOrder.IsEmpty)
        {
            return new RosterEffect(from, now.District.LastClosed, [], [], []);
        }

        var tried = now with { District = now.District with { Roster = Like(now.District.Roster, after) } };
        return Between(now, now.Score(rules), tried, tried.Score(rules), rules, from, last);
    }

    /// <summary>Compares the closed weeks from one on, both ways scored already.</summary>
    internal static RosterEffect Between(
        Snapshot now, IReadOnlyList<UnitScore> before, Snapshot tried, IReadOnlyList<UnitScore> then, RuleSet rules,
        Week from, Week last)
    {
        var first = now.District.FirstClosed is { } closed && closed > from ? closed : from;
        var changed = new List<Week>();
        for (var week = first; week <= last; week = week.Next)
        {
            if (!Same(now.Rank(rules, before, week), tried.Rank(rules, then, week)))
            {
                changed.Add(week);
            }
        }

        var bulletins = now.District.Sealings.Select(sealing => sealing.Week).ToHashSet();
        return new RosterEffect(
            from, last, changed, [.. changed.Where(bulletins.Contains)],
            [
                .. Moves(
                    Places(now.Rank(rules, before, last)), Places(tried.Rank(rules, then, last)),
                    tried.District.Roster),
            ]);
    }

    // What lies beside the list stays: the beginning and what was brought along.
    private static Roster Like(Roster before, Roster after) =>
        after with { Begins = before.Begins, Opening = before.Opening, Firms = before.Firms };

    private static bool Same(IReadOnlyList<GroupRanking> one, IReadOnlyList<GroupRanking> other) =>
        Rows(one).SequenceEqual(Rows(other));

    private static IEnumerable<object> Rows(IReadOnlyList<GroupRanking> rankings) =>
        from ranking in rankings
        from standing in ranking.Standings
        let totals = standing.Totals
        select (object)(
            ranking.Group, totals.Unit, standing.WeekRank, standing.YearRank, totals.WeekPoints, totals.YearPoints);

    private static Dictionary<string, RosterPlace> Places(IReadOnlyList<GroupRanking> rankings) => rankings
        .SelectMany(ranking => ranking.Standings, (ranking, standing) => (ranking.Group, standing))
        .ToDictionary(
            one => one.standing.Totals.Unit,
            one => new RosterPlace(one.Group, one.standing.YearRank, Exact.Trim(one.standing.Totals.YearPoints)),
            StringComparer.Ordinal);

    private static IEnumerable<RosterMove> Moves(
        Dictionary<string, RosterPlace> before, Dictionary<string, RosterPlace> then, Roster after) =>
        from unit in before.Keys.Union(then.Keys)
        let was = before.GetValueOrDefault(unit)
        let becomes = then.GetValueOrDefault(unit)
        where was != becomes
        select new RosterMove(unit, after.Terms.FindLast(term => term.Unit == unit)?.Name ?? unit, was, becomes);
}
