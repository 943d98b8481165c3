using System.Text.Json;
using Evaluation.Server.Kit.Store;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Evaluation.Server.Imports;

/// <summary>How far a file that somebody sent has come.</summary>
public enum UploadState
{
    /// <summary>It is checked, or waits for its turn.</summary>
    Checking,

    /// <summary>It was checked.</summary>
    Checked,

    /// <summary>It is taken over, after it was checked once more.</summary>
    Taking,

    /// <summary>It was taken over.</summary>
    Taken,

    /// <summary>It could not be checked.</summary>
    Failed,
}

/// <summary>A file of claims that somebody sent.</summary>
/// <param name="Number">Stands for this sending.</param>
/// <param name="File">The file's name.</param>
/// <param name="Kind">The kind of rows that name none; null when each must name one.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Done">How many rows are decided.</param>
/// <param name="Total">Of how many; 0 while they are read.</param>
/// <param name="Check">What was found; null before.</param>
public sealed record Upload(
    string Number, string File, string? Kind, UploadState State, int Done, int Total, ClaimCheck? Check)
{
    /// <summary>Whether it is being worked on.</summary>
    public bool IsBusy => State is UploadState.Checking or UploadState.Taking;
}

/// <summary>
/// The files that are checked before they are taken over: one a person and district, for a day, where every server of
/// the database sees it.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
public sealed class UploadBook(Databases databases)
{
    private const string Uploads = $"{StoreSetup.DocumentSchema}.claim_upload";
    private const string Mine = "district = $1 and account = $2";

    // A server that works on a file says so every second; one that died leaves it to whoever looks next.
    private const string Alive = "beat > now() - interval '20 seconds'";
    private const string Busy = "state in ('Checking', 'Taking')";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Makes the store create the table.</summary>
    public static void AddTo(StoreOptions options)
    {
        var table = new Table(Uploads);
        table.AddColumn("district", "text").AsPrimaryKey();
        table.AddColumn("account", "text").AsPrimaryKey();
        table.AddColumn("number", "text").NotNull();
        table.AddColumn("file", "text").NotNull();
        table.AddColumn("kind", "text");
        table.AddColumn("content", "bytea").NotNull();
        table.AddColumn("sent", "timestamp with time zone").NotNull();
        table.AddColumn("beat", "timestamp with time zone").NotNull();
        table.AddColumn("state", "text").NotNull();
        table.AddColumn("done", "integer").NotNull();
        table.AddColumn("total", "integer").NotNull();
        table.AddColumn("result", "text");
        options.Storage.ExtendedSchemaObjects.Add(table);
    }

    /// <summary>
    /// Keeps a file in the place of the person's earlier one; false while that is being worked on. What is older than a
    /// day goes.
    /// </summary>
    public async Task<bool> PutAsync(
        string district, string account, string number, string file, string? kind, byte[] content,
        CancellationToken ct)
    {
        await AskAsync(district, $"delete from {Uploads} where sent < now() - interval '1 day' and not {Busy}", ct);
        return await AskAsync(
            district,
            $"""
            insert into {Uploads} (district, account, number, file, kind, content, sent, beat, state, done, total)
            values ($1, $2, $3, $4, $5, $6, now(), now(), 'Checking', 0, 0)
            on conflict (district, account) do update set number = excluded.number, file = excluded.file,
                kind = excluded.kind, content = excluded.content, sent = excluded.sent, beat = excluded.beat,
                state = excluded.state, done = 0, total = 0, result = null
            where not (claim_upload.{Busy} and claim_upload.{Alive})
            """,
            ct, district, account, number, file, (object?)kind ?? DBNull.Value, content) > 0;
    }

    /// <summary>The file that a person sent last; null for none.</summary>
    public async Task<Upload?> FindAsync(string district, string account, CancellationToken ct)
    {
        await using var command = Command(
            district,
            $"""
            select number, file, kind, state, done, total, result from {Uploads} where {Mine}
            and (sent > now() - interval '1 day' or {Busy})
            """,
            district, account);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new Upload(
                reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                Enum.Parse<UploadState>(reader.GetString(3)), reader.GetInt32(4), reader.GetInt32(5),
                reader.IsDBNull(6) ? null : JsonSerializer.Deserialize<ClaimCheck>(reader.GetString(6), Json))
            : null;
    }

    /// <summary>The content of a file; null when the person has sent another one since.</summary>
    public async Task<byte[]?> ContentAsync(string district, string account, string number, CancellationToken ct)
    {
        await using var command = Command(
            district, $"select content from {Uploads} where {Mine} and number = $3", district, account, number);
        return await command.ExecuteScalarAsync(ct) as byte[];
    }

    /// <summary>Begins to take over a file that was checked; false when it is not at that any more.</summary>
    public async Task<bool> BeginTakingAsync(
        string district, string account, string number, CancellationToken ct) => await AskAsync(
        district,
        $"""
        update {Uploads} set state = 'Taking', done = 0, total = 0, beat = now()
        where {Mine} and number = $3 and state = 'Checked'
        """,
        ct, district, account, number) > 0;

    /// <summary>Takes up a file that a server left; false while one works on it.</summary>
    public async Task<bool> ResumeAsync(string district, string account, string number, CancellationToken ct) =>
        await AskAsync(
            district, $"update {Uploads} set beat = now() where {Mine} and number = $3 and {Busy} and not ({Alive})",
            ct, district, account, number) > 0;

    /// <summary>Says how far the work has come.</summary>
    public Task BeatAsync(
        string district, string account, string number, long done, long total, CancellationToken ct) => AskAsync(
        district,
        $"update {Uploads} set done = $4, total = $5, beat = now() where {Mine} and number = $3 and {Busy}", ct,
        district, account, number, (int)done, (int)total);

    /// <summary>Ends the work; the content of what was taken over is not kept.</summary>
    public Task EndAsync(
        string district, string account, string number, UploadState state, ClaimCheck? check,
        CancellationToken ct) => AskAsync(
        district,
        $"""
        update {Uploads} set state = $4, result = $5, beat = now(),
            content = case when $4 = 'Taken' then ''::bytea else content end
        where {Mine} and number = $3
        """,
        ct, district, account, number, state.ToString(),
        check is null ? DBNull.Value : JsonSerializer.Serialize(check, Json));

    private async Task<int> AskAsync(string district, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(district, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string district, string sql, params object[] values)
    {
        var command = databases.For(district).Command(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value is DBNull
                ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
