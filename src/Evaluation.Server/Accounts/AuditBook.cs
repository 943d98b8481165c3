using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Server.Accounts;

/// <summary>Which lines of the audit are asked for.</summary>
/// <param name="People">Accounts that did it or to which it was done; null for all.</param>
/// <param name="District">The district; null for all, and for what belongs to none.</param>
/// <param name="What">A word of <see cref="Audited"/> or the stored name of an event; null for all.</param>
/// <param name="From">From when on.</param>
/// <param name="Before">Until before when.</param>
public sealed record AuditAsk(
    IReadOnlyList<string>? People, string? District, string? What, DateTimeOffset From, DateTimeOffset Before)
{
    /// <summary>Everything.</summary>
    public static readonly AuditAsk All =
        new(null, null, null, DateTimeOffset.UnixEpoch, new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero));
}

/// <summary>How far the audit was read, going back.</summary>
/// <param name="Event">The log position of the last event.</param>
/// <param name="Record">The last record beside the log.</param>
public readonly record struct AuditPlace(long Event, Guid Record)
{
    /// <summary>Nothing was read yet.</summary>
    public static readonly AuditPlace Newest = new(long.MaxValue, Guid.AllBitsSet);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Event}.{Record:n}");

    /// <summary>Reads a place as it was written; the newest without a text; null for what is none.</summary>
    public static AuditPlace? Of(string? text) => string.IsNullOrEmpty(text) ? Newest
        : text.Split('.') is [var e, var r]
            && long.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && Guid.TryParseExact(r, "n", out var record) ? new AuditPlace(position, record) : null;
}

/// <summary>A line of the audit: an event of a district, or what happened beside the logs.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The account, or what stands for one.</param>
/// <param name="What">A word of <see cref="Audited"/>, or the stored name of the event.</param>
/// <param name="District">The district; empty for none.</param>
/// <param name="About">The account or thing it was done to; of an event its stream.</param>
/// <param name="Address">From where; empty where it is not known.</param>
/// <param name="Note">Further words.</param>
/// <param name="IsEvent">Whether it is an event of the log.</param>
public sealed record AuditLine(
    DateTimeOffset At, string Who, string What, string District, string About, string Address, string Note,
    bool IsEvent)
{
    /// <summary>The name that was kept with an event; null for none.</summary>
    public string? Person { get; init; }
}

/// <summary>Some lines, the newest first, and where to go on; null at the end.</summary>
public sealed record AuditLines(IReadOnlyList<AuditLine> Lines, AuditPlace? Next);

/// <summary>
/// What was done and read, by whom and when. What changes a district is an event of its log and is read there; the
/// rest are records beside it.
/// </summary>
/// <param name="databases">The databases.</param>
/// <param name="clock">The time.</param>
public sealed class AuditBook(Databases databases, TimeProvider clock) : IDisposable
{
    private const int Chunk = 1000, MostRemembered = 20_000, MostStrangers = 500;
    private const string NotOneByOne = "此类尝试过多，以后十分钟内不再逐条记录";

    // Told by a record of its own, with the address.
    private static readonly string[] ToldTwice = ["mandate.given.v1", "mandate.ended.v1", "visibility.declared.v1"];

    private const string Records = $"""
        select id, (data ->> 'at')::timestamptz, data ->> 'who', data ->> 'what', coalesce(data ->> 'district', ''),
            data ->> 'about', data ->> 'address', data ->> 'note'
        from {MartenTables.AuditRecords}
        where id < $1 and ($2 is null or data ->> 'district' = $2)
            and ($3 is null or data ->> 'who' = any($3) or data ->> 'about' = any($3))
            and ($4 is null or data ->> 'what' = $4)
            and (data ->> 'at')::timestamptz >= $5 and (data ->> 'at')::timestamptz < $6
        order by id desc limit $7
        """;

    private const string Events = $"""
        select seq_id, timestamp, coalesce(user_name, ''), type, tenant_id, stream_id,
            headers ->> '{UnitOfWork.PersonHeader}'
        from {MartenTables.Events}
        where seq_id < $1 and ($2 is null or tenant_id = $2) and ($3 is null or user_name = any($3))
            and ($4 is null or type = $4) and timestamp >= $5 and timestamp < $6
            and type <> all($8) and stream_id <> '{MartenTables.TombstoneStream}'
        order by seq_id desc limit $7
        """;

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private readonly MemoryCache noted = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    // Whoever has many addresses fills no audit with them.
    private readonly FixedWindowRateLimiter strangers = new(new FixedWindowRateLimiterOptions
    {
        PermitLimit = MostStrangers,
        Window = Again,
        QueueLimit = 0,
    });

