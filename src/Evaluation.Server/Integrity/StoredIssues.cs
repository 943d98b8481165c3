using System.Text.Json;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Npgsql;

namespace Evaluation.Server.Integrity;

/// <summary>Reads the rows beside the log that belong to sealed issues, as they are stored.</summary>
internal sealed class StoredIssues(BoardMoment moment)
{
    /// <summary>The names of the stored issues.</summary>
    public async Task<List<string>> NamesAsync(CancellationToken ct) =>
        await ListAsync(
            $"select id from {MartenTables.SealedBulletins} where tenant_id = $1 order by id", null,
            row => row.GetString(0), ct);

    /// <summary>An issue; null when there is none of that name, or its row cannot be read.</summary>
    public async Task<SealedBulletin?> OfAsync(string id, CancellationToken ct) =>
        (await ListAsync(
            $"select data from {MartenTables.SealedBulletins} where tenant_id = $1 and id = $2", id,
            Parsed<SealedBulletin>, ct)).SingleOrDefault();

    /// <summary>The headings by week; null for one that cannot be read.</summary>
    public async Task<Dictionary<string, BulletinHeading?>> HeadingsAsync(CancellationToken ct) =>
        (await ListAsync(
            $"select data, id from {MartenTables.BulletinHeadings} where tenant_id = $1 order by id", null,
            row => (Id: row.GetString(1), Heading: Parsed<BulletinHeading>(row)), ct))
        .ToDictionary(row => row.Id, row => row.Heading, StringComparer.Ordinal);

    /// <summary>The turns of the issues, in order.</summary>
    public Task<List<int>> TurnsAsync(CancellationToken ct) =>
        ListAsync(
            $"select id from {MartenTables.IssueTurns} where tenant_id = $1 order by id", null,
            row => row.GetInt32(0), ct);

    private static T? Parsed<T>(NpgsqlDataReader row)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(row.GetFieldValue<byte[]>(0), EventJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<List<T>> ListAsync<T>(
        string sql, string? id, Func<NpgsqlDataReader, T> read, CancellationToken ct) =>
        await moment.RowsAsync(sql, id, read, ct).ToListAsync(ct);
}
