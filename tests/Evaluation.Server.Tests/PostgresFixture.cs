using Evaluation.Server.Tests;
using Evaluation.LocalPostgres;
using Evaluation.Server.Tests.Postgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Evaluation.Server.Tests;

/// <summary>
/// One private cluster for the whole run, started when a test class first asks for a database. Ask for this fixture
/// in the constructor of a test class.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim once = new(1, 1);
    private readonly SemaphoreSlim copies = new(1, 1);
    private TempHome? home;
    private PrivatePostgres? postgres;

    /// <summary>A connection string to a new, empty database of its own; at most 20 connections are pooled.</summary>
    public Task<string> NewDatabaseAsync() => NewDatabaseAsync("template1");

    /// <summary>A connection string to a copy of a database that is used no more.</summary>
    public async Task<string> CopyAsync(string database)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database!;
        await copies.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            // The daemon's listening connection outlives its host by a moment.
            await TempHome.AskAsync<object>(
                await ServerAsync(),
                $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'");
            return await NewDatabaseAsync(name);
        }
        finally
        {
            copies.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (home is not null)
        {
            await home.DisposeAsync();
        }

        once.Dispose();
        copies.Dispose();
    }

    private async Task<string> NewDatabaseAsync(string template)
    {
        var name = $"t_{Guid.NewGuid():n}";
        var server = await ServerAsync();
        await TempHome.AskAsync<object>(server, $"create database {name} template {template}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    private async Task<string> ServerAsync()
    {
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            home ??= new TempHome();
            postgres ??= await home.StartAsync(TempHome.Quick with
            {
                Settings = new Dictionary<string, string> { ["max_connections"] = "400" },
            });
            return postgres.ConnectionString;
        }
        finally
        {
            once.Release();
        }
    }
}
