using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Rebuilding;

/// <summary>
/// Writes a district's board again from its events alone, as another generation of rows beside the one that is read:
/// one ordered read, folded chunk by chunk into a ledger that is held in memory; then the units, some at a time, are
/// scored and written with their ledgers; then the weeks are ranked. A ledger too large to be held is written by parts,
/// and its units are scored from the rows. What came in meanwhile is worked through page by page as the projection does
/// it, and the district's row is changed to the new generation only at the position that the old one has. Readers and
/// the projection never wait. One that was broken off is taken up behind the last part that was kept.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="board">The board that is read.</param>
/// <param name="maker">Makes pages.</param>
public sealed class Rebuild(
    Databases databases, EventReader events, RuleSets ruleSets, BoardReader board, BoardUpdateMaker maker)
{
    // Units are scored together that have about so many events.
    private const long EventsAtOnce = 35_000;
    private const int PageSize = 1000;

    /// <summary>How many events are folded together: few enough to be forgotten soon.</summary>
    public int ChunkSize { get; init; } = 5_000;

    /// <summary>
    /// How many bytes of ledger are gathered before they are written: those of a million events and more. What does not
    /// fit is gathered by quarters of this: one is filled while one is written.
    /// </summary>
    public long BufferBytes { get; init; } = 224L << 20;

    /// <summary>Rebuilds a district up to the position that its board has in the end.</summary>
    /// <param name="progress">
    /// Receives how much of all the work is done: events read, then as many again for scoring.
    /// </param>
    /// <param name="ct">
    /// When it is cancelled, readers see nothing, and the next rebuild continues from what was kept.
    /// </param>
    /// <returns>The number of events read.</returns>
    public async Task<long> RunAsync(
        string district, IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        var database = databases.For(district);
        await using var turn = await Turn.TakeAsync(database, $"rebuild/{district}", ct);
        if (await board.PositionAsync(district, ct) is not { } position)
        {
            return 0;
        }

        await using var work = await RebuildWork.BeginAsync(database, district, ct);
        var total = await events.CountAsync(district, ct: ct);
        var (read, buffer) = work.Folded
            ? (0, null)
            : await FoldAsync(work, position, done => progress?.Report((done, 2 * total)), ct);
        await ScoreAsync(work, buffer, total, part => progress?.Report((total + (long)(part * total), 2 * total)), ct);
        while (!await work.SwitchAsync(ct))
        {
            read += await CatchUpAsync(work, ct);
        }

        progress?.Report((2 * total, 2 * total));
        await RebuildWork.SweepAsync(database, district, ct);
        return read;
    }

    // The next chunk is read and folded while the one before is written. What is returned is the whole ledger, not
    // written yet; null when it was too large to be held.
    private async Task<(long Read, LedgerBuffer? Whole)> FoldAsync(
        RebuildWork work, long upTo, Action<long> progress, CancellationToken ct)
    {
        var (read, kept, buffer, writing) = (0L, work.Position > 0, new LedgerBuffer(), Task.CompletedTask);
        var chunk = new RebuildChunk(work.File, work.Position, [], new HashSet<string>());
        try
        {
            await foreach (var e in events.FactsAsync(work.District, work.Position, upTo, ct))
            {
                chunk.Add(e);
                if (++read % 1000 == 0)
                {
                    progress(read);
                }

                if (chunk.Size == ChunkSize)
                {
                    await CloseAsync(last: false);
                }
            }

            await CloseAsync(last: true);
            await writing;
            progress(read);
            return (read, kept ? null : buffer);
        }
        finally
        {
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task CloseAsync(bool last)
        {
            var (full, filled) = (chunk, buffer);
            await full.CloseAsync(work.District, events, ct);
            await writing;
            var flush = filled.Bytes > (kept ? BufferBytes / 4 : BufferBytes) || (last && kept);
            writing = Task.Run(() => WriteAsync(work, full, filled, flush, last, ct), ct);
            var written = flush
                ? full.Undecided.Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal)
                : chunk.Written;
            (kept, buffer) = (kept || flush, flush ? new LedgerBuffer() : filled);
            chunk = new RebuildChunk(full.File, full.Last, full.Undecided, written);
            progress(read);
        }
    }

    private static async Task WriteAsync(
        RebuildWork work, RebuildChunk chunk, LedgerBuffer buffer, bool flush, bool last, CancellationToken ct)
    {
        buffer.Add(chunk.Fold, chunk.After + 1);
        await work.WriteAsync(chunk, ct);
        if (last || flush)
        {
            await work.WriteUndecidedAsync(chunk, ct);
        }

        if (flush)
        {
            await work.WriteAsync([.. buffer.Weeks()], ct);
            await work.CommitAsync(ct);
        }
    }

    private async Task ScoreAsync(
        RebuildWork work, LedgerBuffer? whole, long total, Action<double> progress, CancellationToken ct)
    {
        var (file, rules) = (work.File, ruleSets.Of(work.File));
        var reader = board.Of(work.Generation);
        var known = whole?.Units ?? [.. (await work.LastWeeksAsync(ct)).Keys];
        var units = file.Roster.Terms.Select(term => term.Unit).Concat(known.Order(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal).ToList();
        var atOnce = Scorer.TakesWholeDistrict(rules, file.Roster)
            ? units.Count
            : EventsAtOnce * units.Count / Math.Max(1, total);
        var scores = new Dictionary<string, UnitScore>(StringComparer.Ordinal);
        var (writing, last) = (Task.CompletedTask, (Week?)null);
        try
        {
            foreach (var some in units.Chunk((int)Math.Clamp(atOnce, 1, Math.Max(1, units.Count))))
            {
                var entries = whole?.Weeks(some).SelectMany(week => week.Open())
                    ?? await reader.OpenOfUnitsAsync(work.District, some, ct);
                var facts = entries.ToLookup(entry => entry.Unit, entry => entry.ToFact(), StringComparer.Ordinal);
                var scored = Scorer.ScoreAll(some, facts, rules, file.Roster, file.LastClosed?.End, file.Targets);
                last = scored.SelectMany(score => score.Sheets).Select(sheet => (Week?)sheet.Week).Append(last).Max();
                foreach (var score in scored)
                {
                    scores[score.Unit] = score with { Sheets = [], Views = [] };
                }

                await writing;
                var reached = scores.Count;
                writing = Task.Run(() => WriteAsync(work, whole?.Weeks(some), scored, reached, ct), ct);
                progress((double)reached / units.Count);
            }

            await writing;
        }
        finally
        {
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var ranks = new Ranks(file, rules, scores);
        await work.WriteAsync(ranks.Weeks(last).SelectMany(week => ranks.Of(week, null, null)), ct);
        await work.CommitAsync(ct);
    }

    // A ledger that is held whole is kept only with everything that is made of it: folding it again takes seconds.
    private static async Task WriteAsync(
        RebuildWork work, IEnumerable<BufferedWeek>? weeks, IReadOnlyList<UnitScore> scored, int reached,
        CancellationToken ct)
    {
        if (weeks is not null)
        {
            await work.WriteAsync([.. weeks], ct);
        }

        await work.WriteAsync(scored, reached, ct);
        if (weeks is null)
        {
            await work.CommitAsync(ct);
        }
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
            await using var session = databases.WriteSession(work.District);
            BoardWriter.Queue(session, work.District, made, work.Generation);
            await session.SaveChangesAsync(ct);
            work.Reach(made.Position);
            read += page.Count;
        }

        return read;
    }
}
