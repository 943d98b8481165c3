using Evaluation.Core.Words;

namespace Evaluation.Core.Ledger;

/// <summary>What a unit's week has in the ledger.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Week">The district's week.</param>
/// <param name="Entries">In order of day, fact and position; those that no longer hold among them.</param>
public sealed record LedgerWeek(string Unit, Week Week, IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>The weeks in which entries began or ended, with what stood there before.</summary>
    /// <param name="fold">The fold of the events.</param>
    /// <param name="since">The first position of these events.</param>
    /// <param name="standing">The entries that stood in a unit's week; null for none.</param>
    public static IEnumerable<LedgerWeek> Changed(
        LedgerFold fold, long since, Func<(string Unit, Week Week), IReadOnlyList<LedgerEntry>?> standing)
    {
        foreach (var week in Touched(fold, since))
        {
            var entries = week.ToList();
            if (standing(week.Key) is { } before)
            {
                var ended = entries.Where(entry => entry.KnownTo is not null)
                    .Select(entry => (entry.Fact, entry.KnownFrom)).ToHashSet();
                entries.AddRange(before.Where(entry => !ended.Contains((entry.Fact, entry.KnownFrom))));
            }

            yield return new LedgerWeek(week.Key.Unit, week.Key.Week,
            [
                .. entries.OrderBy(entry => entry.OccurredOn).ThenBy(entry => entry.Fact, StringComparer.Ordinal)
                    .ThenBy(entry => entry.KnownFrom),
            ]);
        }
    }

    /// <summary>The weeks in which entries began or ended.</summary>
    public static IEnumerable<(string Unit, Week Week)> Keys(LedgerFold fold, long since) => Touched(fold, since).Select(week => week.Key);

    private static IEnumerable<IGrouping<(string Unit, Week Week), LedgerEntry>> Touched(LedgerFold fold, long since)
    {
        var starts = fold.District.Founded?.WeekStarts ?? DayOfWeek.Monday;
        return fold.Ended.Concat(fold.Open.Where(entry => entry.KnownFrom >= since))
            .GroupBy(entry => (entry.Unit, Week.Of(entry.OccurredOn, starts)));
    }
}
