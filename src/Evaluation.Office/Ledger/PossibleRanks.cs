using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>
/// A unit's place while claims are undecided, and the best and worst that can come of it (可能的最好、最差名次).
/// </summary>
/// <param name="Pending">How many undecided claims would be credited to it.</param>
/// <param name="Rank">Its place of the year to date now; 0 while nobody has one.</param>
/// <param name="Best">The best possible.</param>
/// <param name="Worst">The worst possible.</param>
/// <param name="Least">The least possible points of the year to date.</param>
/// <param name="Greatest">The greatest possible.</param>
/// <param name="WeekRank">Its place of the week now.</param>
/// <param name="WeekBest">The best possible.</param>
/// <param name="WeekWorst">The worst possible.</param>
public sealed record PossibleRank(
    string Group, string Unit, int Pending, int Rank, int Best, int Worst, decimal Least, decimal Greatest,
    int WeekRank,
    int WeekBest, int WeekWorst);

/// <summary>
/// Between which places each unit of an unsealed week can end, whatever is decided about the claims that are still
/// open. A unit with open claims is scored without and with them as reported: when there are at most <see
/// cref="AllTried"/>, with every selection of them; else with all, with each alone and with all but each, with the
/// gains and losses of single claims added up on either side. Its best place counts the units that stay ahead for
/// certain, its worst all that can come ahead or level.
/// </summary>
/// <remarks>
/// The points are exact when every selection is tried and no other unit's points depend on the unit's claims. The
/// places are then exact where each open claim concerns one unit, but for ties, which are taken as won in the best and
/// lost in the worst case; a claim with shares moves several units together, so that the result is a bound that holds.
/// With more claims the points are a bound for clauses that add up, with caps, floors, steps and repeats, and may miss
/// for formulas of the rulebook's own where a few claims together do what neither one nor all do. Where units are
/// scored by the group, or hand points on, all open claims are tried alone and together for the whole district, which
/// shows what is likely and is no bound. Claims count as reported: what verification corrects or takes from the file
/// of a project is not known before.
/// </remarks>
public sealed class PossibleRanks
{
    /// <summary>Up to so many open claims of a unit every selection is tried.</summary>
    public const int AllTried = 3;

    private readonly Snapshot known;
    private readonly RuleSet rules;
    private readonly Rulebook edition;
    private readonly Week week;
    private readonly ILookup<string, LedgerEntry> pending;
    private readonly ILookup<string, Fact> facts;

    private PossibleRanks(Snapshot known, RuleSet rules, Rulebook edition, Week week, IEnumerable<LedgerEntry> pending)
    {
        (this.known, this.rules, this.edition, this.week) = (known, rules, edition, week);
        this.pending = pending.ToLookup(entry => entry.Unit, StringComparer.Ordinal);
        facts = known.Entries.ToLookup(entry => entry.Unit, entry => entry.ToFact(), StringComparer.Ordinal);
    }

    /// <summary>
    /// The possible places of all ranked units, in the order of the rankings; none when nothing is open.
    /// </summary>
    /// <param name="known">
    /// The district; of the entries those of units with open claims are enough, unless units depend on each other.
    /// </param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="rankings">Its rankings as known.</param>
    /// <param name="claims">Claims; of these the undecided ones count that belong to the week.</param>
    /// <param name="intake">What the week takes in; null while it is open.</param>
    /// <param name="parallel">How many units are scored at the same time.</param>
    public static IReadOnlyList<PossibleRank> Of(
        Snapshot known, RuleSet rules, Week week, IReadOnlyList<GroupRanking> rankings,
        IEnumerable<Claim> claims, Intake? intake = null, int parallel = 1)
    {
        if (Snapshot.Frame(rules, week) is not { } edition)
        {
            return [];
        }

        var counted = known.Entries.Select(entry => entry.Fact).ToHashSet(StringComparer.Ordinal);
        intake ??= Intake.Of(known.District, week, null);
        var open = claims.Where(claim => claim.Undecided && !counted.Contains(claim.Id)
            && intake.Of(claim.OccurredOn, claim.ReportedAt, intake.IsCarried(known.District, claim.Id))
                == Belonging.Here);
        var possible = new PossibleRanks(known, rules, edition, week, open.SelectMany(Entries));
        return possible.pending.Count == 0 ? [] : possible.All(rankings, parallel);
    }

    private static IEnumerable<LedgerEntry> Entries(Claim claim) =>
        (claim.Shares.Count > 0 ? claim.Shares : Share.Whole(claim.Unit)).Select(share => new LedgerEntry(
            claim.Id, share.Unit, claim.Kind, claim.OccurredOn, share.Part, claim.Facts, long.MaxValue, null));

    private List<PossibleRank> All(IReadOnlyList<GroupRanking> rankings, int parallel)
    {
        var standings = rankings.SelectMany(ranking => ranking.Standings)
            .Select(standing => standing.Totals.Unit).ToList();
        var touched = standings.Where(pending.Contains).ToList();
        var spans = Scorer.TakesWholeDistrict(rules, known.District.Roster) ? Together(standings)
            : touched.AsParallel().WithDegreeOfParallelism(parallel).Select(unit => (unit, Span: Alone(unit)))
                .ToDictionary(one => one.unit, one => one.Span, StringComparer.Ordinal);
        return [.. rankings.SelectMany(ranking => Places(ranking, spans))];
    }

