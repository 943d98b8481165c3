namespace Evaluation.Server.Tests.Chain;

/// <summary>The whole seed year of a district, loaded through the commands once for all tests that look at it.</summary>
public static class SeedYear
{
    /// <summary>The district.</summary>
    public const string District = "dinghu";

    private static readonly Lock Once = new();
    private static Task<string>? loaded;

    /// <summary>A connection string to a database of its own that holds the year.</summary>
    public static async Task<string> CopyAsync(PostgresFixture cluster)
    {
        Task<string> year;
        lock (Once)
        {
            year = loaded ??= LoadAsync(cluster);
        }

        return await cluster.CopyAsync(await year);
    }

    private static async Task<string> LoadAsync(PostgresFixture cluster)
    {
        var database = await cluster.NewDatabaseAsync();
        await using var town = await Town.StartAsync(database, found: false);
        await town.LoadAsync(District);
        return database;
    }
}
