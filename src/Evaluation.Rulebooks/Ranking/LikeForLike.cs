using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>
/// Units of a group that are compared as one: a unit by itself, or all that were merged or split between two weeks.
/// </summary>
/// <param name="Before">Its units in the earlier week, in protocol order.</param>
/// <param name="Now">Its units in the later week.</param>
/// <param name="RankBefore">Its place among those comparable, year to date, in the earlier week.</param>
/// <param name="RankNow">The same in the later week.</param>
/// <param name="PointsBefore">Year to date, exact, of all its units together.</param>
/// <param name="PointsNow">
/// The same in the later week, with what ended units had in the year, whether or not it was handed on.
/// </param>
public sealed record ComparedUnits(
    IReadOnlyList<string> Before, IReadOnlyList<string> Now, int RankBefore, int RankNow, decimal PointsBefore,
    decimal PointsNow)
{
    /// <summary>Its place as printed in the earlier week; null when it was several units.</summary>
    public int? PlaceBefore { get; init; }

    /// <summary>Its place as printed in the later week; null when it is several units.</summary>
    public int? PlaceNow { get; init; }

    /// <summary>Its units in print, with those of the earlier week where they were others.</summary>
    public string Names { get; init; } = "";

    /// <summary>The comparison in one sentence, where it was put into words.</summary>
    public string Sentence { get; init; } = "";
}

/// <summary>
/// A unit that is ranked in a group in one of both weeks, or in other company, and so is not compared.
/// </summary>
/// <param name="RankBefore">Its place in the earlier week; null when it had none in the group.</param>
/// <param name="RankNow">Its place in the later week; null when it has none in the group.</param>
public sealed record NotCompared(string Unit, int? RankBefore, int? RankNow);

