using Evaluation.Benchmarks;
using Evaluation.Benchmarks.Boundary;
using Evaluation.Server.Postgres;

// bench [NAME...] [--json] [--list]: each part prints a table, and with --json one line for each figure.
var parts = new Dictionary<string, Func<string, Task<IReadOnlyList<Figure>>>>(StringComparer.Ordinal)
{
    ["boundary"] = BoundaryPart.RunAsync,
};

if (args.Contains("--list"))
{
    Console.WriteLine(string.Join(Environment.NewLine, parts.Keys));
    return 0;
}

var wanted = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).DefaultIfEmpty("boundary").ToList();
if (wanted.FirstOrDefault(name => !parts.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"No part '{unknown}'. --list names them.");
    return 2;
}

await using var database = await Database.OpenAsync(Console.Error.WriteLine, CancellationToken.None);
var met = true;
foreach (var name in wanted)
{
    foreach (var figure in await parts[name](database.ConnectionString))
    {
        met &= figure.Met;
        Console.WriteLine(args.Contains("--json") ? figure.ToJson() : figure.ToString());
    }
}

return met ? 0 : 1;
