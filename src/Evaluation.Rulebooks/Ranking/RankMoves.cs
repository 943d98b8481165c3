using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>Compares the rankings of two weeks, year to date, and finds for each unit what made its rank.</summary>
public sealed class RankMoves
{
    private readonly RankingRules rules;
    private readonly bool overNewYear;
    private readonly Dictionary<string, (string Group, Standing Standing)> before;
    private readonly Dictionary<string, (string Group, Standing Standing)> now;

    private readonly List<Succession> successions;
    private readonly Week week;

    private RankMoves(
        IEnumerable<GroupRanking> before, IEnumerable<GroupRanking> now, RankingRules rules, bool overNewYear,
        Week week, Roster roster)
    {
        (this.rules, this.overNewYear, this.week) = (rules, overNewYear, week);
        successions = [.. roster.Successions.Where(one => Since(one.Day))];
        (this.before, this.now) = (ByUnit(before), ByUnit(now));
    }

    /// <summary>
    /// The moves of every unit, group by group in order of rank; behind them the units that left the group.
    /// </summary>
    /// <param name="before">
    /// The rankings of the week before, as published or as known; of these only ranks and points are looked at. None
    /// for the first week.
    /// </param>
    /// <param name="now">The rankings of the week.</param>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="roster">Mergers and splits; none when not given.</param>
    public static IReadOnlyList<RankMove> Of(
        Week week, IReadOnlyList<GroupRanking> before, IReadOnlyList<GroupRanking> now, Rulebook edition,
        Roster? roster = null)
    {
        var calendar = edition.Calendar;
        var begins = before.Count == 0 || calendar.YearOf(week.Previous) != calendar.YearOf(week);
        var moves = new RankMoves(
            begins ? [] : before, now, edition.Ranking, calendar.YearOf(week.End) != calendar.YearOf(week), week,
            roster ?? Roster.Empty);
        return
        [
            .. now.SelectMany(group => group.Standings.Where(standing => standing.YearRank > 0)
                .Select(standing => moves.Ranked(group, standing, begins))
                .Concat(moves.before.Where(
                    one => one.Value.Group == group.Group && moves.GroupOf(one.Key) != group.Group)
                    .Select(one => moves.Departure(one.Key, one.Value.Standing.YearRank)))),
        ];
    }

    private static Dictionary<string, (string, Standing)> ByUnit(IEnumerable<GroupRanking> rankings) => rankings
        .SelectMany(group => group.Standings, (group, standing) => (group.Group, standing))
        .Where(one => one.standing.YearRank > 0)
        .ToDictionary(one => one.standing.Totals.Unit, StringComparer.Ordinal);

    private string? GroupOf(string unit) => now.TryGetValue(unit, out var found) ? found.Group : null;

    private RankMove Departure(string unit, int rank) => new(
        before[unit].Group, unit, rank, null, GroupOf(unit), false, 0m, 0m, [], [], [], [], [], [])
    {
        GoesOnIn =
            [.. successions.Where(one => one.From.Contains(unit)).SelectMany(one => one.To).Select(to => to.Unit)],
    };

    private bool Since(DateOnly day) => week.Previous.End < day && day <= week.End;

    private decimal Handed(Standing own) =>
        Exact.Trim((own.Totals.Inherited ?? []).Where(one => one.Opened is null && Since(one.Day))
            .Sum(one => one.Points));

