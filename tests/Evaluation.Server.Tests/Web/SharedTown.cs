using System.Text.RegularExpressions;
using Evaluation.Server.Accounts;
using Evaluation.Server.Tests.Accounts;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Postgres;
using Evaluation.Server.Tests.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Evaluation.Server.Tests.Web;

/// <summary>The classes that share one town.</summary>
[CollectionDefinition(nameof(SharedTown))]
public sealed class SharedTownTests : ICollectionFixture<SharedTown>;

/// <summary>
/// A town for the tests that look at requests and their answers. Its database has an owner of its own, so that others
/// do not suffer when it is closed, and is reached over a wire that can be cut.
/// </summary>
public sealed class SharedTown(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly string owner = $"o_{Guid.NewGuid():n}";
    private readonly LineLogger<SharedTown> log = new();
    private string direct = "";
    private TestProvider provider = null!;

    /// <summary>The town.</summary>
    public Town Town { get; private set; } = null!;

    /// <summary>What the answers' faults were logged as.</summary>
    public IEnumerable<string> Logged => log.Lines;

    /// <summary>The provider by which its people sign in too.</summary>
    internal TestProvider Provider => provider;

    /// <summary>The wire to its database.</summary>
    internal Wire Wire { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        direct = await postgres.NewDatabaseAsync();
        provider = await TestProvider.StartAsync();
        var builder = new NpgsqlConnectionStringBuilder(direct);
        await SqlAsync($"create role {owner} login password 'own'");
        await SqlAsync($"alter database {builder.Database} owner to {owner}");
        Wire = new Wire(builder.Host!, builder.Port);
        (builder.Port, builder.Username, builder.Password) = (Wire.Port, owner, "own");
        Town = await Town.StartAsync(builder.ConnectionString, configure: Configure);
        await Town.VisitAsync("V1");
        await Town.VerifyAsync("V1");
        await Town.CaughtUpAsync();
    }

    /// <summary>An answer's text with its Chinese characters readable.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage answer) => Regex.Replace(
        await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), @"\\u([0-9a-fA-F]{4})",
        found => ((char)Convert.ToInt32(found.Groups[1].Value, 16)).ToString());

    /// <summary>Past the wire and the owner.</summary>
    public Task SqlAsync(string sql) => TempHome.AskAsync<object>(direct, sql);

    /// <summary>No connection for the owner, not even the present ones; or as many as wanted again (-1).</summary>
    public async Task ConnectionsAsync(int most)
    {
        await SqlAsync($"alter role {owner} connection limit {most}");
        if (most == 0)
        {
            await SqlAsync($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{owner}'");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        await Wire.DisposeAsync();
        await provider.DisposeAsync();
    }

    // A database that goes away is what is tried here; what the store's background work says about it is not.
    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        ProviderScheme.AddTo(builder.Services, new SignInSettings
        {
            Address = new Uri("https://kaoping.example"),
            Provider = new ProviderSettings(provider.Issuer, TestProvider.Client, "粤政易")
            {
                Secret = TestProvider.Secret,
                Claim = "preferred_username",
            },
        });
        builder.Services.AddSingleton<ILoggerProvider>(new Faults(log));
        builder.Logging.AddFilter("Evaluation.Server.Kit.Web.Faults", LogLevel.Warning);
    }

    private sealed class Faults(LineLogger<SharedTown> log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => categoryName.EndsWith("Faults", StringComparison.Ordinal)
            ? log
            : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
