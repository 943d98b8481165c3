using System.Globalization;

namespace Evaluation.Mutations;

/// <summary>
/// The process in which faults are tried. Numbers come in, verdicts go out, each in a line with a sign in front.
/// </summary>
internal static class Judge
{
    /// <summary>Tries the faults that it is told until there are no more.</summary>
    public static void Serve(string survey, TextReader asked, TextWriter told)
    {
        var (cases, courses) = (Case.All(), Survey.Read(survey));

        // What tests keep in static fields must be made before a fault is on.
        foreach (var course in courses)
        {
            Switch.Notices(cases[course.Index], null);
        }

        told.WriteLine("@ready");
        while (asked.ReadLine() is { } line)
        {
            var fault = int.Parse(line, CultureInfo.InvariantCulture);
            Try(fault, cases, courses.Where(course => course.Passes.Contains(fault)), told);
        }
    }

    /// <summary>Tries one fault that is on from the beginning, by whatever meets it then.</summary>
    public static void Alone(string survey, int fault, bool byAll, TextWriter told)
    {
        Switch.Turn(fault);
        var courses = Survey.Read(survey).Where(course => byAll || course.First.Contains(fault));
        Try(fault, Case.All(), courses, told);
    }

    private static void Try(int fault, List<Case> cases, IEnumerable<Course> courses, TextWriter told)
    {
        Switch.Turn(fault);
        foreach (var course in courses)
        {
            var one = cases[course.Index];
            told.WriteLine($"@{(one.IsPair ? "pair" : "test")} {one.Name}");
            if (Switch.Notices(one, course.Steps))
            {
                told.WriteLine("@noticed");
                Switch.Turn(-1);
                return;
            }
        }

        Switch.Turn(-1);
        told.WriteLine("@silent");
    }
}
