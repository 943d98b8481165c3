using System.Globalization;
using System.Runtime.InteropServices;
using Evaluation.Faults;
using Evaluation.Faults.Ground;
using Evaluation.Faults.Parts;
using Evaluation.LocalPostgres;

Part[] parts =
[
    new("server-kill", "the server is killed at swept points", ServerKill.RunAsync),
    new("postgres-kill", "PostgreSQL is killed under load and started again by its keeper", PostgresKill.RunAsync),
    new("errors", "errors raised at the n-th append, and statements that wait too long", PlantedErrors.RunAsync),
    new("connections", "connections cut at the n-th message and around COMMIT", CutConnections.RunAsync),
    new("disk-full", "the database's disk is full, then has room again", DiskFull.RunAsync),
    new("freeze", "one of two servers is frozen and woken", Frozen.RunAsync),
    new("clock", "the server's clock jumps", ClockJumps.RunAsync),
    new("rebuild", "boards are rebuilt while people write; some rebuilds are killed", RebuildWhileWriting.RunAsync),
    new("two-servers", "two servers on one database, one killed now and then", TwoServers.RunAsync),
];
var (names, quick, seed, report) = (new List<string>(), false, Random.Shared.Next(1, 1_000_000), (string?)null);
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--quick":
            quick = true;
            break;
        case "--seed" when i + 1 < args.Length && int.TryParse(args[i + 1], out var given):
            (seed, i) = (given, i + 1);
            break;
        case "--report" when i + 1 < args.Length:
            report = args[++i];
            break;
        case var name when parts.Any(part => part.Name == name):
            names.Add(name);
            break;
        case var other:
            Console.Error.WriteLine(
                $"'{other}' is not understood. faults [PART...] [--quick] [--seed N] [--report FILE]; the parts:");
            parts.ToList().ForEach(part => Console.Error.WriteLine($"  {part.Name,-14} {part.What}"));
            return 2;
    }
}

using var ending = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    return await RunAsync(
        [.. parts.Where(part => names.Count == 0 || names.Contains(part.Name))], quick, seed, report, ending.Token);
}
catch (Exception known) when (known is FaultsException or PostgresUnavailableException or OperationCanceledException)
{
    Console.Error.WriteLine(known.Message);
    return 1;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ending.Cancel();
}

static async Task<int> RunAsync(Part[] chosen, bool quick, int seed, string? report, CancellationToken ct)
{
    var (all, began) = (new List<Figures>(), DateTime.UtcNow);
    var title = string.Create(CultureInfo.InvariantCulture, $"Seed {seed}{(quick ? ", quick" : "")}");
    Console.WriteLine($"{title}.");
    await using var arena = await Arena.OpenAsync(ct);
    foreach (var part in chosen)
    {
        all.Add(await part.RunAsync(new Run(arena, quick, seed, Say, ct)));
        Console.WriteLine(Figures.Table(all[^1..]));
        if (report is not null)
        {
            // After each part: who ends an hour early keeps what was found.
            var minutes = (DateTime.UtcNow - began).TotalMinutes;
            await File.WriteAllTextAsync(
                report, FormattableString.Invariant($"{title}, {minutes:0.0} minutes.\n\n{Figures.Table(all)}"), ct);
        }
    }

    Console.WriteLine(Figures.Table(all));
    return all.All(figures => figures.Sound) ? 0 : 1;
}

static void Say(string sentence) => Console.Error.WriteLine(
    string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} {sentence}"));
