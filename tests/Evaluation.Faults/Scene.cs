using Evaluation.Faults.Ground;
using Evaluation.Faults.Load;
using Npgsql;

namespace Evaluation.Faults;

/// <summary>What is special about the servers of a part.</summary>
internal sealed record Setting
{
    /// <summary>How many servers there are.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>The database; null for a fresh one in the arena's PostgreSQL.</summary>
    public string? Connection { get; init; }

    /// <summary>How the servers reach the database; null for the way that the checks take.</summary>
    public Func<string, string>? Served { get; init; }

    /// <summary>Done to the database before the servers start.</summary>
    public Func<string, Task>? Prepare { get; init; }

    /// <summary>Variables of the servers' processes.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
}

/// <summary>Servers on a database, people who work with them, and somebody who strikes.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly Run run;
    private readonly string part;
    private readonly Setting setting;
    private readonly List<string> findings = [];
    private readonly IReadOnlyList<int> ports;
    private readonly Child?[] servers;
    private Staff? staff;

    private Scene(Run run, string part, Setting setting, string database)
    {
        (this.run, this.part, this.setting, Database) = (run, part, setting, database);
        ports = [.. Enumerable.Range(0, setting.Servers).Select(_ => Arena.FreePort())];
        servers = new Child?[setting.Servers];
    }

    /// <summary>The database, past everything that is done to the servers' way to it.</summary>
    public string Database { get; }

    /// <summary>The people.</summary>
    public Staff Staff => staff!;

    /// <summary>A server.</summary>
    public Child Server(int index) => servers[index]!;

    /// <summary>Starts the servers, then the people's work.</summary>
    public static async Task<Scene> OpenAsync(Run run, string part, Setting setting)
    {
        run.Say($"{part}: starting");
        var database = setting.Connection ?? await run.Arena.DatabaseAsync(run.Ct);
        await (setting.Prepare?.Invoke(database) ?? Task.CompletedTask);
        var scene = new Scene(run, part, setting, database);
        try
        {
            for (var i = 0; i < setting.Servers; i++)
            {
                await scene.StartAsync(i);
            }

            scene.staff = new Staff(
                [.. scene.ports.Select(Arena.AddressOf)], Seeds.Districts, run.Seed, part);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server, or starts it again, and waits until it serves.</summary>
    public async Task StartAsync(int index) => servers[index] = await run.Arena.ServeAsync(
        setting.Served?.Invoke(Database) ?? Database, ports[index], setting.Environment, run.Ct);

    /// <summary>Kills a server.</summary>
    public async Task KillAsync(int index)
    {
        var server = Server(index);
        if (server.HasEnded)
        {
            findings.Add($"A server had ended by itself: {server.Tail}");
        }

        await server.DisposeAsync();
    }

    /// <summary>Notes what is wrong.</summary>
    public void Find(string what) => findings.Add(what);

    /// <summary>Strikes many times, then ends the work and compares everything.</summary>
    /// <param name="strikes">How many times.</param>
    /// <param name="strike">Strikes once and waits until people are served again.</param>
    public async Task<Figures> StrikeAsync(int strikes, Func<int, Task> strike)
    {
        var (done, said) = (0, DateTime.UtcNow);
        try
        {
            for (; done < strikes; done++)
            {
                await strike(done);
                if (DateTime.UtcNow - said > TimeSpan.FromSeconds(5) || done + 1 == strikes)
                {
                    said = DateTime.UtcNow;
                    run.Say(FormattableString.Invariant(
                        $"{part}: {done + 1} of {strikes} strikes, {Staff.Book.Accepted} accepted"));
                }
            }
        }
        catch (Exception failed) when (failed is FaultsException or NpgsqlException)
        {
            findings.Add($"After {done} strikes: {failed.Message}");
        }

        return await CompareAsync(done);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers.OfType<Child>())
        {
            await server.DisposeAsync();
        }

        if (staff is not null)
        {
            await staff.DisposeAsync();
        }
    }

    private async Task<Figures> CompareAsync(int strikes)
    {
        await Staff.DisposeAsync();
        run.Say($"{part}: {Codes()}; comparing");
        var after = new Aftermath(run.Arena, Database);
        findings.AddRange(await after.BehindAsync(run.Ct));
        var judgement = await after.JudgeAsync(Staff.Book, run.Ct);
        findings.AddRange(await after.VerifyAsync(run.Ct));
        foreach (var server in servers.OfType<Child>())
        {
            if (await server.StopAsync() is { } wrong)
            {
                findings.Add(wrong);
            }
        }

        return new Figures(part, strikes, Staff.Book.History, Staff.Book.Recoveries, judgement, findings);
    }

    private string Codes() => string.Join(", ", Staff.Book.History.GroupBy(asked => (asked.Answer, asked.Code))
        .OrderBy(same => same.Key).Select(same =>
            FormattableString.Invariant($"{same.Key.Answer} {same.Key.Code} {same.Count()}")));
}
