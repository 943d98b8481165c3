using System.Diagnostics;
using Evaluation.Faults.Ground;
using Evaluation.Faults.History;
using Evaluation.Faults.Load;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Faults;

/// <summary>Everything that can be compared when the work has ended.</summary>
/// <param name="arena">Has the program.</param>
internal sealed class Aftermath(Arena arena, string database)
{
    // A server that died is given up after 15 seconds, and much may have to be counted then.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Log = $"""
        select tenant_id, stream_id, version, seq_id, coalesce(correlation_id, '')
        from {MartenTables.Events} where stream_id <> '{MartenTables.TombstoneStream}'
        """;

    private const string Behind = $"""
        select e.tenant_id, max(e.seq_id), coalesce(max(d.position), 0)
        from {MartenTables.Events} e left join {BoardTables.District} d on d.tenant_id = e.tenant_id
        where e.stream_id <> '{MartenTables.TombstoneStream}'
        group by e.tenant_id having max(e.seq_id) > coalesce(max(d.position), 0)
        """;

    // The table comes with the first bulletin.
    private const string AnySealed = $"select to_regclass('{MartenTables.SealedBulletins}') is not null";
    private const string Sealed = $"select distinct tenant_id from {MartenTables.SealedBulletins} order by 1";

    /// <summary>Waits until the boards show everything.</summary>
    /// <returns>Where one does not.</returns>
    public async Task<IReadOnlyList<string>> BehindAsync(CancellationToken ct)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(200, ct))
        {
            var behind = await Sql.RowsAsync(
                database, Behind,
                row => $"The board of {row.GetString(0)} stays at {row.GetInt64(2)}, the log is at {row.GetInt64(1)}.",
                ct);
            if (behind.Count == 0 || watch.Elapsed > Patience)
            {
                return behind;
            }
        }
    }

    /// <summary>Compares what was answered with the log.</summary>
    public async Task<Judgement> JudgeAsync(Book book, CancellationToken ct)
    {
        var log = await Sql.RowsAsync(
            database, Log,
            row => new Logged(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)),
            ct);
        return HistoryCheck.Judge(book.History, log, book.Knows);
    }

    /// <summary>Has the program verify all that is stored and count every sealed week again.</summary>
    /// <returns>What it says when something differs.</returns>
    public async Task<IReadOnlyList<string>> VerifyAsync(CancellationToken ct)
    {
        var wrong = new List<string>();
        var commands = new List<string[]> { (string[])["verify"] };
        if ((await Sql.RowsAsync(database, AnySealed, row => row.GetBoolean(0), ct)).Single())
        {
            commands.AddRange((await Sql.RowsAsync(database, Sealed, row => row.GetString(0), ct))
                .Select(district => (string[])["recount", "--all", "--district", district]));
        }

        foreach (var command in commands)
        {
            var said = await arena.RunAsync(database, ct, command);
            wrong.AddRange(said.Select(line => $"{command[0]}: {line.Trim()}"));
        }

        return wrong;
    }
}
