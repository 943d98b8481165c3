using System.Net;
using System.Text.Json;
using Evaluation.Office.Adjustments;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Operations;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Npgsql;

namespace Evaluation.Server.Tests.Operations;

/// <summary>
/// A server as `serve` makes it, with a sealed week and a second district whose board stands still. Its limits are low.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class WatchedTown(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>The district that stands still.</summary>
    public const string Stopped = "lin-xian";

    /// <summary>How many requests a stranger may make at once.</summary>
    public const int Burst = 30;

    /// <summary>The word of a watcher from elsewhere.</summary>
    public const string Token = "a-word-of-more-than-twenty-characters";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evaluation-watched");
    private Town? town;

    /// <summary>The server.</summary>
    public Town Town => town!;

    /// <summary>The connection string, with the password.</summary>
    public NpgsqlConnectionStringBuilder Database { get; private set; } = new();

    /// <summary>What it logged.</summary>
    public JsonLines Log => Town.Get<IEnumerable<ILoggerProvider>>().OfType<JsonLines>().Single();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Database = new NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync());
        town = await Town.StartAsync(Database.ConnectionString, configure: Configure);
        await Town.FoundAsync(Stopped);
        await Town.VisitAsync("V1");
        await Town.VerifyAsync("V1");
        (await Town.CloseAsync(Town.First)).Refusal.Should().BeNull();
        (await Town.SealAsync(Town.First)).Refusal.Should().BeNull();
        await Town.CaughtUpAsync();
        await Town.CaughtUpAsync(Stopped);
        await using var session = Town.Get<Databases>().WriteSession(Stopped);
        session.Events.StartStream("adjustment/nowhere", new AdjustmentReversed(
            "nowhere", "R-1", Town.First.Start, Town.First.Start, "试〔2023〕9号", "撤销"));
        await session.SaveChangesAsync(Ct);
        while (await Town.Get<BoardStops>().OfAsync(Stopped, Ct) is not { Position: not null })
        {
            await Task.Delay(20, Ct);
        }
    }

    /// <summary>Asks as a program on this computer, or as somebody whom the proxy on it names.</summary>
    public async Task<HttpResponseMessage> AskAsync(string path, string? visitor = null, string? accept = null)
    {
        using var client = Town.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (visitor is not null)
        {
            request.Headers.Add("X-Forwarded-For", visitor);
        }

        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return await client.SendAsync(request, Ct);
    }

    /// <summary>One check of the deep health.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Check)> CheckAsync(string name)
    {
        using var answer = await AskAsync("/health/deep");
        var json = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct));
        return (answer.StatusCode, json.GetProperty("checks").EnumerateArray().Single(
            check => check.GetProperty("name").GetString() == name));
    }

    /// <summary>Changes the database past the program.</summary>
    public async Task ChangeAsync(string sql)
    {
        await using var command = Town.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void Configure(WebApplicationBuilder builder)
    {
        OperationsSlice.AddServing(builder, new ServerSettings
        {
            Token = Token,
            Watchers = [IPNetwork.Parse("198.51.100.0/24")],
            Data = folder.FullName,
            Backups = folder.FullName,
            LeastFree = 1,
        });
        ServerLogs.AddTo(builder);
        foreach (var console in builder.Services.Where(
            service => service.ImplementationType == typeof(ConsoleLoggerProvider)).ToList())
        {
            builder.Services.Remove(console);
        }

        builder.Services.AddSingleton<ILoggerProvider, JsonLines>();
        builder.Services.AddSingleton(new RateLimits { Burst = Burst, PerSecond = 1, SignInsOfAddress = 5 });
    }
}
