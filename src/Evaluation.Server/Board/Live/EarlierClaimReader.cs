using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Live;

/// <summary>Finds the claims of a unit that another claim of it may repeat.</summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class EarlierClaimReader(Databases databases)
{
    // A board that works is some events behind; one that stands still must not make every report read its whole tail.
    private const int MostUnprojected = 200;

    private const string Undecided = $"""
        select id from {BoardTables.Claim}
        where {BoardTables.Current} and unit = $2 and occurred_on >= $3 and occurred_on <= $4
        and status = any (array['{nameof(ClaimStatus.Reported)}'::text, '{nameof(ClaimStatus.Returned)}'::text])
        """;

    private const string Counted = $"""
        select data from {BoardTables.Ledger}
        where {BoardTables.Current} and unit = $2 and week >= $3 and week <= $4
        """;

    // What was reported since the board was last written: claims that follow one another at once, above all; and what
    // was changed, of whatever unit. It is asked for first: what the board works through meanwhile is found twice, not
    // never.
    private static readonly string Unprojected = $"""
        with tail as (
            {EventReader.Tail(
                $"coalesce((select position from {BoardTables.District} where tenant_id = $1), 0)",
                MostUnprojected + 1)})
        select size.events <= {MostUnprojected}, tail.data ->> 'claim'
        from (select count(*) as events from tail) as size
        left join tail on size.events <= {MostUnprojected} and (
            tail.type = '{EventNames.NameOf<ClaimReported>()}'
                and tail.data ->> 'unit' = $2 and tail.data ->> 'kind' = $3
            or tail.type in ('{EventNames.NameOf<ClaimCorrected>()}', '{EventNames.NameOf<ClaimRestored>()}'))
        """;

    /// <summary>The claims of a claim's unit and kind, of a time.</summary>
    /// <param name="claim">The claim; its own number may be among those found.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="weekStarts">The day on which the district's weeks begin.</param>
    /// <param name="ct">Gives up the reading.</param>
    public async Task<EarlierClaims> OfAsync(
        string district, Claim claim, DateOnly from, DateOnly to, DayOfWeek weekStarts, CancellationToken ct)
    {
        await using var connection = await databases.For(district).OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Ask(Unprojected, district, claim.Unit, claim.Kind),
                Ask(Undecided, district, claim.Unit, from, to),
                Ask(
                    Counted, district, claim.Unit, Week.Of(from, weekStarts).Start, Week.Of(to, weekStarts).Start),
            },
        };

        // Every report asks the same, and to parse and plan it takes longer than to answer it.
        await batch.PrepareAsync(ct);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var (found, withLatest) = (new HashSet<string>(StringComparer.Ordinal), true);
        while (await reader.ReadAsync(ct))
        {
            withLatest = reader.GetBoolean(0);
            if (!reader.IsDBNull(1))
            {
                found.Add(reader.GetString(1));
            }
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(reader.GetString(0));
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.UnionWith(BoardReader.Json<List<LedgerEntry>>(reader, 0)
                .Where(entry => entry.Kind == claim.Kind && entry.OccurredOn >= from && entry.OccurredOn <= to)
                .Select(entry => entry.Fact));
        }

        return new EarlierClaims([.. found], withLatest);
    }

    private static NpgsqlBatchCommand Ask(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
