namespace Evaluation.Mutations;

/// <summary>
/// Faults that make no difference which anybody could observe, each with the reason; found by their words and not by
/// line. The file holds blocks of `at`, `line`, `was`, `now`, `nth` and `why`, with an empty line between them.
/// </summary>
internal sealed class Equivalents
{
    private readonly Dictionary<(string, string, string, string, int), string> reasons = [];

    /// <summary>Reads them.</summary>
    public Equivalents(string path)
    {
        foreach (var block in File.ReadAllText(path).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var said = block.Split('\n').Where(line => line.Contains(": ") && line[0] != '#')
                .Select(line => line.Split(": ", 2))
                .ToDictionary(part => part[0].Trim(), part => part[1].Trim());
            if (said.Count > 0)
            {
                reasons.Add(
                    (said["at"], said["line"], said["was"], said["now"],
                        said.TryGetValue("nth", out var nth) ? nth[0] - '0' : 1), said["why"]);
            }
        }
    }

    /// <summary>The reason; null when it is not among them.</summary>
    public string? Of(Point point) => reasons.GetValueOrDefault(Key(point));

    /// <summary>What is written there and no longer stands in the sources, or was noticed after all.</summary>
    public IEnumerable<string> Stale(IReadOnlyCollection<Outcome> outcomes)
    {
        var survived = outcomes.Where(one => one.Verdict is Verdict.Survived or Verdict.NotReached)
            .Select(one => Key(one.Point)).ToHashSet();
        return reasons.Keys.Where(key => !survived.Contains(key))
            .Select(key => $"{key.Item1}: {key.Item2}: `{key.Item3}` -> `{key.Item4}`");
    }

    private static (string, string, string, string, int) Key(Point point) =>
        (point.File, point.Text, point.Original, point.Mutated.Length == 0 ? "nothing" : point.Mutated, point.Nth);
}
