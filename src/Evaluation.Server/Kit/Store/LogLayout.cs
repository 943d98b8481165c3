using System.Collections.Concurrent;
using Marten;
using Npgsql;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Whether Marten and its tables are those for which events are written past it (<see cref="MartenTables"/>). Checked
/// at start, since tables change only when a program starts.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="logger">Where a difference is reported, once.</param>
public sealed partial class LogLayout(Databases databases, ILogger<LogLayout> logger) : IHostedService
{
    private const string Columns = """
        select attname || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end
        from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
        order by attname collate "C"
        """;

    private readonly ConcurrentDictionary<StoreDatabase, bool> known = new();

    /// <summary>Whether rows may be copied into the log of a district; otherwise Marten itself must append.</summary>
    public async Task<bool> IsKnownAsync(string district, CancellationToken ct) =>
        await IsKnownAsync(databases.For(district), ct);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var database in databases.All)
        {
            await IsKnownAsync(database, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The columns of a table in order of name, each as `name type` and `not null` where it is.</summary>
    internal static async Task<IReadOnlyList<string>> ColumnsAsync(
        StoreDatabase database, string table, CancellationToken ct)
    {
        await using var command = database.Command(Columns);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var columns = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    /// <summary>What is not as expected; null when everything is.</summary>
    internal static async Task<string?> DifferenceAsync(StoreDatabase database, Version marten, CancellationToken ct)
    {
        if ((marten.Major, marten.Minor) != (MartenTables.MadeFor.Major, MartenTables.MadeFor.Minor))
        {
            return $"Marten is {marten.ToString(2)} instead of {MartenTables.MadeFor.ToString(2)}";
        }

        foreach (var (table, expected) in MartenTables.Columns)
        {
            var columns = await ColumnsAsync(database, table, ct);
            if (!columns.SequenceEqual(expected))
            {
                var different = columns.Except(expected).Concat(expected.Except(columns));
                return $"{table} has other columns ({string.Join(", ", different)})";
            }
        }

        return null;
    }

    private async Task<bool> IsKnownAsync(StoreDatabase database, CancellationToken ct)
    {
        if (known.TryGetValue(database, out var before))
        {
            return before;
        }

        var difference = await DifferenceAsync(database, typeof(DocumentStore).Assembly.GetName().Version!, ct);
        if (known.TryAdd(database, difference is null) && difference is not null)
        {
            Report(difference);
        }

        return difference is null;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Files of claims are appended event by event, which is slow, until the bulk import is checked: "
        + "{difference}.")]
    private partial void Report(string difference);
}
