using System.Globalization;

namespace Evaluation.LocalPostgres.Backups;

/// <summary>A place in PostgreSQL's log, in bytes from its beginning; written `16/B374D848`.</summary>
internal readonly record struct LogPosition(ulong Bytes)
{
    /// <summary>Reads PostgreSQL's spelling.</summary>
    /// <exception cref="FormatException">It is another text.</exception>
    public static LogPosition Parse(string text) =>
        text.Split('/') is [var high, var low]
            ? new LogPosition((Hex(high) << 32) | Hex(low))
            : throw new FormatException($"'{text}' is not a position in the log.");

    private static ulong Hex(string text) => uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>A file of PostgreSQL's log.</summary>
/// <param name="Timeline">The history that it belongs to; a restore begins a new one.</param>
/// <param name="Number">Counted from the beginning of the log.</param>
/// <param name="Size">Bytes in each file.</param>
internal readonly record struct LogSegment(uint Timeline, ulong Number, ulong Size)
{
    private const int NameLength = 24;
    private const ulong FilesOfOneName = 0x1_0000_0000;

    /// <summary>The file's name, 24 hexadecimal digits.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"{Timeline:X8}{Number / (FilesOfOneName / Size):X8}{Number % (FilesOfOneName / Size):X8}");

    /// <summary>The first byte.</summary>
    public LogPosition Start => new(Number * Size);

    /// <summary>The file after this one.</summary>
    public LogSegment Next => this with { Number = Number + 1 };

    /// <summary>The file that holds a position.</summary>
    public static LogSegment Holding(LogPosition position, uint timeline, ulong size) =>
        new(timeline, position.Bytes / size, size);

    /// <summary>Reads a name; null when it is none of a log file.</summary>
    public static LogSegment? Parse(string name, ulong size) =>
        name.Length == NameLength
        && uint.TryParse(name[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var timeline)
        && uint.TryParse(name[8..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
        && uint.TryParse(name[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)
            ? new LogSegment(timeline, (high * (FilesOfOneName / size)) + low, size)
            : null;
}
