using System.Globalization;
using System.Text.Json;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Publication;

/// <summary>Reads the outlines of all issues from the log, without the records in them.</summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class IssueReader(Databases databases)
{
    private const string Select = $"""
        select data ->> 'week', coalesce((data ->> 'issue')::int, 1), (data ->> 'position')::bigint
        from {MartenTables.Events} where tenant_id = $1 and type in ('bulletin.sealed.v1', 'bulletin.reissued.v1')
        order by seq_id
        """;

    private const string SelectPeriods = $"""
        select data -> 'period', data -> 'sealed' ->> 'week'
        from {MartenTables.Events} where tenant_id = $1 and type = 'period.sealed.v1'
        order by seq_id
        """;

    /// <summary>The periods whose bulletins are sealed, in the order of sealing.</summary>
    public async Task<IReadOnlyList<Term>> PeriodsAsync(string district, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(SelectPeriods);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var periods = new List<Term>();
        while (await reader.ReadAsync(ct))
        {
            var period = JsonSerializer.Deserialize<NamedPeriod>(reader.GetString(0), EventJson.Options)!;
            periods.Add(new Term(WeekFrom(reader.GetString(1)), period));
        }

        return periods;
    }

    /// <summary>The issues of the weeks of a district in the order of sealing.</summary>
    public async Task<Issues> AllAsync(string district, CancellationToken ct)
    {
        await using var command = databases.For(district).Command(Select);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = district });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var issues = new List<Issue>();
        while (await reader.ReadAsync(ct))
        {
            issues.Add(!reader.IsDBNull(0) && !reader.IsDBNull(2)
                ? new Issue(WeekFrom(reader.GetString(0)), reader.GetInt32(1), reader.GetInt64(2))
                : throw new InvalidDataException("有签发事件没有写明是哪一周、计到第几号事件。"));
        }

        return new Issues(issues);
    }

    private static Week WeekFrom(string starts) =>
        new(DateOnly.ParseExact(starts, "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
