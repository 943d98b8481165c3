using System.Runtime.CompilerServices;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Office.Ledger;

/// <summary>Everything that ever counted for a unit, in order of day and number.</summary>
public sealed class UnitPast
{
    /// <summary>Nothing counted yet.</summary>
    public static readonly UnitPast Empty = new([]);

    private readonly LedgerEntry[] entries;
    private readonly Fact[] facts;
    private readonly ConditionalWeakTable<ScoringFrame, UnitScore> settled = [];

    private UnitPast(LedgerEntry[] entries)
    {
        this.entries = entries;
        facts = Array.ConvertAll(entries, entry => entry.ToFact());
    }

    /// <summary>The entries, each with the positions between which it was known.</summary>
    public IReadOnlyList<LedgerEntry> Entries => entries;

    /// <summary>The facts that were known at a position, of some days.</summary>
    public List<Fact> FactsAt(long position, DateOnly through)
    {
        var known = new List<Fact>();
        for (var i = 0; i < entries.Length && facts[i].OccurredOn <= through; i++)
        {
            if (entries[i].KnownAt(position))
            {
                known.Add(facts[i]);
            }
        }

        return known;
    }

    /// <summary>The entries that were known at a position, of some days; that some ended later was not known.</summary>
    public IEnumerable<LedgerEntry> EntriesAt(long position, DateOnly from, DateOnly through)
    {
        for (var i = FirstFrom(from); i < entries.Length && entries[i].OccurredOn <= through; i++)
        {
            if (entries[i].KnownAt(position))
            {
                yield return entries[i].KnownTo is null ? entries[i] : entries[i] with { KnownTo = null };
            }
        }
    }

    /// <summary>Whether all that was known at a position of some days is what is known now.</summary>
    internal bool SettledAt(long position, DateOnly through)
    {
        for (var i = 0; i < entries.Length && facts[i].OccurredOn <= through; i++)
        {
            if (entries[i].KnownAt(position) != entries[i].KnownTo is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The unit's score from what is known now; made once.</summary>
    internal UnitScore Settled(string unit, ScoringFrame frame) =>
        settled.GetValue(frame, one => one.Score(unit, FactsAt(long.MaxValue, DateOnly.MaxValue)));

    internal UnitPast With(IEnumerable<LedgerEntry> ended, IEnumerable<LedgerEntry> opened)
    {
        var all = entries.ToDictionary(entry => (entry.Fact, entry.KnownFrom));
        foreach (var entry in ended.Concat(opened))
        {
            all[(entry.Fact, entry.KnownFrom)] = entry;
        }

        var sorted = all.Values.ToArray();
        Array.Sort(sorted, static (one, other) =>
            one.OccurredOn.CompareTo(other.OccurredOn) is not 0 and var byDay ? byDay
            : string.CompareOrdinal(one.Fact, other.Fact) is not 0 and var byFact ? byFact
            : one.KnownFrom.CompareTo(other.KnownFrom));
        return new UnitPast(sorted);
    }

    private int FirstFrom(DateOnly day)
    {
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = entries[middle].OccurredOn < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
