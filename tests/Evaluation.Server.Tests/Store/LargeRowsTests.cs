using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Server.Tests.Store;

/// <summary>
/// Databases made before are brought to what this program stores rows with, and then nothing is left to change.
/// </summary>
public sealed class LargeRowsTests(PostgresFixture cluster)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Large_values_are_compressed_by_lz4_in_new_databases_and_in_those_made_before()
    {
        var connection = await cluster.NewDatabaseAsync();
        await using var app = Application.Build(connection, StoreRole.CommandOnly, Town.FreePort);
        var storage = app.Services.GetRequiredService<IDocumentStore>().Storage;
        await storage.ApplyAllConfiguredChangesToDatabaseAsync();

        (await CompressionAsync(connection)).Should().Equal("l", "l", "l");
        await storage.Database.AssertDatabaseMatchesConfigurationAsync(Ct);

        await using var source = NpgsqlDataSource.Create(connection);
        await using var before = source.CreateCommand(
            $"alter table {BoardTables.Ranking} alter column data set compression pglz");
        await before.ExecuteNonQueryAsync(Ct);
        await storage.ApplyAllConfiguredChangesToDatabaseAsync();

        (await CompressionAsync(connection)).Should().Equal("l", "l", "l");
    }

    private static async Task<List<string>> CompressionAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            $"""
            select attcompression::text from pg_attribute
            where attname = 'data' and attrelid in (
                '{BoardTables.Ledger}'::regclass, '{BoardTables.Sheet}'::regclass, '{BoardTables.Ranking}'::regclass)
            """);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var found = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
