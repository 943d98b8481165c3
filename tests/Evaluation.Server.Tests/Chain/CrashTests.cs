using System.Diagnostics;
using System.Globalization;
using System.Text;
using Evaluation.LocalPostgres;
using Evaluation.Rulebooks.Tests;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Tests.Postgres;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Killing the program and the database in the middle of a load loses nothing that was accepted and doubles nothing.
/// EVALUATION_WHOLE_YEAR=1 loads all weeks instead of the first.
/// </summary>
/// <param name="postgres">The test cluster, for the undisturbed load.</param>
public sealed class CrashTests(PostgresFixture postgres)
{
    private static readonly DateOnly FirstLeftOut = new(2023, 2, 13);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Left out of every run for its length, as `ops/faults` kills more and longer; `ops/test -explicit only` runs it.
    [Fact(Explicit = true)]
    public async Task A_load_killed_twice_ends_like_an_undisturbed_one()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var home = new TempHome();
        var folder = Path.Combine(home.Folder, "seeds");
        await CutAsync(Path.Combine(Town.Root(), "seeds", "zhaoqing"), folder);
        await using (var town = await Town.StartAsync(database, found: false))
        {
            await town.LoadAsync(folder);
        }

        using (var program = Seed(home, folder))
        {
            await LoadedAsync(program, 1);
            program.Kill();
            await program.WaitForExitAsync(Ct);
        }

        using (var program = Seed(home, folder))
        {
            await LoadedAsync(program, 2);
            home.Kill();
            await program.WaitForExitAsync(Ct);
            program.ExitCode.Should().NotBe(0, "the database is gone");
        }

        using (var program = Seed(home, folder))
        {
            _ = program.StandardError.ReadToEndAsync(Ct);
            await program.StandardOutput.ReadToEndAsync(Ct);
            await program.WaitForExitAsync(Ct);
            program.ExitCode.Should().Be(0);
        }

        var survived = await home.StartAsync(new PostgresOptions());
        (await StateAsync(survived.ConnectionString)).Should().Equal(await StateAsync(database));
    }

    // Only the rows of the first weeks, unless the environment asks for the whole year: where in the year a load is
    // killed makes no difference.
    private static async Task CutAsync(string from, string to)
    {
        var whole = Sample.Setting("EVALUATION_WHOLE_YEAR", 0) == 1;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var lines = await File.ReadAllLinesAsync(file, Ct);
            await File.WriteAllLinesAsync(
                copy, lines.Where(line => whole || !file.EndsWith(".csv", StringComparison.Ordinal) || IsEarly(line)),
                Ct);
        }
    }

    private static bool IsEarly(string line) => line.Split(',').All(cell =>
        cell.Length < 10
        || !DateOnly.TryParseExact(
            cell[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        || day < FirstLeftOut);

    // A home of its own with fsync on: what the database confirmed must survive it.
    private static Process Seed(TempHome home, string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(CommandLine).Assembly.Location, "seed", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [PostgresHome.Variable] = home.Folder },
        };
        start.Environment.Remove(Database.Variable);
        return Process.Start(start)!;
    }

    // Progress is written as `…: done/total`.
    private static async Task LoadedAsync(Process program, int thirds)
    {
        var output = Task.Run(() => Wait(program.StandardOutput, thirds), Ct);
        var error = Task.Run(() => Wait(program.StandardError, thirds), Ct);
        if (await await Task.WhenAny(output, error) is { } said)
        {
            said += await output + await error;
            Assert.Fail($"The load did not come to {thirds} thirds of its rows; it said: {said}");
        }
    }

    // Null when so many thirds of the rows are loaded, else all that was written.
    private static string? Wait(StreamReader lines, int thirds)
    {
        var said = new StringBuilder();
        while (lines.ReadLine() is { } line)
        {
            said.AppendLine(line);
            var slash = line.LastIndexOf('/');
            if (slash > 0
                && int.TryParse(line[(line.LastIndexOf(' ', slash) + 1)..slash], out var done)
                && int.TryParse(line[(slash + 1)..], out var total)
                && 3 * done >= thirds * total)
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
