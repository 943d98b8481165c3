using System.Globalization;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Publication;

/// <summary>Reads the outlines of all issues from the log, without the records in them.</summary>
/// <param name="database">The database.</param>
public sealed class IssueReader(NpgsqlDataSource database)
{
    private const string Select = $"""
        select data ->> 'week', coalesce((data ->> 'issue')::int, 1), (data ->> 'position')::bigint
        from {StoreSetup.EventSchema}.mt_events
        where tenant_id = $1 and type in ('bulletin.sealed.v1', 'bulletin.reissued.v1')
        order by seq_id
        """;

    /// <summary>The issues of a district in the order of sealing.</summary>
    public async Task<Issues> AllAsync(string district, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Select);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var issues = new List<Issue>();
        while (await reader.ReadAsync(ct))
        {
            var starts = DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            issues.Add(new Issue(new Week(starts), reader.GetInt32(1), reader.GetInt64(2)));
        }

        return new Issues(issues);
    }
}
