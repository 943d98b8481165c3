using System.Globalization;

namespace Evaluation.Mutations;

/// <summary>
/// The process in which faults are tried. Numbers come in, verdicts go out, each in a line with a sign in front.
/// </summary>
internal static class Judge
{
    /// <summary>Tries the faults whose numbers come in, until there are no more.</summary>
    public static void Serve(string survey, TextReader input, TextWriter output)
    {
        var (cases, courses) = (Case.All(), Survey.Read(survey));

        // What tests keep in static fields must be made before a fault is on.
        foreach (var course in courses)
        {
            Switch.Notices(cases[course.Index], null);
        }

        output.WriteLine("@ready");
        while (input.ReadLine() is { } line)
        {
            var fault = int.Parse(line, CultureInfo.InvariantCulture);
            Try(fault, cases, courses.Where(course => course.Passes.Contains(fault)), output);
        }
    }

    /// <summary>Tries one fault that is on from the beginning, by every case that meets it.</summary>
    public static void Alone(string survey, int fault, bool byAll, TextWriter output)
    {
        Switch.Turn(fault);
        var courses = Survey.Read(survey).Where(course => byAll || course.First.Contains(fault));
        Try(fault, Case.All(), courses, output);
    }

    private static void Try(int fault, List<Case> cases, IEnumerable<Course> courses, TextWriter output)
    {
        Switch.Turn(fault);
        foreach (var course in courses)
        {
            var one = cases[course.Index];
            output.WriteLine($"@{(one.IsPair ? "pair" : "test")} {one.Name}");
            if (Switch.Notices(one, course.Steps))
            {
                output.WriteLine("@noticed");
                Switch.Turn(-1);
                return;
            }
        }

        Switch.Turn(-1);
        output.WriteLine("@silent");
    }
}
