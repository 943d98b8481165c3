using Evaluation.Core.Ranking;
using Evaluation.Core.Scoring;
using Evaluation.Core.Words;
using Evaluation.Server.Store;
using Marten;
using Npgsql;

namespace Evaluation.Server.Ledger;

/// <summary>
/// Writes a district's board anew from its events alone, as another generation of rows beside the one that is read: one
/// ordered read in chunks, each folded and written at once; then the units, some at a time, are scored from what was
/// written; then the weeks are ranked. What came in meanwhile is worked through page by page as the projection does it, and
/// the district's row is changed to the new generation only at the position that the old one has. Readers and the projection
/// never wait. One that was broken off is taken up where it was.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="store">The store, for the pages that came in meanwhile.</param>
/// <param name="events">The log.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="board">The board that is read.</param>
/// <param name="maker">Makes pages.</param>
public sealed class Rebuild(
    NpgsqlDataSource database, IDocumentStore store, EventReader events, RuleSets ruleSets, BoardReader board, BoardPageMaker maker)
{
    private const int UnitsAtOnce = 50;
    private const int PageSize = 1000;

    /// <summary>How many events are folded before they are written: about 100 MB of memory for each of two chunks.</summary>
    public int ChunkSize { get; init; } = 100_000;

    /// <summary>Rebuilds a district up to the position that its board has in the end.</summary>
    /// <param name="district">The district.</param>
    /// <param name="progress">Told how much of all the work is done: events read, then as many again for scoring.</param>
    /// <param name="ct">Gives up; readers have seen nothing, and the next one goes on from here.</param>
    /// <returns>The number of events read.</returns>
    public async Task<long> RunAsync(string district, IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        await using var turn = await RebuildTurn.TakeAsync(database, district, ct);
        if (await board.PositionAsync(district, ct) is not { } position)
        {
            return 0;
        }

        var work = await RebuildWork.BeginAsync(database, district, ct);
        var total = await events.CountAsync(district, ct);
        var read = work.Folded ? 0 : await FoldAsync(work, position, done => progress?.Report((done, 2 * total)), ct);
        await ScoreAsync(work, part => progress?.Report((total + (long)(part * total), 2 * total)), ct);
        while (!await work.SwitchAsync(ct))
        {
            read += await CatchUpAsync(work, ct);
        }

        progress?.Report((2 * total, 2 * total));
        await RebuildWork.SweepAsync(database, district, ct);
        return read;
    }

    // The next chunk is read and folded while the one before is written.
    private async Task<long> FoldAsync(RebuildWork work, long upTo, Action<long> progress, CancellationToken ct)
    {
        var (read, file, writing) = (0L, work.File, Task.CompletedTask);
        var chunk = new RebuildChunk(file, work.Position);
        await foreach (var e in events.FactsAsync(work.District, work.Position, upTo, ct))
        {
            chunk.Add(e);
            if (++read % 1000 == 0)
            {
                progress(read);
            }

            if (chunk.Size == ChunkSize)
            {
                await CloseAsync(chunk);
                chunk = new RebuildChunk(chunk.File, chunk.Last);
            }
        }

        await CloseAsync(chunk);
        await writing;
        progress(read);
        return read;

        async Task CloseAsync(RebuildChunk full)
        {
            await full.FoldContinuedAsync(work.District, events, ct);
            await writing;
            writing = Task.Run(() => work.WriteAsync(full, ct), ct);
            progress(read);
        }
    }

    private async Task ScoreAsync(RebuildWork work, Action<double> progress, CancellationToken ct)
    {
        var (file, rules) = (work.File, ruleSets.Of(work.File.Editions));
        var reader = board.Of(work.Generation);
        var units = file.Roster.Terms.Select(term => term.Unit)
            .Concat((await work.UnitsAsync(ct)).Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        var (scores, writing, last) = (new Dictionary<string, UnitScore>(StringComparer.Ordinal), Task.CompletedTask, (Week?)null);
        foreach (var some in units.Chunk(Scorer.TakesWholeDistrict(rules, file.Roster) ? Math.Max(1, units.Count) : UnitsAtOnce))
        {
            var facts = (await reader.OpenOfUnitsAsync(work.District, some, ct))
                .ToLookup(entry => entry.Unit, entry => entry.ToFact(), StringComparer.Ordinal);
            var scored = Scorer.ScoreAll(some, facts, rules, file.Roster, file.LastClosed?.End, file.Targets);
            last = scored.SelectMany(score => score.Sheets).Select(sheet => (Week?)sheet.Week).Append(last).Max();
            foreach (var score in scored)
            {
                scores[score.Unit] = score with { Sheets = [], Views = [] };
            }

            await writing;
            var reached = scores.Count;
            writing = Task.Run(() => work.WriteAsync(scored, reached, ct), ct);
            progress((double)reached / units.Count);
        }

        await writing;
        var ranks = new Ranks(file, rules, scores);
        await work.WriteAsync(ranks.Weeks(last).SelectMany(week => ranks.Of(week, null, null)), ct);
    }

    private async Task<long> CatchUpAsync(RebuildWork work, CancellationToken ct)
    {
        var read = 0L;
        var live = await board.PositionAsync(work.District, ct) ?? 0;
        var pages = maker.Of(work.Generation);
        while (work.Position < live)
        {
            var page = await events.ReadAsync(work.District, live, work.Position, ct).Take(PageSize)
                .Select(e => new PageEvent(e.Position, e.Stream, e.Fact)).ToListAsync(ct);
            var made = await pages.MakeAsync(work.District, page, ct);
            await using var session = store.LightweightSession(work.District);
            BoardWriter.Queue(session, work.District, made, work.Generation);
            await session.SaveChangesAsync(ct);
            work.Reach(made.Position);
            read += page.Count;
        }

        return read;
    }
}
