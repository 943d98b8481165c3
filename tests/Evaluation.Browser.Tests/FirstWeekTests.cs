using System.Diagnostics;
using Evaluation.Server.Tests;
using FluentAssertions;

namespace Evaluation.Browser.Tests;

/// <summary>
/// From an empty machine to a sealed bulletin by the browser alone, every page looked at on the way; then every page
/// of the district by everybody who may open it.
/// </summary>
/// <param name="postgres">The database server.</param>
/// <param name="output">Says how long it took.</param>
public sealed class FirstWeekTests(Chromium chromium, PostgresFixture postgres, ITestOutputHelper output)
{
    // Whom to show what; the addresses below the district.
    private static readonly (string Person, string[] Pages)[] Tour =
    [
        ("admin", ["/people", "/tokens", "/audit", "/account", "/{d}/mandates", "/{d}/audit", "/{d}/visibility"]),
        ("su",
        [
            "/{d}/overview", "/{d}/trends", "/{d}/trends/东塘镇", "/{d}/board", "/{d}/claims", "/{d}/verification",
            "/{d}/roster", "/{d}/roster-entries/join",
            "/{d}/roster-entries/merge", "/{d}/calendar", "/{d}/targets", "/{d}/firms", "/{d}/projects",
            "/{d}/pipeline", "/{d}/rulebooks", "/{d}/rulebooks/1", "/{d}/rulebook-proposals", "/{d}/appeals",
            "/{d}/weeks/{w}/reissue",
        ]),
        ("liang", ["/{d}/start", "/{d}/verify", "/{d}/claims?status=verified", "/{d}/claims/upload"]),
        ("luo", ["/{d}/start", "/{d}/adjustments", "/{d}/balances", "/{d}/setup", "/{d}/visibility"]),
        ("unit0",
        [
            "/{d}/start", "/{d}/board", "/{d}/claims", "/{d}/claims/report?kind=visit", "/{d}/claims/trip",
            "/{d}/claims/upload",
            "/{d}/reports", "/{d}/lodge-appeal", "/{d}/targets", "/{d}/pipeline", "/account",
        ]),
    ];

    [Fact]
    public async Task The_first_administrator_comes_in_by_the_link_on_the_console()
    {
        Chromium.Program();
        await using var program = await ServedProgram.StartAsync(await postgres.NewDatabaseAsync());
        await using var week = new FirstWeek(chromium, program);
        await using var stranger = await chromium.VisitAsync(program.Site);
        await stranger.GoAsync("/sign-in");
        await stranger.LookAsync();
        var admin = await week.AsAsync("admin");
        foreach (var page in (string[])["/", "/people", "/districts/new"])
        {
            await admin.GoAsync(page);
            await admin.LookAsync();
        }
    }

    [Fact]
    public async Task A_photograph_is_sent_with_a_claim_and_seen_by_its_verifier()
    {
        Chromium.Program();
        await using var program = await ServedProgram.StartAsync(await postgres.NewDatabaseAsync());
        await using var week = new FirstWeek(chromium, program);
        await week.FoundAsync();
        await week.DecideAsync();
        await week.ProveAsync();
    }

    // Three minutes on two cores.
    [Fact(Explicit = true)]
    public async Task A_district_comes_from_nothing_to_its_first_sealed_week()
    {
        Chromium.Program();
        await using var program = await ServedProgram.StartAsync(await postgres.NewDatabaseAsync());
        await using var week = new FirstWeek(chromium, program);
        var began = Stopwatch.GetTimestamp();
        foreach (var step in (Func<Task>[])
        [
            week.FoundAsync, week.DecideAsync, week.ReportAsync, week.UploadAsync, week.VerifyAsync, week.PublishAsync,
        ])
        {
            await step();
            output.WriteLine($"{step.Method.Name} done after {Stopwatch.GetElapsedTime(began):mm\\:ss}");
        }

        await using var stranger = await chromium.VisitAsync(program.Site);
        await stranger.GoAsync($"/{FirstWeek.District}/bulletins/{FirstWeek.Week.Id}");
        (await stranger.TextAsync()).Should().Contain("新考〔").And.Contain("东塘镇");
        await stranger.LookAsync();
        foreach (var (person, pages) in Tour)
        {
            var visitor = await week.AsAsync(person);
            foreach (var page in pages)
            {
                await visitor.GoAsync(page.Replace("{d}", FirstWeek.District, StringComparison.Ordinal)
                    .Replace("{w}", FirstWeek.Week.Id, StringComparison.Ordinal));
                await visitor.LookAsync();
            }
        }

        output.WriteLine($"All pages looked at after {Stopwatch.GetElapsedTime(began):mm\\:ss}");
    }
}
