using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

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
public sealed class AuditBook(Databases databases, TimeProvider clock) : IDisposable
{
    private const int Chunk = 1000, MostRemembered = 20_000, MostStrangers = 500;
    private const string NotOneByOne = "此类尝试过多，其余来源合并计数";

    // Told by a record of its own, with the address.
    private static readonly string[] ToldTwice = ["mandate.given.v1", "mandate.ended.v1", "visibility.declared.v1"];

    private const string Record = """
        id, (data ->> 'at')::timestamptz, data ->> 'who', data ->> 'what', coalesce(data ->> 'district', ''),
            data ->> 'about', data ->> 'address', data ->> 'note'
        """;

    /// <summary>How long the same again is no line of its own.</summary>
    internal static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private readonly MemoryCache noted = new(new MemoryCacheOptions { SizeLimit = MostRemembered });
    private readonly Dictionary<Tried, int> tries = [];

    /// <summary>Notes that somebody reads; the same again within ten minutes is one.</summary>
    public async Task NoteReadingAsync(
        Doer by, string what, string district, string about, CancellationToken ct)
    {
        var key = (by.Who, by.Address, what, district, about);
        if (what != Disclosed.AuditExport && noted.TryGetValue(key, out _))
        {
            return;
        }

        await NoteAsync(by, what, district, about, "", ct);
        noted.Set(key, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Again });
    }

    /// <summary>
    /// Notes that something was tried in vain that anybody may try. The first time is a line; how often the same was
    /// tried again is one more, some minutes later. Whoever has many addresses fills no audit with them: beyond so many
    /// places all others are counted as one.
    /// </summary>
    public async Task NoteTriedAsync(
        Doer by, string what, string district, string about, string note, CancellationToken ct)
    {
        var key = new Tried(by.Who, by.Address, what, district, about, note);
        lock (tries)
        {
            if (!tries.ContainsKey(key) && tries.Count >= MostStrangers)
            {
                key = new Tried("", "", what, "", "", NotOneByOne);
            }

            if (tries.TryGetValue(key, out var more))
            {
                tries[key] = more + 1;
                return;
            }

            tries[key] = 0;
        }

        await NoteAsync(new Doer(key.Who, key.Address), what, key.District, key.About, key.Note, ct);
    }

    /// <summary>Writes down how often each thing was tried again since the last time, and begins anew.</summary>
    public async Task CountTriesAsync(CancellationToken ct)
    {
        foreach (var tried in Counted())
        {
            int more;
            lock (tries)
            {
                tries.Remove(tried, out more);
            }

            if (more == 0)
            {
                continue;
            }

            try
            {
                await NoteAsync(
                    new Doer(tried.Who, tried.Address), tried.What, tried.District, tried.About,
                    $"{(tried.Note.Length > 0 ? $"{tried.Note}：" : "")}十分钟内又有{more}次", ct);
            }
            catch
            {
                lock (tries)
                {
                    tries[tried] = tries.GetValueOrDefault(tried) + more;
                }

                throw;
            }
        }
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
    public void Dispose() => noted.Dispose();

    private List<Tried> Counted()
    {
        lock (tries)
        {
            return [.. tries.Keys];
        }
    }

    private async Task<List<(long Place, AuditLine Line)>> EventsAsync(
        AuditAsk ask, AuditPlace from, int most, CancellationToken ct)
    {
        await using var command = databases.For(ask.District ?? "").Command("");
        var that = new Conditions(command)
            .And("seq_id <", from.Event).And("tenant_id =", ask.District).AndAny("user_name", ask.People)
            .And("type =", ask.What).And("timestamp >=", ask.From).And("timestamp <", ask.Before)
            .And("type <> all", ToldTwice);
        command.CommandText = $"""
            select seq_id, timestamp, coalesce(user_name, ''), type, tenant_id, stream_id,
                headers ->> '{UnitOfWork.PersonHeader}'
            from {MartenTables.Events}
            where {that} and stream_id <> '{MartenTables.TombstoneStream}'
            order by seq_id desc limit {that.Limit(most)}
            """;
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

    // The names of records are in order of time and hold it, so that days are a part of the key. A person has done
    // something or it was done to: each is looked for by its own index, as many as are asked for.
    private async Task<List<(Guid Place, AuditLine Line)>> RecordsAsync(
        AuditAsk ask, AuditPlace from, int most, CancellationToken ct)
    {
        await using var command = databases.All[0].Command("");
        var that = new Conditions(command)
            .And("id <", from.Record).And("id >=", FirstOf(ask.From)).And("id <", FirstOf(ask.Before))
            .And("data ->> 'district' =", ask.District).And("data ->> 'what' =", ask.What);
        var limit = that.Limit(most);
        var rows = ask.People is not { } people ? $"{MartenTables.AuditRecords} where {that}" : $"""
            {MartenTables.AuditRecords} where id in (
                select found.id from unnest({that.Value(people.ToArray())}) as person (name) cross join lateral (
                    (select id from {MartenTables.AuditRecords} where {that} and data ->> 'who' = person.name
                        order by id desc limit {limit})
                    union all
                    (select id from {MartenTables.AuditRecords} where {that} and data ->> 'about' = person.name
                        order by id desc limit {limit})) as found)
            """;
        command.CommandText = $"select {Record} from {rows} order by id desc limit {limit}";
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

    // The first name that a record of a moment can have: 48 bits of milliseconds, and nothing (RFC 9562, 5.7).
    private static Guid FirstOf(DateTimeOffset moment)
    {
        Span<byte> name = stackalloc byte[16];
        name.Clear();
        BinaryPrimitives.WriteInt64BigEndian(name, Math.Max(0, moment.ToUnixTimeMilliseconds()) << 16);
        return new Guid(name, bigEndian: true);
    }

    private sealed record Tried(
        string Who, string Address, string What, string District, string About, string Note);

    // Only what is asked for stands in a question, so that each is answered by the index of what it asks.
    private sealed class Conditions(NpgsqlCommand command)
    {
        private readonly List<string> all = [];

        public Conditions And<T>(string compared, T? value)
        {
            if (value is not null)
            {
                all.Add(value is Array ? $"{compared} ({Value(value)})" : $"{compared} {Value(value)}");
            }

            return this;
        }

        public Conditions AndAny(string compared, IReadOnlyList<string>? values) =>
            values is null ? this : And($"{compared} = any", values.ToArray());

        public string Limit(int most) => Value(most);

        public string Value(object value)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = value is DateTimeOffset moment ? moment.ToUniversalTime() : value,
            });
            return $"${command.Parameters.Count}";
        }

        public override string ToString() => string.Join(" and ", all);
    }
}
