using System.Buffers;
using System.Text.Json;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Rebuilding;

/// <summary>
/// Ledger entries of a rebuild that are not written yet, each as the JSON that it will have in its row. So they take a
/// third of the room of objects, are made into JSON once, and the garbage collector has nothing to follow.
/// </summary>
internal sealed class LedgerBuffer
{
    // Memory of an entry beside its JSON: its slot in a list and the text that names its fact.
    private const int PieceBytes = 96;

    // Large enough that the garbage collector leaves it where it is.
    private const int SlabBytes = 1024 * 1024;

    private readonly Dictionary<string, Dictionary<Week, List<Piece>>> units = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> scratch = new();
    private Memory<byte> slab;

    /// <summary>The room that all of it takes, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>The units that have entries.</summary>
    public IReadOnlyCollection<string> Units => units.Keys;

    /// <summary>
    /// Adds the entries that began or ended in a fold since a position; of those that ended, what was added before
    /// goes.
    /// </summary>
    public void Add(LedgerFold fold, long since)
    {
        var starts = fold.District.Founded?.WeekStarts ?? DayOfWeek.Monday;
        foreach (var entry in fold.Changed(since))
        {
            var pieces = At(entry.Unit, Week.Of(entry.OccurredOn, starts));
            if (entry.KnownTo is not null)
            {
                pieces.RemoveAll(piece => piece.KnownFrom == entry.KnownFrom && piece.Fact == entry.Fact);
            }

            pieces.Add(new Piece(entry.OccurredOn, entry.Fact, entry.KnownFrom, entry.KnownTo, Keep(entry)));
        }
    }

    /// <summary>The weeks of all units.</summary>
    public IEnumerable<BufferedWeek> Weeks() => Weeks(units.Keys);

    /// <summary>The weeks of some units.</summary>
    public IEnumerable<BufferedWeek> Weeks(IEnumerable<string> some) =>
        from unit in some
        where units.ContainsKey(unit)
        from week in units[unit]
        select new BufferedWeek(unit, week.Key, week.Value);

    private List<Piece> At(string unit, Week week)
    {
        if (!units.TryGetValue(unit, out var weeks))
        {
            units[unit] = weeks = [];
        }

        if (!weeks.TryGetValue(week, out var pieces))
        {
            weeks[week] = pieces = [];
        }

        return pieces;
    }

    private ReadOnlyMemory<byte> Keep(LedgerEntry entry)
    {
        var written = BoardJson.Bytes(entry, scratch);
        Bytes += written.Length + PieceBytes;
        if (slab.Length < written.Length)
        {
            slab = new byte[Math.Max(SlabBytes, written.Length)];
        }

        var kept = slab[..written.Length];
        written.CopyTo(kept);
        slab = slab[written.Length..];
        return kept;
    }
}

/// <summary>An entry as JSON, with what orders and identifies it.</summary>
internal readonly record struct Piece(
    DateOnly On, string Fact, long KnownFrom, long? KnownTo, ReadOnlyMemory<byte> Json)
{
    /// <summary>The entry.</summary>
    public LedgerEntry Entry() => JsonSerializer.Deserialize<LedgerEntry>(Json.Span, EventJson.Options)!;
}

/// <summary>A unit's week of the buffer.</summary>
/// <param name="Pieces">Its entries in any order.</param>
internal readonly record struct BufferedWeek(string Unit, Week Week, List<Piece> Pieces)
{
    /// <summary>The entries that hold.</summary>
    public IEnumerable<LedgerEntry> Open() => from piece in Pieces where piece.KnownTo is null select piece.Entry();

    /// <summary>The whole week as its row then holds it.</summary>
    /// <param name="entries">The entries that the row holds already.</param>
    public byte[] After(IReadOnlyList<LedgerEntry> entries) =>
        BoardJson.Bytes(new LedgerWeek(Unit, Week, [.. Pieces.Select(piece => piece.Entry())]).After(entries).Entries);

    /// <summary>The whole week as a row has it, when there is no such row yet.</summary>
    /// <param name="row">Where to write it.</param>
    public void WriteTo(ArrayBufferWriter<byte> row)
    {
        Pieces.Sort(static (left, right) => LedgerWeek.Compare(
            (left.On, left.Fact, left.KnownFrom), (right.On, right.Fact, right.KnownFrom)));
        row.ResetWrittenCount();
        var before = "["u8;
        foreach (var piece in Pieces)
        {
            row.Write(before);
            row.Write(piece.Json.Span);
            before = ","u8;
        }

        row.Write("]"u8);
    }
}
