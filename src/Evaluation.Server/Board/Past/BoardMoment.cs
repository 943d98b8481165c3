using System.Data;
using System.Runtime.CompilerServices;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board.Past;

/// <summary>The row of a district, its file as the text that is stored.</summary>
internal readonly record struct BoardRow(long Position, byte[] File);

/// <summary>
/// What is stored of a district as of one moment, its board above all: one transaction that sees one state of the
/// database and may not write.
/// </summary>
internal sealed class BoardMoment : IAsyncDisposable
{
    // Folding the events between two reads may take long.
    private const string Settings = "set transaction read only; set local idle_in_transaction_session_timeout = 0";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private BoardMoment(string district, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (District, this.connection, this.transaction) = (district, connection, transaction);

    /// <summary>The district.</summary>
    public string District { get; }

    /// <summary>Its row; null when nothing of it was projected yet.</summary>
    public BoardRow? Head { get; private set; }

    /// <summary>Begins the transaction and reads the district's row.</summary>
    public static async Task<BoardMoment> OpenAsync(StoreDatabase database, string district, CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await using (var settings = new NpgsqlCommand(Settings, connection, transaction))
            {
                await settings.ExecuteNonQueryAsync(ct);
            }

            var moment = new BoardMoment(district, connection, transaction);
            await foreach (var head in moment.RowsAsync(
                $"select position, file from {BoardTables.District} where tenant_id = $1",
                row => new BoardRow(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ct))
            {
                moment.Head = head;
            }

            return moment;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The rows that a statement gives for the district, which is its first parameter, one after another.
    /// </summary>
    public IAsyncEnumerable<T> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct) =>
        RowsAsync(sql, null, read, ct);

    /// <summary>The same with a second parameter, if there is one.</summary>
    public async IAsyncEnumerable<T> RowsAsync<T>(
        string sql, string? second, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = District });
        if (second is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = second });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return read(reader);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