    private RankMove Ranked(GroupRanking group, Standing own, bool begins)
    {
        var unit = own.Totals.Unit;
        var others = group.Standings.Where(other => other != own && other.YearRank > 0).ToList();
        var was = before.TryGetValue(unit, out var found) ? found.Group : null;
        var rank = was == group.Group ? found.Standing.YearRank : (int?)null;
        var (gained, corrected) = Gains(own);
        return new RankMove(
            group.Group, unit, rank, own.YearRank, was == group.Group ? null : was, begins, gained, corrected,
            [.. others.Select(other => Past(own, other, group.Group, subject: other)).OfType<Passing>()],
            [.. others.Select(other => Past(other, own, group.Group, subject: other)).OfType<Passing>()],
            rank is null ? [] : [.. others
                .Where(other => other.YearRank < own.YearRank && RankBefore(other.Totals.Unit, group.Group) is null)
                .Select(other => other.Totals.Unit)],
            [.. before
                .Where(one => one.Value.Group == group.Group && one.Value.Standing.YearRank < rank
                    && GroupOf(one.Key) != group.Group)
                .Select(one => one.Key)],
            [.. others.Where(other => other.YearRank == own.YearRank).Select(other => other.Totals.Unit)],
            [.. Neighbours(own, others)])
        {
            Handed = Handed(own),
            GoesOnFor = [.. successions.Where(one => one.Makes(unit)).SelectMany(one => one.From)],
        };
    }

    private int? RankBefore(string unit, string group) =>
        before.TryGetValue(unit, out var found) && found.Group == group ? found.Standing.YearRank : null;

    // A unit gains on another when its position against it is better than before: from behind to level or ahead, from
    // level to ahead.
    private Passing? Past(Standing winner, Standing loser, string group, Standing subject)
    {
        if (RankBefore(winner.Totals.Unit, group) is not { } winnersRank
            || RankBefore(loser.Totals.Unit, group) is not { } losersRank)
        {
            return null;
        }

        var (then, since) = (losersRank.CompareTo(winnersRank), loser.YearRank.CompareTo(winner.YearRank));
        if (since <= then)
        {
            return null;
        }

        var how = then == 0 ? Crossing.PulledAhead : since == 0 ? Crossing.DrewLevel : Crossing.Passed;
        var own = subject == loser ? winner : loser;
        var (gained, corrected) = Gains(subject);
        var apart = Exact.Trim(Math.Abs(Points(own) - Points(subject)));
        return new Passing(subject.Totals.Unit, how, gained, corrected, apart, Tie(own, subject));
    }

    // In a week over new year the year to date ends within the week: its points of the year are what the year to date
    // gained.
    private (decimal Gained, decimal Corrected) Gains(Standing own)
    {
        var (week, year) = (own.Totals.WeekPoints, own.Totals.YearPoints);
        if (!before.TryGetValue(own.Totals.Unit, out var found))
        {
            return (Exact.Trim(week), 0m);
        }

        year -= Handed(own);
        var difference = year - found.Standing.Totals.YearPoints;
        return overNewYear ? (Exact.Trim(difference), 0m) : (Exact.Trim(week), Exact.Trim(difference - week));
    }

    private IEnumerable<Parted> Neighbours(Standing own, List<Standing> others)
    {
        var above = others.LastOrDefault(other => other.YearRank < own.YearRank);
        var below = others.FirstOrDefault(other => other.YearRank > own.YearRank);
        foreach (var other in new[] { above, below }.OfType<Standing>())
        {
            if (Tie(own, other) is { } tie)
            {
                yield return new Parted(other.Totals.Unit, other == above, tie);
            }
        }
    }

    private TieBreak? Tie(Standing own, Standing other)
    {
        if (own.YearRank == other.YearRank || Points(own) != Points(other))
        {
            return null;
        }

        var (owns, others) = (own.Totals.YearFigures, other.Totals.YearFigures);
        return rules.TieBreak.TakeWhile(tie => !tie.IsVersus).SelectMany(tie => tie.Figures)
            .Select(measure =>
                new TieBreak(measure, owns.GetValueOrDefault(measure), others.GetValueOrDefault(measure)))
            .FirstOrDefault(tie => tie.Own != tie.Other) ?? new TieBreak(null, 0m, 0m);
    }

    private decimal Points(Standing standing) => rules.Precision.Of(standing.Totals.YearPoints);
}
