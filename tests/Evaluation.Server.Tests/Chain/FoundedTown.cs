namespace Evaluation.Server.Tests.Chain;

/// <summary>A database in which the small district of <see cref="Town"/> is founded, made once and copied.</summary>
public static class FoundedTown
{
    private static readonly Lock Once = new();
    private static Task<string>? founded;

    /// <summary>A connection string to a database of its own that holds the district.</summary>
    public static async Task<string> CopyAsync(PostgresFixture cluster)
    {
        Task<string> town;
        lock (Once)
        {
            town = founded ??= FoundAsync(cluster);
        }

        return await cluster.CopyAsync(await town);
    }

    private static async Task<string> FoundAsync(PostgresFixture cluster)
    {
        var database = await cluster.NewDatabaseAsync();
        await using var town = await Town.StartAsync(database);
        await town.CaughtUpAsync();
        return database;
    }
}
