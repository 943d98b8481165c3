using System.Globalization;

namespace Evaluation.Mutations;

/// <summary>The outcomes as a table by file and a list of what survived.</summary>
internal static class Report
{
    /// <summary>The share of faults, in hundredths, that must be noticed.</summary>
    public const decimal Least = 95m;

    /// <summary>Noticed of those that make a difference, in hundredths.</summary>
    public static decimal Share(IReadOnlyCollection<Outcome> outcomes, Equivalents equivalents)
    {
        var counted = outcomes.Where(one => !Equal(one, equivalents)).ToList();
        return counted.Count == 0 ? 100m : 100m * counted.Count(Noticed) / counted.Count;
    }

    /// <summary>Everything, in Markdown.</summary>
    public static string Of(IReadOnlyCollection<Outcome> outcomes, Equivalents equivalents)
    {
        var lines = new List<string>
        {
            $"Pairs: {Case.Pairs} from seed {Case.FirstSeed}. At least {Least:0} % must be noticed.",
            "",
            "| file | faults | by the second count | by tests | survived | not reached | no difference | noticed |",
            "|---|---:|---:|---:|---:|---:|---:|---:|",
        };
        lines.AddRange(outcomes.GroupBy(one => one.Point.File).OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => Row(file.Key, [.. file], equivalents)));
        lines.Add(Row("all", outcomes, equivalents));
        var silent = outcomes.Where(one => !Noticed(one)).ToList();
        Add(lines, "Survived", silent.Where(one => !Equal(one, equivalents)).Select(one =>
            $"- {one.Point}{(one.Verdict == Verdict.NotReached ? ", not reached" : "")}"));
        Add(lines, "No difference",
            silent.Where(one => Equal(one, equivalents)).Select(one => $"- {one.Point}: {equivalents.Of(one.Point)}"));
        return string.Join('\n', lines) + "\n";
    }

    private static void Add(List<string> lines, string title, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            lines.AddRange(["", $"## {title}", "", .. all]);
        }
    }

    private static string Row(string name, IReadOnlyCollection<Outcome> some, Equivalents equivalents)
    {
        var left = some.Where(one => !Equal(one, equivalents)).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {some.Count} | {Count(left, Verdict.SecondCount)} | {Count(left, Verdict.Test)} | "
                + $"{Count(left, Verdict.Survived)} "
            + $"| {Count(left, Verdict.NotReached)} | {some.Count - left.Count} | {Share(some, equivalents):0.0} % |");
    }

    private static int Count(List<Outcome> some, Verdict verdict) => some.Count(one => one.Verdict == verdict);

    private static bool Noticed(Outcome one) => one.Verdict is Verdict.SecondCount or Verdict.Test;

    private static bool Equal(Outcome one, Equivalents equivalents) =>
        !Noticed(one) && equivalents.Of(one.Point) is not null;
}
