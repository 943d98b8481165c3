using System.Net;
using System.Text.RegularExpressions;

namespace Evaluation.Server.Integrity;

/// <summary>What a bulletin's page prints, read from its HTML.</summary>
/// <param name="Rankings">The rows of its ranking tables, cell by cell, without white space.</param>
/// <param name="Words">Everything that a reader sees, in order, without white space between words.</param>
internal sealed partial record PrintedPage(IReadOnlyList<IReadOnlyList<string>> Rankings, IReadOnlyList<string> Words)
{
    private const int Shown = 3;

    /// <summary>Reads a page.</summary>
    public static PrintedPage Of(string html)
    {
        var body = Hidden().Replace(html, " ");
        return new PrintedPage(
            [
                .. Ranking().Matches(body).SelectMany(table => Row().Matches(table.Value))
                    .Select(row => Cell().Matches(row.Value).Select(cell => Text(cell.Value)).ToList()),
            ],
            [.. Readable(body).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>
    /// The first place where a stored page prints other figures than the one made of its record; null when only markup
    /// or words around the figures differ, as they may between two builds.
    /// </summary>
    public static string? Difference(PrintedPage stored, PrintedPage made)
    {
        for (var i = 0; i < Math.Max(stored.Rankings.Count, made.Rankings.Count); i++)
        {
            var (one, other) = (stored.Rankings.ElementAtOrDefault(i) ?? [], made.Rankings.ElementAtOrDefault(i) ?? []);
            if (!one.SequenceEqual(other))
            {
                return $"排名表第{i + 1}行印作“{string.Join('｜', one)}”，按记录为“{string.Join('｜', other)}”。";
            }
        }

        var (left, right) = (stored.Figures(), made.Figures());
        var at = 0;
        while (at < left.Count && at < right.Count && left[at].Figure == right[at].Figure)
        {
            at++;
        }

        return at == left.Count && at == right.Count ? null
            : $"印作“{stored.Around(left, at)}”，按记录为“{made.Around(right, at)}”。";
    }

    private List<(string Figure, int Word)> Figures() =>
        [.. Words.SelectMany((word, i) => Number().Matches(word).Select(number => (number.Value, i)))];

    private string Around(List<(string Figure, int Word)> figures, int at)
    {
        var word = at < figures.Count ? figures[at].Word : Words.Count - 1;
        return string.Join(' ', Words.Skip(Math.Max(0, word - Shown)).Take((2 * Shown) + 1));
    }

    private static string Readable(string html) => WebUtility.HtmlDecode(Tag().Replace(html, " "));

    private static string Text(string html) =>
        string.Concat(Readable(html).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<!--.*?-->|<(style|script|title)[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<table class=\"ranking\".*?</table>", RegexOptions.Singleline)]
    private static partial Regex Ranking();

    [GeneratedRegex("<tr[ >].*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<t[dh][ >].*?</t[dh]>", RegexOptions.Singleline)]
    private static partial Regex Cell();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"-?\d+(?:\.\d+)?")]
    private static partial Regex Number();
}
