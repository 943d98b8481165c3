using System.Text.RegularExpressions;

namespace Evaluation.Office.Tests.House;

/// <summary>What is wrong with the numbers, the index and the states of the decisions.</summary>
internal static partial class DecisionRules
{
    /// <summary>Entries without their row in the index, rows that differ, and what is out of order.</summary>
    public static IEnumerable<string> Violations(string decisions)
    {
        var rows = Row().Matches(decisions).Select(Read).ToList();
        var entries = Entry().Matches(decisions).Select(Read).ToList();
        var tables = decisions.Split("\n### ").Select(part => Row().Matches(part).Select(Read).ToList());
        return
        [
            .. rows.Except(entries).Select(row => $"index: {row.Id} is not the entry of this title and state"),
            .. entries.Except(rows).Select(entry => $"{entry.Id} is not in the index as it is"),
            .. tables.Append(entries).SelectMany(OutOfOrder),
            .. entries.Where(entry => entry.State is not "in force" && !entry.State.Contains("D-"))
                .Select(entry => $"{entry.Id} is {entry.State}"),
            .. entries.SelectMany(entry => Reference().Matches(entry.State)
                .Where(by => entries.All(one => one.Id != by.Value))
                .Select(by => $"{entry.Id} names {by.Value}, which there is not")),
        ];
    }

    private static IEnumerable<string> OutOfOrder(List<Decision> listed) =>
        listed.Zip(listed.Skip(1)).Where(two => string.CompareOrdinal(two.First.Id, two.Second.Id) >= 0)
            .Select(two => $"{two.Second.Id} stands after {two.First.Id}");

    private static Decision Read(Match match) =>
        new(match.Groups["id"].Value, match.Groups["title"].Value, match.Groups["state"].Value);

    [GeneratedRegex(@"^\| \[(?<id>D-\d{3})\]\(#d-\d{3}\) \| (?<title>.+) \| (?<state>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(
        @"^### <a id=""d-\d{3}""></a>(?<id>D-\d{3}) · (?<title>.+)\n\n\d{4}-\d\d-\d\d · (?<state>.+)$",
        RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"D-\d{3}")]
    private static partial Regex Reference();

    private sealed record Decision(string Id, string Title, string State);
}
