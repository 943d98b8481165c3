namespace Evaluation.Office.Ledger;

/// <summary>
/// Keeps what a fold of the events forgets: the district's file after every change, and the entries that ended. It is
/// fed every event of a district from the first one on.
/// </summary>
public sealed class PastFold
{
    private readonly LedgerFold fold = new(DistrictFile.Empty);
    private readonly List<(long Position, DistrictFile File)> files = [];
    private readonly Dictionary<string, UnitPast> units = new(StringComparer.Ordinal);
    private readonly List<ScoringFrame> frames = [];
    private int ended;
    private long lastRead;

    /// <summary>The position of the first event; null before it.</summary>
    public long? First { get; private set; }

    /// <summary>The position of the last event fed; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>Feeds the next event.</summary>
    public void Apply(long position, object @event)
    {
        fold.Apply(position, @event);
        First ??= position;
        Last = position;
        if (files.Count == 0 || !ReferenceEquals(files[^1].File, fold.District))
        {
            files.Add((position, fold.District));
        }
    }

    /// <summary>The past as fed so far, for reading; later events do not change it.</summary>
    public DistrictPast Read()
    {
        var gone = fold.Ended.Skip(ended).ToLookup(entry => entry.Unit, StringComparer.Ordinal);
        var opened = fold.Open.Where(entry => entry.KnownFrom > lastRead)
            .ToLookup(entry => entry.Unit, StringComparer.Ordinal);
        foreach (var unit in gone.Select(one => one.Key).Union(opened.Select(one => one.Key)))
        {
            units[unit] = units.GetValueOrDefault(unit, UnitPast.Empty).With(gone[unit], opened[unit]);
        }

        (ended, lastRead) = (fold.Ended.Count, Last);
        return new DistrictPast(First ?? 0, Last, [.. files], new(units, StringComparer.Ordinal), frames);
    }
}
