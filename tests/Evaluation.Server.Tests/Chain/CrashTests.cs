using System.Diagnostics;
using System.Text;
using Evaluation.LocalPostgres;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Tests.Postgres;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Killing the program and the database in the middle of a load loses nothing that was accepted and doubles nothing.
/// </summary>
/// <param name="postgres">The test cluster, for the undisturbed load.</param>
public sealed class CrashTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_killed_twice_ends_like_an_undisturbed_one()
    {
        var database = await postgres.NewDatabaseAsync();
        await using (var town = await Town.StartAsync(database, found: false))
        {
            await town.LoadAsync("zhaoqing");
        }

        await using var home = new TempHome();
        using (var program = Seed(home))
        {
            await LoadedAsync(program, 500);
            program.Kill();
            await program.WaitForExitAsync(Ct);
        }

        using (var program = Seed(home))
        {
            await LoadedAsync(program, 1000);
            home.Kill();
            await program.WaitForExitAsync(Ct);
            program.ExitCode.Should().NotBe(0, "the database is gone");
        }

        using (var program = Seed(home))
        {
            _ = program.StandardError.ReadToEndAsync(Ct);
            await program.StandardOutput.ReadToEndAsync(Ct);
            await program.WaitForExitAsync(Ct);
            program.ExitCode.Should().Be(0);
        }

        var survived = await home.StartAsync(new PostgresOptions());
        (await StateAsync(survived.ConnectionString)).Should().Equal(await StateAsync(database));
    }

    // A home of its own with fsync on: what the database confirmed must survive it.
    private static Process Seed(TempHome home)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(CommandLine).Assembly.Location, "seed", Path.Combine(Town.Root(), "seeds", "zhaoqing")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [PostgresHome.Variable] = home.Folder },
        };
        start.Environment.Remove(Database.Variable);
        return Process.Start(start)!;
    }

    // Progress is written as `…: done/total`.
    private static async Task LoadedAsync(Process program, int rows)
    {
        var output = Task.Run(() => Wait(program.StandardOutput, rows), Ct);
        var error = Task.Run(() => Wait(program.StandardError, rows), Ct);
        if (await await Task.WhenAny(output, error) is { } said)
        {
            said += await output + await error;
            Assert.Fail($"The load did not come to row {rows}; it said: {said}");
        }
    }

    // Null when the row is reached, else all that was written.
    private static string? Wait(StreamReader lines, int rows)
    {
        var said = new StringBuilder();
        while (lines.ReadLine() is { } line)
        {
            said.AppendLine(line);
            var slash = line.LastIndexOf('/');
            if (slash > 0
                && int.TryParse(line[(line.LastIndexOf(' ', slash) + 1)..slash], out var done)
                && done >= rows)
            {
                return null;
            }
        }

        return said.ToString();
    }

    private static async Task<List<string>> StateAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            $"""
            select type || ' ' || count(*) from events.mt_events where type <> 'tombstone' group by type
            union all select week || ' ' || group_name || ' ' || data::text from {BoardTables.Ranking}
            order by 1
            """);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
