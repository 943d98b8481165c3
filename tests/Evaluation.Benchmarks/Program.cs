using Evaluation.Benchmarks;
using Evaluation.Benchmarks.Importing;
using Evaluation.Benchmarks.Live;
using Evaluation.Benchmarks.Publishing;
using Evaluation.Benchmarks.Rebuilding;
using Evaluation.Benchmarks.Rules;
using Evaluation.Benchmarks.Serving;
using Evaluation.Benchmarks.Time;
using Evaluation.LocalPostgres;

return await Run(args);

static async Task<int> Run(string[] args)
{
    if (args is [AloneRebuild.Word, var connection])
    {
        return await AloneRebuild.RunAsync(connection);
    }

    Part[] parts =
    [
        new("rebuild", "the whole board from its events, beside COPY of its rows", RebuildPart.RunAsync),
        new("volume", "rebuilds of ten thousand to ten million events, each in a process of its own; only by name",
            VolumePart.RunAsync, ByName: true),
        new("time", "the board of any week as known at any event, beside the live board", TimePart.RunAsync),
        new("publish", "the gate of a week with the second count, and its bytes, beside one scoring",
            PublishPart.RunAsync),
        new("read", "a published bulletin over HTTP, beside a constant", ReadPart.RunAsync),
        new("load", "the import of a file of 100,000 claims, beside COPY of the same rows", ImportPart.RunAsync),
        new("check", "the check of a file of 5,000 claims, beside reading it alone", CheckPart.RunAsync),
        new("commands", "a command through the whole stack, beside a bare append", CommandsPart.RunAsync),
        new("live", "from an accepted claim to the live board, beside bare appends", LivePart.RunAsync),
        new("flat", "an event's cost to the live board behind histories of different length", FlatPart.RunAsync),
        new("rules", "clauses beside another engine, scoring beside SQL, a draft", RulesPart.RunAsync),
    ];
    var (names, json, compare) = (new List<string>(), false, (string?)null);
    for (var i = 0; i < args.Length; i++)
    {
        switch (args[i])
        {
            case "--list":
                Console.WriteLine(string.Join(Environment.NewLine, parts.Select(part => part.Name)));
                return 0;
            case "--json":
                json = true;
                break;
            case "--compare" when i + 1 < args.Length && File.Exists(args[i + 1]):
                compare = args[++i];
                break;
            case var name when parts.Any(part => part.Name == name):
                names.Add(name);
                break;
            case var other:
                return Refuse(other, parts);
        }
    }

    var chosen = parts.Where(part => names.Count == 0 ? !part.ByName : names.Contains(part.Name)).ToArray();
    var earlier = compare is null ? null : File.ReadAllLines(compare);
    try
    {
        return await MeasureAsync(chosen, json, earlier) ? 0 : 1;
    }
    catch (Exception known) when (known is UnequalException or PostgresUnavailableException)
    {
        Console.Error.WriteLine(known.Message);
        return 1;
    }
}

static int Refuse(string word, Part[] parts)
{
    Console.Error.WriteLine(
        $"'{word}' is not understood. bench [NAME...] [--json] [--compare FILE of JSON lines] [--list]; the parts:");
    foreach (var part in parts)
    {
        Console.Error.WriteLine($"  {part.Name,-10} {part.What}");
    }

    return 2;
}

static async Task<bool> MeasureAsync(Part[] parts, bool json, string[]? earlier)
{
    // Lines for programs have the output to themselves: libraries write warnings to it.
    var lines = Console.Out;
    if (json)
    {
        Console.SetOut(Console.Error);
    }

    await using var database = await Database.OpenAsync(Console.Error.WriteLine, CancellationToken.None);
    foreach (var line in await Machine.DescribeAsync(database.ConnectionString))
    {
        Console.WriteLine(line);
    }

    var figures = new List<Figure>();
    foreach (var part in parts)
    {
        var found = await part.RunAsync(new Bench(database.ConnectionString, Console.Error.WriteLine));
        figures.AddRange(found);
        if (json)
        {
            found.Select(figure => figure.ToJson()).ToList().ForEach(lines.WriteLine);
        }
    }

    Console.WriteLine();
    Report.Table(figures).ToList().ForEach(Console.WriteLine);
    if (earlier is not null)
    {
        Console.WriteLine();
        Report.Compare(figures, earlier).ToList().ForEach(Console.WriteLine);
    }

    return figures.All(figure => figure.Met != false);
}
