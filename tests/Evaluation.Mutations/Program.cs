using System.Globalization;
using Evaluation.Mutations;

// The same program twice: run by hand it plants the faults and asks; run by itself, beside the mutated library, it
// judges.
var survey = Path.Combine(AppContext.BaseDirectory, "survey.txt");
var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
switch (args)
{
    case ["survey"]:
        Console.SetOut(TextWriter.Null);
        Survey.Take(survey, output);
        return 0;
    case ["judge"]:
        Console.SetOut(TextWriter.Null);
        Judge.Serve(survey, Console.In, output);
        return 0;
    case ["alone", var fault, var by]:
        Console.SetOut(TextWriter.Null);
        Judge.Alone(survey, int.Parse(fault, CultureInfo.InvariantCulture), by == "all", output);
        return 0;
    default:
        return Planted.Run(Option("--file") ?? "", Option("--report"));
}

string? Option(string name) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
