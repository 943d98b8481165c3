using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>A piece of a line.</summary>
/// <param name="Text">As written.</param>
/// <param name="Found">How much what was found here weighs; null for nothing.</param>
public sealed record TextPiece(string Text, Severity? Found);

/// <summary>A line of a rulebook's text with what was found in it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Pieces">The line in pieces, in order; none for an empty line.</param>
/// <param name="Findings">What was found in it, in order of column.</param>
public sealed record MarkedLine(int Number, IReadOnlyList<TextPiece> Pieces, IReadOnlyList<Finding> Findings)
{
    /// <summary>The weight of the worst of it; null for nothing.</summary>
    public Severity? Worst => Findings.Count == 0 ? null : Findings.Min(finding => finding.Severity);
}

/// <summary>The places of findings in the text, so that a person sees where each is.</summary>
public static class MarkedText
{
    /// <summary>The lines of a text; a place outside of it is marked in the nearest line.</summary>
    public static IReadOnlyList<MarkedLine> Of(string text, IReadOnlyList<Finding> findings)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines is [.. var all, ""] && all.Length > 0)
        {
            lines = all;
        }

        var found = findings.OrderBy(finding => finding.Column)
            .ToLookup(finding => Math.Clamp(finding.Line, 1, lines.Length));
        return [.. lines.Select((line, i) => new MarkedLine(
            i + 1, [.. Pieces(line, [.. found[i + 1]])], [.. found[i + 1]]))];
    }

    private static IEnumerable<TextPiece> Pieces(string line, IReadOnlyList<Finding> findings)
    {
        var at = 0;
        foreach (var places in findings.GroupBy(finding => Math.Clamp(finding.Column - 1, 0, line.Length)))
        {
            var (from, to) = (places.Key, EndOf(line, places.Key));
            if (from < at || to == from)
            {
                continue;
            }

            if (from > at)
            {
                yield return new TextPiece(line[at..from], null);
            }

            yield return new TextPiece(line[from..to], places.Min(finding => finding.Severity));
            at = to;
        }

        if (at < line.Length)
        {
            yield return new TextPiece(line[at..], null);
        }
    }

    // A word, a number with its sign, a day, or what is in quotes or brackets; else a character.
    private static int EndOf(string line, int from)
    {
        if (from == line.Length)
        {
            return from;
        }

        if (Closing(line[from]) is { } closing && line.IndexOf(closing, from + 1) is var end and > 0)
        {
            return end + 1;
        }

        var to = from + (char.IsHighSurrogate(line[from]) && from + 1 < line.Length ? 2 : 1);
        while (to < line.Length && GoesOn(line, to))
        {
            to++;
        }

        return to;
    }

    private static bool GoesOn(string line, int at) => char.IsLetterOrDigit(line[at]) || line[at] is '_' or '.'
        || (line[at] == '-' && char.IsDigit(line[at - 1]) && at + 1 < line.Length && char.IsDigit(line[at + 1]));

    private static char? Closing(char opening) => opening switch
    {
        '"' or '\'' => opening,
        '[' => ']',
        '{' => '}',
        _ => null,
    };
}
