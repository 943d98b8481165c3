using System.Diagnostics;
using System.Text.Json;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Knows who calls the command line by tokens and by the trust declared at accounts. It reads without the store, which
/// a verb that only checks does not build.
/// </summary>
internal sealed class Callers(Databases databases, TimeProvider clock) : ICallers
{
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);

    // When it was last seen not to be, in the ticks of the stopwatch.
    private long unserved = long.MinValue;

    private const string Token = $"""
        select t.data::text, a.id is not null and a.data ->> 'lockedFor' is null,
            coalesce((a.data ->> 'administrator')::boolean, false), a.data ->> 'person'
        from {MartenTables.AccessTokens} t left join {MartenTables.Accounts} a on a.id = t.data ->> 'account'
        where t.id = $1
        """;

    // The time alone: a token that was ended since stays ended.
    private const string Use = $$"""
        update {{MartenTables.AccessTokens}} set data = jsonb_set(data, '{used}', to_jsonb($2::timestamptz))
        where id = $1 and data ->> 'ended' is null
        """;

    private const string Served = $"""
        select data ->> 'what' from {MartenTables.AuditRecords}
        where data ->> 'what' in ('{Audited.Served}', '{Audited.Released}') order by id desc limit 1
        """;

    private const string Trusted = $"""
        select id, coalesce((data ->> 'administrator')::boolean, false), data ->> 'person'
        from {MartenTables.Accounts}
        where data ->> 'systemUser' = $1 and data ->> 'lockedFor' is null order by id
        """;

    /// <inheritdoc/>
    public async Task<Caller?> ByTokenAsync(string token, CancellationToken ct)
    {
        if (TokenDesk.HashOf(token) is not { } id)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (await FindAsync(id, ct) is not { } found || !found.Token.Holds(now))
        {
            return null;
        }

        await NoteUseAsync(databases, found.Token, now, ct);
        return found.Caller;
    }

    /// <summary>Notes that a token is used, to a minute: by whichever way it came.</summary>
    internal static async Task NoteUseAsync(
        Databases databases, AccessToken token, DateTimeOffset now, CancellationToken ct)
    {
        if (!token.IsNews(now))
        {
            return;
        }

        await using var use = databases.All[0].Command(Use);
        use.Parameters.Add(new NpgsqlParameter<string> { TypedValue = token.Id });
        use.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
        await use.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Caller>> ByUserAsync(string user, CancellationToken ct)
    {
        await using var command = databases.All[0].Command(Trusted);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = user });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<Caller>();
        while (await reader.ReadAsync(ct))
        {
            all.Add(new Caller(reader.GetString(0), reader.GetBoolean(1)) { Person = reader.GetString(2) });
        }

        return all;
    }

    /// <inheritdoc/>
    public async Task<bool> WasServedAsync(CancellationToken ct)
    {
        // A developer's server asks at each request.
        var seen = Interlocked.Read(ref unserved);
        if (seen != long.MinValue && Stopwatch.GetElapsedTime(seen) < Lately)
        {
            return false;
        }

        try
        {
            await using var command = databases.All[0].Command(Served);
            if (await command.ExecuteScalarAsync(ct) is Audited.Served)
            {
                return true;
            }
        }
        catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // Nothing was ever kept in it.
        }
        catch (Exception e) when (seen != long.MinValue && DatabaseTrouble.RefusalOf(e) is not null)
        {
            // Nothing can be read or stored now; who it is that is told so has not changed.
            return false;
        }

        Interlocked.Exchange(ref unserved, Stopwatch.GetTimestamp());
        return false;
    }

    // The token and as whom it acts; null where there is none, or its owner may not sign in.
    private async Task<(AccessToken Token, Caller Caller)?> FindAsync(string id, CancellationToken ct)
    {
        await using var command = databases.All[0].Command(Token);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var token = JsonSerializer.Deserialize<AccessToken>(reader.GetString(0), EventJson.Options)!;
        return token.Account is { } account
            ? reader.GetBoolean(1)
                ? (token, new Caller(account, reader.GetBoolean(2)) { Person = reader.GetString(3) })
                : null
            : (token, new Caller(token.Signs, false)
            {
                Person = AccessToken.CalledOf(token.Name),
                Program = (token.Role!, token.District!),
                Unit = token.Unit,
                Behind = token.Behind,
            });
    }
}