    /// <summary>
    /// Notes that somebody reads, or tries what anybody may try; the same again within ten minutes is one.
    /// </summary>
    public async Task NoteReadingAsync(
        Doer by, string what, string district, string about, CancellationToken ct, string note = "")
    {
        var key = (by.Who, by.Address, what, district, about, note);
        if (what != Disclosed.AuditExport && noted.TryGetValue(key, out _))
        {
            return;
        }

        if (by.Who.Length == 0 && note != NotOneByOne)
        {
            using var lease = strangers.AttemptAcquire();
            if (!lease.IsAcquired)
            {
                await NoteReadingAsync(new Doer("", ""), what, "", "", ct, NotOneByOne);
                return;
            }
        }

        await NoteAsync(by, what, district, about, note, ct);
        noted.Set(key, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Again });
    }

    /// <summary>Notes something by itself.</summary>
    public async Task NoteAsync(
        Doer by, string what, string district, string about, string note, CancellationToken ct)
    {
        await using var session = databases.InstallationSession();
        session.Insert(AccountBook.Record(by, what, about, clock.GetUtcNow(), note) with { District = district });
        await session.SaveChangesAsync(ct);
    }

    /// <summary>Some lines, the newest first.</summary>
    /// <param name="ask">Which.</param>
    /// <param name="from">Where to go on.</param>
    /// <param name="most">How many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AuditLines> PageAsync(AuditAsk ask, AuditPlace from, int most, CancellationToken ct)
    {
        var events = await EventsAsync(ask, from, most + 1, ct);
        var records = await RecordsAsync(ask, from, most + 1, ct);
        var (lines, place, e, r) = (new List<AuditLine>(), from, 0, 0);
        while (lines.Count < most && (e < events.Count || r < records.Count))
        {
            if (r == records.Count || (e < events.Count && events[e].Line.At > records[r].Line.At))
            {
                lines.Add(events[e].Line);
                place = place with { Event = events[e++].Place };
            }
            else
            {
                lines.Add(records[r].Line);
                place = place with { Record = records[r++].Place };
            }
        }

        return new AuditLines(lines, e < events.Count || r < records.Count ? place : null);
    }

    /// <summary>All lines, the newest first.</summary>
    public async IAsyncEnumerable<AuditLine> AllAsync(AuditAsk ask, [EnumeratorCancellation] CancellationToken ct)
    {
        for (AuditPlace? place = AuditPlace.Newest; place is { } from;)
        {
            var page = await PageAsync(ask, from, Chunk, ct);
            foreach (var line in page.Lines)
            {
                yield return line;
            }

            place = page.Next;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        noted.Dispose();
        strangers.Dispose();
    }

    private async Task<List<(long Place, AuditLine Line)>> EventsAsync(
        AuditAsk ask, AuditPlace from, int most, CancellationToken ct)
    {
        await using var command = databases.For(ask.District ?? "").Command(Events);
        Ask(command, new NpgsqlParameter<long> { TypedValue = from.Event }, ask, most);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ToldTwice });
        var all = new List<(long, AuditLine)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            all.Add((reader.GetInt64(0), new AuditLine(
                reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.GetString(5), "", "", true)
            {
                Person = reader.IsDBNull(6) ? null : reader.GetString(6),
            }));
        }

        return all;
    }

    private async Task<List<(Guid Place, AuditLine Line)>> RecordsAsync(
        AuditAsk ask, AuditPlace from, int most, CancellationToken ct)
    {
        await using var command = databases.For(ask.District ?? "").Command(Records);
        Ask(command, new NpgsqlParameter<Guid> { TypedValue = from.Record }, ask, most);
        var all = new List<(Guid, AuditLine)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            all.Add((reader.GetGuid(0), new AuditLine(
                reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.GetString(5), reader.GetString(6), reader.GetString(7), false)));
        }

        return all;
    }

    private static void Ask(NpgsqlCommand command, NpgsqlParameter place, AuditAsk ask, int most)
    {
        command.Parameters.Add(place);
        Add(NpgsqlDbType.Text, ask.District);
        Add(NpgsqlDbType.Array | NpgsqlDbType.Text, ask.People?.ToArray());
        Add(NpgsqlDbType.Text, ask.What);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = ask.From.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = ask.Before.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });

        void Add(NpgsqlDbType type, object? value) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
    }
}
