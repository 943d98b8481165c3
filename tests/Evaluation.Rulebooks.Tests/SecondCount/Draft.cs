using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>One entry of a rulebook's section, in parts that can be left out one by one.</summary>
/// <param name="Name">The name of an entry of a map; empty in a list.</param>
/// <param name="Parts">Each `key: value`; a single one may be the whole value.</param>
internal sealed record Entry(string Name, ImmutableList<string> Parts)
{
    public static Entry Of(string name, params IEnumerable<string?> parts) => new(name, [.. parts.OfType<string>()]);

    public override string ToString() =>
        (Name.Length == 0 ? "- " : $"{Name}: ")
        + (Parts is [var only] && (only[0] == '{' || !only.Contains(": ", StringComparison.Ordinal)) ? only
            : $"{{{string.Join(", ", Parts)}}}");
}

/// <summary>The text of an edition before it is put together.</summary>
internal sealed record Draft
{
    public required int Edition { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required string Calendar { get; init; }

    public required Entry Ranking { get; init; }

    /// <summary>The periods that are ranked and published beside the weeks.</summary>
    public ImmutableList<string> Published { get; init; } = [];

    /// <summary>Whether caps and counts start over.</summary>
    public bool Restarts { get; init; }

    /// <summary>How totals are rounded; empty for what is usual.</summary>
    public string Rounding { get; init; } = "";

    /// <summary>The factors on the total; empty for none.</summary>
    public string Times { get; init; } = "";

    /// <summary>What is done with the periods within which the evaluation begins; null for nothing said.</summary>
    public string? FirstPeriods { get; init; }

    /// <summary>Kinds, parameters, measures, items and clauses by the section's name.</summary>
    public required ImmutableSortedDictionary<string, ImmutableList<Entry>> Sections { get; init; }

    /// <summary>The drafts that say a little less, the larger cuts first.</summary>
    public IEnumerable<Draft> Less()
    {
        foreach (var part in Ranking.Parts.Skip(1))
        {
            yield return this with { Ranking = Ranking with { Parts = Ranking.Parts.Remove(part) } };
        }

        if (FirstPeriods is not null)
        {
            yield return this with { FirstPeriods = null };
        }

        foreach (var period in Published)
        {
            yield return this with { Published = Published.Remove(period) };
        }

        if (Restarts)
        {
            yield return this with { Restarts = false };
        }

        if (Rounding.Length > 0)
        {
            yield return this with { Rounding = "" };
        }

        if (Times.Length > 0)
        {
            yield return this with { Times = "" };
        }

        foreach (var (section, entries) in Sections)
        {
            foreach (var entry in entries)
            {
                yield return this with { Sections = Sections.SetItem(section, entries.Remove(entry)) };
            }
        }

        foreach (var (section, entries) in Sections)
        {
            foreach (var entry in entries.Where(entry => entry.Parts.Count > 1))
            {
                foreach (var part in entry.Parts)
                {
                    var less = part.StartsWith("cap: {", StringComparison.Ordinal)
                        ? entry.Parts.Replace(part, "cap: none") : entry.Parts.Remove(part);
                    var shorter = entries.Replace(entry, entry with { Parts = less });
                    yield return this with { Sections = Sections.SetItem(section, shorter) };
                }
            }
        }
    }

    public override string ToString() =>
        $$"""
        rulebook: test
        edition: {{Edition}}
        title: 测试办法
        in_force: {from: {{From:O}}, to: {{To:O}}{{(FirstPeriods is { } first ? $", first_periods: {first}" : "")}}}
        calendar: {{Calendar}}
        {{string.Join('\n', Sections.Where(section => section.Value.Count > 0).Select(Text))}}
        {{Ranking}}
        running: {{(Restarts ? "restart" : "continue")}}
        {{(Rounding.Length > 0 ? $"rounding: {Rounding}" : "")}}
        {{Times}}
        bulletin: {title: 通报, document: 测{{(Published.IsEmpty ? ""
            : $", periods: [{string.Join(", ", Published)}]")}}}
        """;

    private static string Text(KeyValuePair<string, ImmutableList<Entry>> section) =>
        $"{section.Key}:\n{string.Join('\n', section.Value.Select(entry => $"  {entry}"))}";
}
