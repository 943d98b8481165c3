using System.Collections.Concurrent;
using System.Diagnostics;
using Evaluation.Rulebooks.Tests;

namespace Evaluation.Mutations;

/// <summary>A run: faults are planted, tried one by one, and reported.</summary>
internal static class Planted
{
    private const int Processes = 2;
    private const int BetweenProgress = 100;

    /// <summary>
    /// Runs; 1 when too few faults are noticed, pairs could not be tried, or what is said about equal ones no longer
    /// holds.
    /// </summary>
    /// <param name="only">Words in the paths of the files that are tried; empty for all.</param>
    /// <param name="report">Where the table is written as well; null for nowhere.</param>
    public static int Run(string only, string? report)
    {
        var began = Stopwatch.GetTimestamp();
        var home = Path.Combine(Sample.Root(), "tests", "Evaluation.Mutations");
        var folder = Path.Combine(home, "obj", "mutated");
        Copy(AppContext.BaseDirectory, folder);
        var library = new MutatedRulebooks(Path.Combine(Sample.Root(), "src", "Evaluation.Rulebooks"));
        library.Write(Path.Combine(folder, "Evaluation.Rulebooks.dll"), only);
        Say($"{library.Points.Count} faults planted");
        Worker.Run(folder, line => Say(line.TrimStart('@')), "survey");
        var courses = Survey.Read(Path.Combine(folder, "survey.txt"));
        var pairs = courses.Count(one => one.Index < Case.Pairs);
        Say($"{pairs} pairs and {courses.Count - pairs} tests pass them");

        var outcomes = Tried(library.Points, courses, folder, Say);
        var equivalents = new Equivalents(Path.Combine(home, "equivalents.txt"));
        var text = Report.Of(outcomes, equivalents);
        Console.WriteLine(text);
        if (report is not null)
        {
            File.WriteAllText(report, text);
        }

        var stale = only.Length > 0 ? [] : equivalents.Stale(outcomes).ToList();
        stale.ForEach(one => Console.WriteLine($"In equivalents.txt, but noticed or no longer there: {one}"));
        var share = Report.Share(outcomes, equivalents);
        Say($"{share:0.00} % noticed");
        if (only.Length == 0 && pairs < Case.Pairs)
        {
            Say($"{Case.Pairs - pairs} pairs were left out, so that this run says less than it should");
            return 1;
        }

        return share >= Report.Least && stale.Count == 0 ? 0 : 1;

        void Say(string words) => Console.WriteLine($"{Stopwatch.GetElapsedTime(began):mm\\:ss} {words}");
    }

    private static List<Outcome> Tried(List<Point> points, List<Course> courses, string folder, Action<string> say)
    {
        var (passed, first) = (new HashSet<int>(), new HashSet<int>());
        courses.ForEach(course => passed.UnionWith(course.Passes));
        courses.ForEach(course => first.UnionWith(course.First));
        var outcomes = new ConcurrentDictionary<int, Outcome>();
        var waiting = new ConcurrentQueue<Point>(points);
        var threads = Enumerable.Range(0, Processes).Select(_ => new Thread(() =>
        {
            using var worker = new Worker(folder);
            while (waiting.TryDequeue(out var point))
            {
                outcomes[point.Number] = Try(worker, point);
                if (outcomes.Count % BetweenProgress == 0)
                {
                    say($"{outcomes.Count} of {points.Count} tried, "
                        + $"{outcomes.Values.Count(one => one.Verdict is Verdict.Survived or Verdict.NotReached)} not "
                        + "noticed");
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. points.Select(point => outcomes[point.Number])];

        // What works only once in a process, or what a test keeps, is tried in a process of its own.
        Outcome Try(Worker worker, Point point)
        {
            var number = point.Number;
            if (!passed.Contains(number) && !first.Contains(number))
            {
                return new Outcome(point, Verdict.NotReached, "");
            }

            var (verdict, by) = passed.Contains(number) && !point.AtStart ? worker.Try(number) : (Verdict.Survived, "");
            if (verdict == Verdict.Survived && first.Contains(number))
            {
                (verdict, by) = Worker.TryAlone(folder, number, byAll: point.AtStart || !passed.Contains(number));
            }

            return new Outcome(point, verdict, by);
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
