using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Mandates;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Integrity;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;
using Evaluation.Server.Publication;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Server.Tests.Integrity;

/// <summary>
/// A database with two districts, of which one has two sealed weeks, the first issued again. Nothing runs on it any
/// more, so that tests may change it by SQL and put it back.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class VerifiedTown(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>The other district.</summary>
    public const string Other = "lin-xian";

    private static readonly object Proposal = new
    {
        kind = "revision",
        reason = "核验补录",
        document = "试〔2023〕31号",
    };

    private WebApplication? app;
    private string? restore;

    /// <summary>The connection string.</summary>
    public string Database { get; private set; } = "";

    /// <summary>What everybody was answered while the town was served, by `account address`.</summary>
    public IReadOnlyDictionary<string, string> Served { get; private set; } = new Dictionary<string, string>();

    /// <summary>What was found before there was any bulletin.</summary>
    internal IntegrityReport? BeforeSealing { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A service of the application, which is not started.</summary>
    public T Get<T>() where T : notnull => app!.Services.GetRequiredService<T>();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Database = await postgres.NewDatabaseAsync();
        await using (var town = await Town.StartAsync(Database))
        {
            await TellAsync(town);
        }

        app = Application.Build(Database, StoreRole.CommandOnly, null);
        await KeepAsync();
    }

    /// <summary>Changes the database past the program, verifies, and puts it back.</summary>
    public async Task<IReadOnlyList<string>> TamperAsync(string sql)
    {
        try
        {
            (await ChangeAsync(sql)).Should().NotBe(0, sql);
            return [.. (await VerifyAsync()).Lines()];
        }
        finally
        {
            await RestoreAsync();
        }
    }

    /// <summary>Puts every row back.</summary>
    public Task RestoreAsync() => ChangeAsync(restore!);

    /// <summary>Verifies all districts.</summary>
    internal Task<IntegrityReport> VerifyAsync() => Get<Verifier>().RunAsync(null, null, null, Ct);

    /// <summary>Changes the database as a superuser past every trigger and key.</summary>
    public async Task<int> ChangeAsync(string sql)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(
            $"set session_replication_role = replica; {sql}; set session_replication_role = origin");
        return await command.ExecuteNonQueryAsync(Ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    private async Task TellAsync(Town town)
    {
        await town.FoundAsync(Other);
        await town.CaughtUpAsync();
        await town.CaughtUpAsync(Other);
        BeforeSealing = await town.Get<Verifier>().RunAsync(null, null, null, Ct);
        foreach (var (firm, name) in new[] { ("海纳", "广东海纳电器有限公司"), ("宏图", "佛山宏图食品有限公司") })
        {
            await town.DoAsync(
                "zhou", Town.Monday, by => new FileFirm(by, new FirmFiled(firm, name, null, "制造", false), []));
        }

        await town.VisitAsync("V1");
        await town.VerifyAsync("V1");
        await town.VisitAsync("V2", "li", "海纳");
        await town.VerifyAsync("V2");
        await town.VisitAsync("V3", "wu", "宏图");
        (await town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        await town.DoAsync(
            "ma", Town.CutOff(Town.First), by => new CarryOver(by, new ClaimCarriedOver(Town.First, "V3", "待补佐证")));
        (await town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await town.DoAsync(
            "zhou", Town.CutOff(Town.First).AddHours(3),
            by => new ReverseClaim(by, new ClaimReversed("V1", "虚报", "试〔2023〕2号"), null));
        await town.VisitAsync("V4", day: 2);
        await town.VerifyAsync("V4");
        await SealForAsync(town, Town.First.Next, PaperScope.Both);
        await SealForAsync(town, Town.First.Next.Next, PaperScope.Internal);
        town.Get<DevelopmentActors>().Add(new Actor("ma", "马经办", Roles.Closer, null, Town.District));
        town.Get<DevelopmentActors>().Add(new Actor("song", "宋签发", Roles.Sealer, null, Town.District));
        (await town.PostAsync("ma", "weeks/2023-W01/reissue/propose", Proposal)).Status.Should().Be(200);
        await town.CaughtUpAsync();
        (await town.PostAsync("song", "weeks/2023-W01/reissue/approve", new { })).Status.Should().Be(200);
        await town.CaughtUpAsync();
        await town.CaughtUpAsync(Other);
        Served = await ServedAsync(town);
    }

    // Who gets which paper by every address, while the town is served.
    private static async Task<IReadOnlyDictionary<string, string>> ServedAsync(Town town)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        town.Get<DevelopmentActors>().Add(new Actor("fang", "fang", Roles.Verifier, null, Other));
        foreach (var who in (string?[])[null, "chen", "zhou", "fang"])
        {
            using var client = town.Client(who, who == "fang" ? Other : Town.District);
            foreach (var week in (string[])["2023-W01", "2023-W02", "2023-W03"])
            {
                foreach (var address in Addresses(week))
                {
                    using var answer = await client.GetAsync($"/{Town.District}/bulletins/{address}", Ct);
                    answers[$"{who} {address}"] =
                        $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}";
                    answer.Headers.CacheControl!.Public.Should().Be(
                        week == "2023-W01"
                            && !Made.Any(end => address.Split('?')[0].EndsWith(end, StringComparison.Ordinal)),
                        address);
                }
            }

            answers[$"{who} home"] = await client.GetStringAsync("/", Ct);
            foreach (var list in (string[])["bulletins", "bulletins.atom", "bulletins?q=W02", "bulletins?sort=period"])
            {
                answers[$"{who} {list}"] = await client.GetStringAsync($"/{Town.District}/{list}", Ct);
            }
        }

        using var auditor = town.Client("ding");
        answers["audit"] = await auditor.GetStringAsync($"/{Town.District}/audit?what=bulletin-read", Ct);
        return answers;
    }

    // What is made when it is asked for, and no sealed bytes.
    private static readonly string[] Made = ["issues", ".txt", ".docx", ".xlsx", "papers"];

    private static IEnumerable<string> Addresses(string week) =>
    [
        week, $"{week}.json", $"{week}.csv", $"{week}?paper=public", $"{week}/issues", $"{week}/issues/1",
        $"{week}/issues/1.json", $"{week}/issues/1.csv", $"{week}/issues/1.json?paper=public", $"{week}.txt",
        $"{week}.txt?paper=public", $"{week}.docx", $"{week}.xlsx", $"{week}/papers",
    ];

    private static async Task SealForAsync(Town town, Week week, string papers)
    {
        await town.DoAsync("gao", Town.CutOff(week), by => new DeclareVisibility(
            by, new VisibilityDeclared(Visibility.Lines, "试〔2023〕9号") { Papers = papers }, ""));
        (await town.CloseAsync(week)).Refusal.Should().BeNull();
        await town.DoAsync(
            "ma", Town.CutOff(week), by => new CarryOver(by, new ClaimCarriedOver(week, "V3", "待补佐证")));
        (await town.SealAsync(week)).Refusal.Should().BeNull();
    }

    // A copy of every row, and the statements that put them back.
    private async Task KeepAsync()
    {
        var tables = new List<string>();
        await using (var list = Get<NpgsqlDataSource>().CreateCommand(
            $"""
            select schemaname || '.' || tablename from pg_tables
            where schemaname in ('{StoreSetup.EventSchema}', '{StoreSetup.DocumentSchema}')
            """))
        {
            await using var reader = await list.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var copies = tables.Select((table, i) => $"create table kept.t{i} as table {table}");
        await ChangeAsync($"create schema kept; {string.Join("; ", copies)}");
        restore = $"truncate {string.Join(", ", tables)}; "
            + string.Join("; ", tables.Select((table, i) => $"insert into {table} select * from kept.t{i}"))
            + $"; select setval('{MartenTables.EventSequence}', (select max(seq_id) from {MartenTables.Events}))";
    }
}
