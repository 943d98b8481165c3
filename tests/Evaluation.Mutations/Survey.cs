using System.Globalization;

namespace Evaluation.Mutations;

/// <summary>What a case passes when no fault is on.</summary>
/// <param name="Index">Its place among all cases.</param>
/// <param name="Steps">How many questions it asks.</param>
/// <param name="Passes">The faults it passes each time.</param>
/// <param name="First">Those it passes only the first time, because what they make is kept.</param>
internal sealed record Course(int Index, long Steps, HashSet<int> Passes, HashSet<int> First);

/// <summary>Runs all cases without a fault, twice, and keeps which faults each of them passes.</summary>
internal static class Survey
{
    private const long TooManySteps = 60_000_000;

    /// <summary>Runs the cases and writes what they pass to a file.</summary>
    public static void Take(string path, TextWriter output)
    {
        var cases = Case.All();
        var said = new Dictionary<int, string>();
        var first = cases.Select((one, i) => Pass(one, said, i)).ToList();
        using var file = new StreamWriter(path);
        for (var i = 0; i < cases.Count; i++)
        {
            var (failed, steps, passes) = Pass(cases[i], said, i);
            if (first[i].Failed || failed)
            {
                output.WriteLine($"@left out, fails without a fault: {cases[i].Name}: {said[i]}");
            }
            else if (steps > TooManySteps)
            {
                output.WriteLine($"@left out, too long: {cases[i].Name}");
            }
            else if (first[i].Passes.Count > 0)
            {
                first[i].Passes.ExceptWith(passes);
                file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{i}\t{steps}\t{string.Join(',', passes)}\t{string.Join(',', first[i].Passes)}"));
            }
        }
    }

    /// <summary>
    /// Reads it; the courses in the order in which they are tried: pairs first, then tests, the short ones first.
    /// </summary>
    public static List<Course> Read(string path) =>
    [
        .. File.ReadLines(path).Select(line => line.Split('\t')).Select(part => new Course(
            int.Parse(part[0], CultureInfo.InvariantCulture), long.Parse(part[1], CultureInfo.InvariantCulture),
            Numbers(part[2]),
            Numbers(part[3]))).OrderBy(one => one.Index >= Case.Pairs)
                .ThenBy(one => one.Index >= Case.Pairs ? one.Steps : 0).ThenBy(one => one.Index),
    ];

    private static HashSet<int> Numbers(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => int.Parse(one, CultureInfo.InvariantCulture))];

    private static (bool Failed, long Steps, HashSet<int> Passes) Pass(Case one, Dictionary<int, string> said, int at)
    {
        Array.Clear(Switch.Reached);
        var failed = Switch.Notices(one, null);
        if (failed)
        {
            said[at] = Switch.Said;
        }

        return (failed, Switch.Steps, [.. Enumerable.Range(0, Switch.Reached.Length).Where(i => Switch.Reached[i])]);
    }
}
