using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>What a unit's week has in the ledger.</summary>
/// <param name="Week">The district's week.</param>
/// <param name="Entries">In order of day, fact and position; those that no longer hold among them.</param>
public sealed record LedgerWeek(string Unit, Week Week, IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>The weeks in which entries began or ended, with these entries alone.</summary>
    /// <param name="fold">The fold of the events.</param>
    /// <param name="since">The first position of these events.</param>
    public static IReadOnlyList<LedgerWeek> Touched(LedgerFold fold, long since) =>
        Of(fold.Changed(since), fold.District);

    /// <summary>The weeks of some entries, with these entries alone.</summary>
    public static IReadOnlyList<LedgerWeek> Of(IEnumerable<LedgerEntry> all, DistrictFile district)
    {
        var starts = district.Founded?.WeekStarts ?? DayOfWeek.Monday;
        var weeks = new Dictionary<(string Unit, Week Week), List<LedgerEntry>>();
        foreach (var entry in all)
        {
            var key = (entry.Unit, Week.Of(entry.OccurredOn, starts));
            if (!weeks.TryGetValue(key, out var entries))
            {
                weeks[key] = entries = [];
            }

            entries.Add(entry);
        }

        return [.. weeks.Select(week => new LedgerWeek(week.Key.Unit, week.Key.Week, InOrder(week.Value)))];
    }

    /// <summary>The order of entries within a week.</summary>
    public static int Compare(
        (DateOnly On, string Fact, long KnownFrom) left, (DateOnly On, string Fact, long KnownFrom) right) =>
        left.On.CompareTo(right.On) is not 0 and var day ? day
        : string.CompareOrdinal(left.Fact, right.Fact) is not 0 and var fact ? fact
        : left.KnownFrom.CompareTo(right.KnownFrom);

    /// <summary>The whole week: these entries, and those that were there before and did not end.</summary>
    /// <param name="before">What was there; null for nothing.</param>
    public LedgerWeek After(IReadOnlyList<LedgerEntry>? before)
    {
        if (before is null)
        {
            return this;
        }

        var ended = Entries.Where(entry => entry.KnownTo is not null)
            .Select(entry => (entry.Fact, entry.KnownFrom)).ToHashSet();
        var left = before.Where(entry => !ended.Contains((entry.Fact, entry.KnownFrom)));
        return this with { Entries = InOrder([.. Entries, .. left]) };
    }

    private static List<LedgerEntry> InOrder(List<LedgerEntry> entries)
    {
        entries.Sort((left, right) => Compare(
            (left.OccurredOn, left.Fact, left.KnownFrom), (right.OccurredOn, right.Fact, right.KnownFrom)));
        return entries;
    }
}