/// <summary>
/// Two weeks of a group on the same footing (可比口径): places of the year to date among the units that were ranked in
/// both, with predecessors of a merger and successors of a split taken together. Units that came, left or changed the
/// group are left out, so that what remains of a change of place comes from points.
/// </summary>
/// <param name="Earlier">The earlier week.</param>
/// <param name="Week">The later week.</param>
/// <param name="Compared">In order of the later place.</param>
/// <param name="Left">The units that are not compared, in protocol order.</param>
public sealed record LikeForLike(
    string Group, Week Earlier, Week Week, IReadOnlyList<ComparedUnits> Compared, IReadOnlyList<NotCompared> Left)
{
    /// <summary>Compares the groups of the later week.</summary>
    /// <param name="earlier">The earlier week, ranked.</param>
    /// <param name="later">The later week, ranked.</param>
    /// <param name="scores">The scores of all units, from which both were ranked.</param>
    /// <param name="roster">Terms and successions of the units.</param>
    public static IReadOnlyList<LikeForLike> Of(
        RankedWeek earlier, RankedWeek later, IReadOnlyList<UnitScore> scores, Roster roster)
    {
        var byUnit = scores.ToDictionary(score => score.Unit, StringComparer.Ordinal);
        return [.. later.Edition.Ranking.Groups.Select(group => Of(group, earlier, later, byUnit, roster))];
    }

    private static LikeForLike Of(
        string group, RankedWeek earlier, RankedWeek later, Dictionary<string, UnitScore> scores, Roster roster)
    {
        var (before, now) = (Places(earlier, group), Places(later, group));
        var order = roster.Terms.Select(term => term.Unit).Distinct(StringComparer.Ordinal).ToList();
        var bodies = Bodies(order, roster, earlier.Week.End, later.Week.End);
        var compared = bodies.Where(
            body => Comparable(body, before, earlier.Week.End) && Comparable(body, now, later.Week.End)).ToList();
        var (then, since) = (Rank(earlier), Rank(later));
        return new LikeForLike(
            group, earlier.Week, later.Week,
            [
                .. compared.Select((body, i) => new ComparedUnits(
                    [.. body.Where(before.ContainsKey)], [.. body.Where(now.ContainsKey)], then[i].YearRank,
                    since[i].YearRank, Exact.Trim(then[i].Totals.YearPoints), Exact.Trim(since[i].Totals.YearPoints))
                {
                    PlaceBefore = Single(before, body),
                    PlaceNow = Single(now, body),
                }).OrderBy(one => one.RankNow),
            ],
            [
                .. order.Except(compared.SelectMany(body => body))
                    .Where(unit => before.ContainsKey(unit) || now.ContainsKey(unit))
                    .Select(unit => new NotCompared(unit, PlaceOf(before, unit), PlaceOf(now, unit))),
            ]);

        // All its units of the day are ranked in the group, and there is one.
        bool Comparable(List<string> body, Dictionary<string, int> places, DateOnly day) =>
            body.Where(unit => roster.On(unit, day) is not null).ToList() is { Count: > 0 } there
            && there.TrueForAll(places.ContainsKey);

        List<Standing> Rank(RankedWeek at)
        {
            var totals = compared.ConvertAll(body => Together(
                [.. body.Select(unit => Own(scores[unit], at, earlier.Week.End))], body[0]));
            var standings = Ranker.Rank(at.Week, group, totals, at.Edition.Ranking).Standings
                .ToDictionary(one => one.Totals.Unit, StringComparer.Ordinal);
            return compared.ConvertAll(body => standings[body[0]]);
        }
    }

    private static int? Single(Dictionary<string, int> places, List<string> body) =>
        body.FindAll(places.ContainsKey) is [var only] ? places[only] : null;

    private static int? PlaceOf(Dictionary<string, int> places, string unit) =>
        places.TryGetValue(unit, out var place) ? place : null;

    private static Dictionary<string, int> Places(RankedWeek at, string group) =>
        at.Rankings.Where(one => one.Group == group)
        .SelectMany(one => one.Standings).Where(one => one.YearRank > 0)
        .ToDictionary(one => one.Totals.Unit, one => one.YearRank, StringComparer.Ordinal);

    // Units that mergers and splits after one day and up to another bind together, in protocol order.
    private static List<List<string>> Bodies(List<string> order, Roster roster, DateOnly after, DateOnly through)
    {
        var of = order.ToDictionary(unit => unit, unit => new List<string> { unit }, StringComparer.Ordinal);
        foreach (var succession in roster.Successions.Where(one => after < one.Day && one.Day <= through))
        {
            var bound = succession.From.Concat(succession.To.Select(to => to.Unit)).SelectMany(unit => of[unit])
                .ToHashSet(StringComparer.Ordinal);
            var body = order.FindAll(bound.Contains);
            body.ForEach(unit => of[unit] = body);
        }

        return [.. order.Select(unit => of[unit]).Distinct(ReferenceEqualityComparer.Instance).Cast<List<string>>()];
    }

    // What was handed on between the weeks stays with the unit that earned it, so that no point counts twice.
    private static UnitTotals Own(UnitScore score, RankedWeek at, DateOnly since) =>
        Ranker.Totals(
            score with { Inherited = [.. score.Inherited.Where(one => one.Day <= since)] }, at.Week,
            at.Edition.Calendar.YearOf(at.Week));

    private static UnitTotals Together(List<UnitTotals> units, string name) => new(
        name, units.Sum(unit => unit.WeekPoints), units.Sum(unit => unit.YearPoints),
        Sum(units.SelectMany(unit => unit.WeekFigures)), Sum(units.SelectMany(unit => unit.YearFigures)));

    private static Dictionary<string, decimal> Sum(IEnumerable<KeyValuePair<string, decimal>> figures) =>
        figures.GroupBy(one => one.Key)
            .ToDictionary(one => one.Key, one => one.Sum(figure => figure.Value), StringComparer.Ordinal);
}

/// <summary>A week with its rankings and the edition that frames it.</summary>
public sealed record RankedWeek(Week Week, Rulebook Edition, IReadOnlyList<GroupRanking> Rankings);
