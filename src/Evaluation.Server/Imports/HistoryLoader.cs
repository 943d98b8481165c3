using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Npgsql;
using Wolverine;

namespace Evaluation.Server.Imports;

/// <summary>How far a load has come.</summary>
public readonly record struct LoadProgress(string District, int Done, int Total);

/// <summary>
/// Loads a history through the same commands that people use, each at its own time and by its own person. Every event
/// carries the row that caused it, so that a load that was cut off continues where it stopped: nothing is lost, nothing
/// doubled.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="catchUp">Waits for the board.</param>
public sealed class HistoryLoader(IMessageBus bus, Databases databases, CatchUp catchUp)
{
    /// <summary>Reads the history in a folder.</summary>
    public static async Task<FilesResult<History>> ReadAsync(string folder, CancellationToken ct)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var (faults, notes) = (new List<Fault>(), new List<string>());
        foreach (var path in Files(folder))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var sort = History.IsRulebook(name) ? TextSort.Rulebook : TextSort.Table;
            if ((await TextFiles.ReadAsync(path, sort, ct)).TryGet(out var text, out var refusal))
            {
                files[name] = text.Text;
                notes.AddRange(text.Encoding is { } encoding ? [$"{name}：{encoding}。"] : []);
            }
            else
            {
                faults.Add(new Fault(name, 0, "", refusal.What, refusal.Remedy));
            }
        }

        var read = faults.Count > 0 ? new FilesResult<History>(null, faults) : History.Read(files);
        return read with { Notes = [.. notes, .. read.Notes] };
    }

    // What lies in further folders belongs to somebody else.
    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder)
        .Where(path => History.IsRulebook(Path.GetFileName(path)) || IsTable(path))
        .Concat(Path.Combine(folder, "facts") is var facts && Directory.Exists(facts)
            ? Directory.EnumerateFiles(facts).Where(IsTable)
            : [])
        .Order(StringComparer.Ordinal);

    private static bool IsTable(string path) =>
        Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Loads a history; rows that were loaded before are passed over.</summary>
    /// <exception cref="InvalidOperationException">
    /// A row was refused; the message names file, row and reason.
    /// </exception>
    public async Task LoadAsync(History history, IProgress<LoadProgress>? progress, CancellationToken ct)
    {
        var district = history.District.District;
        var steps = HistorySteps.Of(history);
        var done = await DoneAsync(district, ct);
        for (var i = 0; i < steps.Count; i++)
        {
            if (!IsDone(done, district, steps[i]))
            {
                await TakeAsync(district, steps[i], ct);
            }

            progress?.Report(new LoadProgress(district, i + 1, steps.Count));
        }

        await catchUp.AllAsync(district, ct);
    }

    /// <summary>Whether every row was loaded before.</summary>
    public async Task<bool> IsLoadedAsync(History history, CancellationToken ct)
    {
        var district = history.District.District;
        var done = await DoneAsync(district, ct);
        return HistorySteps.Of(history).All(step => IsDone(done, district, step));
    }

    private async Task TakeAsync(string district, HistoryStep step, CancellationToken ct)
    {
        var by = new Signature(step.Account, step.Unit, step.At, $"seeds/{district}", Causation(district, step.Mark));
        var command = step.Command(by);
        if (command is ConfirmWeek or SealBulletin)
        {
            await catchUp.AllAsync(district, ct);
        }

        if (command is SealBulletin seal)
        {
            command = seal with { Digest = await ConfirmedAsync(district, seal.Term, ct) };
        }

        var outcome = await bus.AskAsync(district, command, ct);
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{district}/{step.Mark}: {refusal}");
        }
    }

    private async Task<string?> ConfirmedAsync(string district, Term term, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        return (await session.StateAsync<WeekFile>(term.Stream, ct))?.Confirmed?.Digest;
    }

    private static bool IsDone(HashSet<string> done, string district, HistoryStep step) =>
        done.Contains(Causation(district, step.Mark))
        || (step.OverWith is { } later && done.Contains(Causation(district, later)));

    private static string Causation(string district, string mark) => $"seeds/{district}/{mark}";

    private async Task<HashSet<string>> DoneAsync(string district, CancellationToken ct)
    {
        const string sql = $"""
            select distinct causation_id from {MartenTables.Events}
            where tenant_id = $1 and correlation_id = $2
            """;
        await using var command = databases.For(district).Command(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = district });
        command.Parameters.Add(new NpgsqlParameter { Value = $"seeds/{district}" });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            done.Add(reader.GetString(0));
        }

        return done;
    }
}
