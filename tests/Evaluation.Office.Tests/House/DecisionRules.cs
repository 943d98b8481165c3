using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.Office.Tests.House;

/// <summary>What is wrong with the numbers, dates, states and the index of the decisions.</summary>
internal static partial class DecisionRules
{
    private static readonly DateOnly First = new(2023, 1, 1);

    /// <summary>Headings that are no whole entry, entries without their one row, rows of none, wrong order.</summary>
    public static IEnumerable<string> Violations(string decisions)
    {
        var headings = Heading().Matches(decisions).Select(match => match.Groups["id"].Value).ToList();
        var entries = Entry().Matches(decisions).Select(Read).ToList();
        var tables = decisions.Split("\n### ").Select(part => Row().Matches(part).Select(Read).ToList()).ToList();
        var rows = tables.SelectMany(table => table).ToList();
        return
        [
            .. headings.Except(entries.Select(entry => entry.Id))
                .Select(id => $"{id} has no anchor, title, date and state in their places"),
            .. rows.Except(entries, Same).Select(row => $"index: {row.Id} is not the entry of this title and state"),
            .. entries.Except(rows, Same).Select(entry => $"{entry.Id} is not in the index as it is"),
            .. rows.CountBy(row => row.Id).Where(row => row.Value > 1)
                .Select(row => $"{row.Key} is in the index twice"),
            .. tables.Append(entries).SelectMany(OutOfOrder),
            .. entries.SelectMany(entry => Misstated(entry, entries)),
        ];
    }

    private static IEqualityComparer<Decision> Same { get; } = EqualityComparer<Decision>.Create(
        (one, other) => (one?.Id, one?.Title, one?.State) == (other?.Id, other?.Title, other?.State),
        one => one.Id.GetHashCode(StringComparison.Ordinal));

    private static IEnumerable<string> OutOfOrder(List<Decision> listed) =>
        listed.Zip(listed.Skip(1)).Where(two => string.CompareOrdinal(two.First.Id, two.Second.Id) >= 0)
            .Select(two => $"{two.Second.Id} stands after {two.First.Id}");

    private static IEnumerable<string> Misstated(Decision entry, List<Decision> entries)
    {
        if (!DateOnly.TryParseExact(entry.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, out var day) || day < First)
        {
            yield return $"{entry.Id} is of {entry.Date}";
        }

        var named = Reference().Matches(entry.State).Select(by => by.Value).ToList();
        if (named.Count == 0 ? entry.State is not "in force" : named.Contains(entry.Id))
        {
            yield return $"{entry.Id} is {entry.State}";
        }

        foreach (var by in named.Where(by => entries.All(one => one.Id != by)))
        {
            yield return $"{entry.Id} names {by}, which there is not";
        }
    }

    private static Decision Read(Match match) => new(
        match.Groups["id"].Value, match.Groups["title"].Value, match.Groups["state"].Value, match.Groups["date"].Value);

    // The link of a row and the anchor of an entry bear its own number.
    [GeneratedRegex(
        @"^\| \[(?<id>D-(?<n>\d{3}))\]\(#d-\k<n>\) \| (?<title>.+) \| (?<state>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^### .*\b(?<id>D-\d{3}) ·", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^### <a id=""d-(?<n>\d{3})""></a>(?<id>D-\k<n>) · (?<title>.+)\n\n(?<date>\d{4}-\d\d-\d\d) · (?<state>.+)$",
        RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"D-\d{3}")]
    private static partial Regex Reference();

    private sealed record Decision(string Id, string Title, string State, string Date);
}
