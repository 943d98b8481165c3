using System.Diagnostics;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Integrity;

/// <summary>
/// Compares everything that is stored with everything else: the log with itself, every table of the board with the
/// events, every sealed byte with its hashes, its record and the events before it, every file of a claim with its hash.
/// </summary>
/// <remarks>
/// What it cannot find, because nothing here contradicts it: a signer, a time or a reason rewritten where the event
/// itself does not name it again; an event added at the end in the form in which the program adds it; a history
/// rewritten from some event on with all records, pages, hashes and tables made again from it; the last events taken
/// away together with all that was made of them. Only a chain of hashes over the events could, whose heads are kept
/// somewhere that whoever may write here cannot reach.
/// </remarks>
/// <param name="databases">The databases of the districts.</param>
/// <param name="logCheck">Compares the rows of the log.</param>
/// <param name="logFold">Folds the log.</param>
/// <param name="reconciliation">Compares the board.</param>
/// <param name="sealedCheck">Compares the issues.</param>
/// <param name="evidenceCheck">Compares the files of claims.</param>
/// <param name="clock">The time of the report.</param>
internal sealed class Verifier(
    Databases databases, Districts districts, LogCheck logCheck, LogFold logFold, Reconciliation reconciliation,
    SealedCheck sealedCheck, EvidenceCheck evidenceCheck, TimeProvider clock)
{
    // A rebuild holds this lock until it has deleted the rows of the generation before.
    private const string NoRebuild = "select pg_try_advisory_lock(hashtextextended('rebuild/' || $1, 0))";
    private const string Unlock = "select pg_advisory_unlock(hashtextextended('rebuild/' || $1, 0))";

    private static readonly string Leftovers = string.Join(
        " union all ",
        BoardTables.Many.Select(table =>
            $"""
            select '{table}', generation, count(*) from {table}
            where tenant_id = $1 and generation not in (
                select generation from {BoardTables.District} where tenant_id = $1
                union all select generation from {BoardTables.Rebuild} where tenant_id = $1)
            group by generation
            """));

    /// <summary>Verifies.</summary>
    /// <param name="district">The district; null for all.</param>
    /// <param name="progress">Receives how much is done: events read, then as many again for the issues.</param>
    /// <param name="pause">Called between two pieces of work, for one that runs beside others; null to hurry.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IntegrityReport> RunAsync(
        string? district, IProgress<(long Done, long Total)>? progress, Func<Task>? pause, CancellationToken ct)
    {
        var (at, watch, findings, notes) = (clock.GetUtcNow(), Stopwatch.StartNew(), new Breaches(), new Breaches());
        foreach (var database in district is null ? databases.All : [databases.For(district)])
        {
            await GuardCheck.RunAsync(database, databases.Tables, findings, ct);
            await WholeAsync("", findings, () => logCheck.RunAsync(database, district, findings, ct));
        }

        var compared = new List<ComparedDistrict>();
        var names = district is null ? await districts.AllAsync(ct) : [district];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            var part = new Part(progress, i, names.Count);
            await WholeAsync(name, findings, async () => compared.Add(
                await DistrictAsync(name, findings, notes, part, pause ?? (() => Task.CompletedTask), ct)));
            await WholeAsync(name, findings, () => evidenceCheck.RunAsync(name, findings, pause, ct));
        }

        return new IntegrityReport(
            at, decimal.Round((decimal)watch.Elapsed.TotalSeconds, 1), compared, findings.Groups, notes.Groups);
    }

    // What cannot be looked at to its end is a finding; the rest is looked at all the same.
    private static async Task WholeAsync(string district, Breaches findings, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (PostgresException lacking) when (
            lacking.SqlState is PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable)
        {
            findings.Add(
                district, IntegrityCheck.Guards, lacking.TableName ?? "数据表",
                $"与本程序所建的不同，没有核对完（{lacking.MessageText}）。");
        }
        catch (Exception failed) when (
            failed is not (OperationCanceledException or OutOfMemoryException)
            && !DatabaseFailures.IsDatabaseGone(failed))
        {
            findings.Add(
                district, IntegrityCheck.Events, "全部内容", $"没有核对完：{failed.Message.Split('\n')[0]}");
        }
    }

    private async Task<ComparedDistrict> DistrictAsync(
        string district, Breaches findings, Breaches notes, Part part, Func<Task> pause, CancellationToken ct)
    {
        var database = databases.For(district);
        var total = await CountAsync(database, district, ct);
        await using var moment = await BoardMoment.OpenAsync(database, district, ct);
        await LeftoversAsync(moment, findings, ct);
        var log = await logFold.FoldAsync(moment, findings, read => part.Report(read, 2 * total), ct);
        await pause();
        await BoardAsync(moment, log.Known, findings, notes, ct);
        var issues = await sealedCheck.RunAsync(
            moment, log, findings, notes,
            async (done, all) =>
            {
                part.Report(total + (total * done / all), 2 * total);
                await pause();
            },
            ct);
        part.Report(2 * total, 2 * total);
        return new ComparedDistrict(district, log.Events, issues);
    }

    private async Task BoardAsync(
        BoardMoment moment, Snapshot? known, Breaches findings, Breaches notes, CancellationToken ct)
    {
        var district = moment.District;
        if (known is null)
        {
            notes.Add(district, IntegrityCheck.Board, "全部表", "有事件不能使用，没有与事件比较。");
            return;
        }

        foreach (var edition in known.District.Editions.Adopted
            .Where(one => BulletinFiles.Sha256(one.Text) != one.Sha256))
        {
            findings.Add(
                district, IntegrityCheck.Events, $"考评办法第{edition.Edition}版", "文本与采纳时的校验和不一致。");
        }

        try
        {
            // Compiled again from the texts: what verifies trusts no copy.
            var scores = Scored.FromTexts(known).Scores;
            await foreach (var one in reconciliation.CompareAsync(moment, known, scores, ct))
            {
                findings.Add(district, IntegrityCheck.Board, $"{one.Table}{one.Row}", $"{one.What}。");
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException and not Npgsql.NpgsqlException)
        {
            findings.Add(
                district, IntegrityCheck.Events, "全部事件", $"不能计分：{failed.Message.Split('\n')[0]}");
        }
    }

    private static async Task LeftoversAsync(BoardMoment moment, Breaches findings, CancellationToken ct)
    {
        if (!await moment.RowsAsync(NoRebuild, row => row.GetBoolean(0), ct).SingleAsync(ct))
        {
            return;
        }

        await foreach (var (table, generation, rows) in moment.RowsAsync(
            Leftovers, row => (row.GetString(0), row.GetInt32(1), row.GetInt64(2)), ct))
        {
            findings.Add(
                moment.District, IntegrityCheck.Board, table,
                $"有{rows}行属于第{generation}代，既不是现行的，也没有在重建。");
        }

        await moment.RowsAsync(Unlock, row => row.GetBoolean(0), ct).SingleAsync(ct);
    }

    private static async Task<long> CountAsync(StoreDatabase database, string district, CancellationToken ct)
    {
        await using var command = database.Command(
            $"select count(*) from {MartenTables.Events} where tenant_id = $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = district });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    // Of several districts each has the same part of the bar.
    private sealed class Part(IProgress<(long Done, long Total)>? progress, int index, int of)
    {
        public void Report(long done, long total) =>
            progress?.Report((done + (index * total), Math.Max(1, of * total)));
    }
}
