using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Knows who calls the command line by tokens and by the trust declared at accounts. It reads without the store, which
/// a verb that only checks does not build.
/// </summary>
/// <param name="databases">The databases.</param>
internal sealed class Callers(Databases databases) : ICallers
{
    private const string Token = $"""
        select t.data ->> 'account', t.data ->> 'name', t.data ->> 'role', t.data ->> 'district', t.data ->> 'unit',
            coalesce((a.data ->> 'administrator')::boolean, false)
        from {MartenTables.AccessTokens} t left join {MartenTables.Accounts} a on a.id = t.data ->> 'account'
        where t.id = $1 and t.data ->> 'ended' is null and (t.data ->> 'until')::timestamptz > now()
            and (t.data ->> 'account' is null or (a.id is not null and a.data ->> 'lockedFor' is null))
        """;

    private const string Use = $$"""
        update {{MartenTables.AccessTokens}} set data = jsonb_set(data, '{used}', to_jsonb(now()))
        where id = $1
            and coalesce((data ->> 'used')::timestamptz, '-infinity') <= now() - interval '1 minute'
        """;

    private const string Trusted = $"""
        select id, coalesce((data ->> 'administrator')::boolean, false) from {MartenTables.Accounts}
        where data ->> 'systemUser' = $1 and data ->> 'lockedFor' is null order by id
        """;

    /// <inheritdoc/>
    public async Task<Caller?> ByTokenAsync(string token, CancellationToken ct)
    {
        if (TokenDesk.HashOf(token) is not { } id)
        {
            return null;
        }

        var caller = await FindAsync(id, ct);
        if (caller is not null)
        {
            await using var use = databases.All[0].Command(Use);
            use.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
            await use.ExecuteNonQueryAsync(ct);
        }

        return caller;
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
            all.Add(new Caller(reader.GetString(0), reader.GetBoolean(1)));
        }

        return all;
    }

    private async Task<Caller?> FindAsync(string id, CancellationToken ct)
    {
        await using var command = databases.All[0].Command(Token);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        return Text(0) is { } account
            ? new Caller(account, reader.GetBoolean(5))
            : new Caller(AccessToken.SignatureOf(Text(1)!), false)
            {
                Program = (Text(2)!, Text(3)!),
                Unit = Text(4),
            };
    }
}