    // Every selection of a few, else none, all, each alone and all but each; single gains and losses added up on either
    // side.
    private Span Alone(string unit)
    {
        var open = pending[unit].Select(entry => entry.ToFact()).ToList();
        var totals = Selections(open).ConvertAll(chosen => Score(facts[unit].Concat(chosen)));
        var (year, inWeek) = (totals.ConvertAll(one => one.YearPoints), totals.ConvertAll(one => one.WeekPoints));
        return open.Count <= AllTried
            ? new Span(year.Min(), year.Max(), inWeek.Min(), inWeek.Max())
            : new Span(
                Lowest(year), -Lowest(year.ConvertAll(points => -points)),
                Lowest(inWeek), -Lowest(inWeek.ConvertAll(points => -points)));

        UnitTotals Score(IEnumerable<Fact> some) => Ranker.Totals(
            Scorer.Score(
                unit, some, rules, known.District.Roster, known.District.LastClosed?.End,
                known.District.Targets),
            week, edition.Calendar.YearOf(week));
    }

    private static List<List<Fact>> Selections(List<Fact> open) => open.Count <= AllTried
        ? open.Aggregate<Fact, List<List<Fact>>>(
            [[]], (some, one) => [.. some, .. some.Select(chosen => (List<Fact>)[.. chosen, one])])
        :
        [
            [], open, .. open.ConvertAll(one => (List<Fact>)[one]),
            .. open.ConvertAll(one => open.FindAll(other => other != one)),
        ];

    // In the order of the selections: none, all, each alone, all but each.
    private static decimal Lowest(List<decimal> points)
    {
        var (none, all, count) = (points[0], points[1], (points.Count - 2) / 2);
        var alone = points.Skip(2).Take(count).Sum(one => Math.Min(one - none, 0m));
        var without = points.Skip(2 + count).Sum(one => Math.Min(one - all, 0m));
        return Math.Min(none + alone, all + without);
    }

    private Dictionary<string, Span> Together(List<string> units)
    {
        var open = pending.SelectMany(one => one).GroupBy(entry => entry.Fact).Select(claim => claim.ToList()).ToList();
        var tried = open.Append([]).Append([.. open.SelectMany(claim => claim)])
            .Select(added => (known with { Entries = LedgerEntry.InOrder(known.Entries.Concat(added)) }).Score(rules)
                .ToDictionary(
                    score => score.Unit, score => Ranker.Totals(score, week, edition.Calendar.YearOf(week)),
                    StringComparer.Ordinal))
            .ToList();
        return units.ToDictionary(unit => unit, unit => new Span(
            tried.Min(one => one[unit].YearPoints), tried.Max(one => one[unit].YearPoints),
            tried.Min(one => one[unit].WeekPoints), tried.Max(one => one[unit].WeekPoints)), StringComparer.Ordinal);
    }

    private IEnumerable<PossibleRank> Places(GroupRanking ranking, Dictionary<string, Span> spans)
    {
        var year = ranking.Standings.Select(one =>
            Runner(one, one.YearRank, one.Totals.YearPoints, span => (span.Least, span.Greatest))).ToList();
        var inWeek = ranking.Standings.Select(one =>
            Runner(one, one.WeekRank, one.Totals.WeekPoints, span => (span.WeekLeast, span.WeekGreatest))).ToList();
        var ranked = ranking.Standings.Select((standing, i) => (standing, i)).Where(one => one.standing.YearRank > 0);
        return ranked.Select(one =>
        {
            var (unit, i) = (one.standing.Totals.Unit, one.i);
            var span = spans.GetValueOrDefault(unit, Of(one.standing.Totals));
            return new PossibleRank(
                ranking.Group, unit, pending[unit].Count(), one.standing.YearRank, Best(year, i), Worst(year, i),
                Exact.Trim(span.Least), Exact.Trim(span.Greatest),
                one.standing.WeekRank, Best(inWeek, i), Worst(inWeek, i));
        });

        // Where fewer points are better the sign turns. A status may take a unit with open claims off the ranking.
        Runner Runner(Standing standing, int place, decimal points, Func<Span, (decimal, decimal)> of)
        {
            var moves = spans.TryGetValue(standing.Totals.Unit, out var span);
            var (least, greatest) = moves ? of(span!) : (points, points);
            var precision = edition.Ranking.Precision;
            var (low, high) = (precision.Of(least), precision.Of(greatest));
            return new Runner(
                edition.Ranking.Descending ? low : -high, edition.Ranking.Descending ? high : -low, place, moves,
                place > 0 && !(moves && Unranks), place > 0 || (moves && Unranks));
        }
    }

    private bool Unranks => edition.Ranking.Status.Any(status => status.Effect == StatusEffect.Unranked);

    private static Span Of(UnitTotals totals) =>
        new(totals.YearPoints, totals.YearPoints, totals.WeekPoints, totals.WeekPoints);

    private static int Best(List<Runner> all, int own) => 1 + all.Count(other => other.Stays
        && (other.Low > all[own].High || Settled(other, all[own])));

    // Equals share a place only where nothing breaks the tie.
    private int Worst(List<Runner> all, int own)
    {
        var shared = edition.Ranking.Joint && edition.Ranking.TieBreak.IsEmpty;
        return 1 + all.Where((other, i) => i != own && other.Runs && (other.High > all[own].Low
            || (other.High == all[own].Low && !shared && (other.Moves || all[own].Moves))
            || Settled(other, all[own]))).Count();
    }

    // Two units without open claims keep their order, however ties are broken.
    private static bool Settled(Runner other, Runner own) =>
        !other.Moves && !own.Moves && other.Stays && other.Place < own.Place;

    private sealed record Span(decimal Least, decimal Greatest, decimal WeekLeast, decimal WeekGreatest);

    private sealed record Runner(decimal Low, decimal High, int Place, bool Moves, bool Stays, bool Runs);
}
