using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>What a week's rankings were at a position.</summary>
/// <param name="File">The district as known then.</param>
/// <param name="First">The first week that had a ranking; null when none had.</param>
/// <param name="Last">
/// The last week that had one; where the closed weeks include a later one than the week, that is enough and need not be
/// the last.
/// </param>
/// <param name="Rankings">Of the week before and of the week; none when the week had no ranking.</param>
public sealed record RankingsThen(DistrictFile File, Week? First, Week? Last, IReadOnlyList<GroupRanking> Rankings);

/// <summary>
/// A district on two axes: the day on which something happened, and the position from which it was known. Any pair of
/// both is answered by the one scorer from what was known then.
/// </summary>
public sealed class DistrictPast
{
    private const int MostFrames = 12;

    private readonly (long Position, DistrictFile File)[] files;
    private readonly Dictionary<string, UnitPast> units;
    private readonly List<ScoringFrame> frames;

    internal DistrictPast(
        long first, long last, (long Position, DistrictFile File)[] files, Dictionary<string, UnitPast> units,
        List<ScoringFrame> frames) =>
        (First, Last, this.files, this.units, this.frames) = (first, last, files, units, frames);

    /// <summary>The position of the district's first event.</summary>
    public long First { get; }

    /// <summary>The position of the last event known.</summary>
    public long Last { get; }

    /// <summary>How many ledger entries there ever were.</summary>
    public int Size => units.Values.Sum(unit => unit.Entries.Count);

    /// <summary>The district's file as known at a position.</summary>
    public DistrictFile FileAt(long position)
    {
        var (low, high) = (0, files.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = files[middle].Position <= position ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? DistrictFile.Empty : files[low - 1].File;
    }

    /// <summary>The entries known at a position, of some days, unit by unit.</summary>
    public IEnumerable<LedgerEntry> EntriesAt(long position, DateOnly from, DateOnly through) =>
        units.Values.SelectMany(unit => unit.EntriesAt(position, from, through));

    /// <summary>The position that ended an entry; null while it holds.</summary>
    public long? EndOf(LedgerEntry entry) => units[entry.Unit].Entries
        .First(one => one.Fact == entry.Fact && one.KnownFrom == entry.KnownFrom).KnownTo;

    /// <summary>The district as known at a position, without claims and names.</summary>
    public Snapshot At(long position) => new(
        position, FileAt(position),
        LedgerEntry.InOrder(EntriesAt(position, DateOnly.MinValue, DateOnly.MaxValue)),
        [], new Dictionary<string, string>());

    /// <summary>
    /// The scores as known at a position, in protocol order. What happens on later days does not change a week: so the
    /// last day that matters leaves out the rest.
    /// </summary>
    /// <param name="rules">The editions adopted then, compiled.</param>
    /// <param name="through">The last day that matters.</param>
    /// <param name="parallel">How many units are scored at the same time.</param>
    /// <param name="unit">Only this unit, where the rules let units be scored alone.</param>
    public IReadOnlyList<UnitScore> ScoresAt(
        long position, RuleSet rules, DateOnly through, int parallel = 1, string? unit = null)
    {
        var file = FileAt(position);
        var facts = units
            .Where(one => unit is null || one.Key == unit || Scorer.TakesWholeDistrict(rules, file.Roster))
            .SelectMany(one => one.Value.FactsAt(position, through))
            .ToLookup(fact => fact.Unit, StringComparer.Ordinal);
        var scored = unit is not null && !Scorer.TakesWholeDistrict(rules, file.Roster)
            ? [unit]
            : file.Roster.Terms.Select(term => term.Unit)
                .Concat(facts.Select(one => one.Key).Order(StringComparer.Ordinal))
                .Distinct(StringComparer.Ordinal).ToList();
        return Scorer.ScoreAll(scored, facts, rules, file.Roster, Duties(file, through), file.Targets, parallel);
    }

    /// <summary>The rankings of a week and of the one before, as known at a position.</summary>
    /// <param name="rules">The editions adopted then, compiled.</param>
    /// <param name="parallel">How many units are scored at the same time.</param>
    public RankingsThen RankingsAt(Week week, long position, RuleSet rules, int parallel = 1)
    {
        // The closed weeks say up to which week there are rankings, and beyond them the last fact of all.
        var file = FileAt(position);
        var closed = ClosedWeeksIncludeLater(week, file, rules);
        var scores = closed && !Scorer.TakesWholeDistrict(rules, file.Roster)
            ? TotalsAt(position, rules, week.End, parallel)
            : ScoresAt(position, rules, closed ? week.End : DateOnly.MaxValue, parallel);
        var last = closed ? null : scores.SelectMany(score => score.Sheets).Select(sheet => (Week?)sheet.Week).Max();
        var ranks = new Ranks(file, rules, scores.ToDictionary(score => score.Unit, StringComparer.Ordinal));
        var ranked = ranks.Weeks(last)
            .Where(one => Snapshot.Frame(rules, one) is { } edition && !edition.Ranking.Groups.IsEmpty).ToList();
        return new RankingsThen(
            file, ranked.Count == 0 ? null : ranked[0], ranked.Count == 0 ? null : ranked[^1],
            [.. ranked.Where(one => one == week.Previous || one == week).SelectMany(one => ranks.Of(one, null, null))]);
    }

    // Between two editions weeks are closed, too, but not ranked.
    private static bool ClosedWeeksIncludeLater(Week week, DistrictFile file, RuleSet rules)
    {
        for (var later = file.LastClosed?.Next; later > week; later = later.Value.Previous)
        {
            if (Snapshot.Frame(rules, later.Value) is { Ranking.Groups.IsEmpty: false })
            {
                return true;
            }
        }

        return false;
    }

    // Most questions are about weeks of which all was known by then that is known now: their units are scored once,
    // from all facts, and answer for every such week. A unit of which something came later is scored from what was
    // known.
    private List<UnitScore> TotalsAt(long position, RuleSet rules, DateOnly through, int parallel)
    {
        var file = FileAt(position);
        var (frame, then) = (FrameOf(file, rules, through), new ScoringFrame(file, rules, Duties(file, through)));
        var scored = file.Roster.Terms.Select(term => term.Unit).Distinct(StringComparer.Ordinal).ToList();
        return parallel > 1
            ? [.. scored.AsParallel().AsOrdered().WithDegreeOfParallelism(parallel).Select(Total)]
            : scored.ConvertAll(Total);

        UnitScore Total(string unit) => !units.TryGetValue(unit, out var past) ? then.Score(unit, [])
            : past.SettledAt(position, through) ? past.Settled(unit, frame)
            : then.Score(unit, past.FactsAt(position, through));
    }

    private ScoringFrame FrameOf(DistrictFile file, RuleSet rules, DateOnly through)
    {
        lock (frames)
        {
            var found = frames.Find(frame => frame.SameThrough(file, through));
            frames.Remove(found!);
            frames.Insert(0, found ?? new ScoringFrame(file, rules, files[^1].File.LastClosed?.End));
            frames.RemoveRange(Math.Min(frames.Count, MostFrames), Math.Max(0, frames.Count - MostFrames));
            return frames[0];
        }
    }

    private static DateOnly? Duties(DistrictFile file, DateOnly through) =>
        file.LastClosed?.End > through ? through : file.LastClosed?.End;
}
