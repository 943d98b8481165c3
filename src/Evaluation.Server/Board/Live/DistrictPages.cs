using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// Applies events to the boards of districts, a page at a time, each in a transaction of its own: what one district's
/// events do to its page never reaches another district. A page that cannot be applied stops its district, which then
/// stands at the first event that cannot be counted, since a figure without some event would look right and be wrong.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="maker">Works out what a page changes.</param>
/// <param name="stops">The districts that stand still.</param>
/// <param name="logger">Takes the exception; people see only where the board stands.</param>
public sealed partial class DistrictPages(
    Databases databases, EventReader log, BoardReader board, BoardUpdateMaker maker, BoardStops stops,
    ILogger<DistrictPages> logger)
{
    private const int PageSize = 1000;

    // Longer than any page takes: whoever waits so long waits for somebody.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Applies a page of a district's events as the projection got them. Events that the board has already are left
    /// out, so that a page may come again. Marten leaves out events that it cannot read: where the log has more events
    /// than the page, the district stops at the first one that is missing. A district that waits for a lock too long,
    /// or whose row the database refuses, is passed over and caught up with by itself: the others do not wait for it.
    /// </summary>
    /// <exception cref="Exception">The database is away or busy, or another process applied the page.</exception>
    public async Task ApplyAsync(string district, IReadOnlyList<PageEvent> page, CancellationToken ct)
    {
        var last = page[^1].Position;
        if (await stops.PassOverAsync(district, last, ct))
        {
            return;
        }

        var reached = await board.ProjectedAsync(district, ct);
        var due = page[0].Position > reached ? page : [.. page.Where(e => e.Position > reached)];
        if (await log.CountAsync(district, reached, last, ct) == due.Count)
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(ct);
            soon.CancelAfter(Longest);
            try
            {
                await StoreAsync(district, due, soon.Token);
                return;
            }
            catch (Exception e) when (DatabaseFailures.IsLasting(e))
            {
                LogNotApplied(logger, district, page[0].Position, last, e);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && DatabaseFailures.IsOfOneDistrict(e))
            {
                // Where the database is away this fails too, and the page comes again for all.
                await stops.BeginAsync(district, last, ct);
                LogHeldUp(logger, district, last, e);
                return;
            }
        }
        else
        {
            LogGap(logger, district, reached, last);
        }

        await stops.BeginAsync(district, last, ct);
        await ResumeAsync(district, ct);
    }

    /// <summary>
    /// Finds a district that stands still without a stop: its last event could not be read and no later one has come.
    /// </summary>
    public async Task CheckAsync(string district, CancellationToken ct)
    {
        var projected = await ProjectionProgress.ReachedAsync(
            databases.For(district), $"{BoardProjection.Name}:All", ct);
        var last = await log.LastPositionAsync(district, ct);
        if (last <= projected && last > await board.ProjectedAsync(district, ct))
        {
            await stops.BeginAsync(district, last, ct);
            await ResumeAsync(district, ct);
        }
    }

    /// <summary>Goes on with a district that stands still, as far as its events can be counted.</summary>
    /// <returns>Whether the district stands no more.</returns>
    public async Task<bool> ResumeAsync(string district, CancellationToken ct)
    {
        await using var turn = await Turn.TryTakeAsync(databases.For(district), $"resume/{district}", ct);
        var size = PageSize;
        while (turn is not null && await stops.PassedAsync(district, ct) is { } passed)
        {
            var reached = await board.ProjectedAsync(district, ct);
            var (page, unreadable) = await ReadableAsync(district, reached, passed, size, ct);
            if (page.Count == 0)
            {
                if (unreadable is not null)
                {
                    await StandAsync(district, reached, unreadable, isUnreadable: true, ct);
                    return false;
                }

                if (await stops.EndAsync(district, passed, ct))
                {
                    LogResumed(logger, district, reached);
                    return true;
                }

                continue;
            }

            try
            {
                await StoreAsync(district, page, ct);
            }
            catch (Exception e) when (DatabaseFailures.IsLasting(e))
            {
                if (page.Count == 1)
                {
                    await StandAsync(district, reached, e, isUnreadable: false, ct);
                    return false;
                }

                size = page.Count / 2;
            }
        }

        return turn is not null;
    }

    private async Task StoreAsync(string district, IReadOnlyList<PageEvent> page, CancellationToken ct)
    {
        if (page.Count == 0)
        {
            return;
        }

        var made = await maker.MakeAsync(district, page, ct);
        await using var session = databases.WriteSession(district);
        BoardWriter.Queue(session, district, made);
        await session.SaveChangesAsync(ct);
    }

    // The events up to the first one that cannot be read, and why it cannot.
    private async Task<(List<PageEvent> Page, Exception? Unreadable)> ReadableAsync(
        string district, long after, long upTo, int most, CancellationToken ct)
    {
        var page = new List<PageEvent>();
        try
        {
            await foreach (var e in log.ReadAsync(district, upTo, after, ct).Take(most))
            {
                page.Add(new PageEvent(e.Position, e.Stream, e.Fact));
            }
        }
        catch (Exception e) when (DatabaseFailures.IsLasting(e))
        {
            return (page, e);
        }

        return (page, null);
    }

    // The reason is logged once, however often the event is tried again.
    private async Task StandAsync(
        string district, long reached, Exception reason, bool isUnreadable, CancellationToken ct)
    {
        var (position, stream, name) = (await log.NextAsync(district, reached, ct))!.Value;
        if (await stops.StandAsync(district, position, stream, name, isUnreadable, ct))
        {
            LogStands(logger, district, position, name, stream, reason);
        }
    }

    [LoggerMessage(LogLevel.Error, "The board of {District} cannot apply its events {First} to {Last}; it is looking "
        + "for the one that stops it. Other districts go on.")]
    private static partial void LogNotApplied(ILogger logger, string district, long first, long last, Exception e);

    [LoggerMessage(LogLevel.Warning, "The board of {District} is held up before event {Last} and caught up with by "
        + "itself. Other districts go on.")]
    private static partial void LogHeldUp(ILogger logger, string district, long last, Exception e);

    [LoggerMessage(LogLevel.Warning, "The projection of {District} did not get all events after {Reached} and up to "
        + "{Last}; they are read from the log.")]
    private static partial void LogGap(ILogger logger, string district, long reached, long last);

    [LoggerMessage(LogLevel.Error, "The board of {District} stands before event {Position}, {Name} of {Stream}.")]
    private static partial void LogStands(
        ILogger logger, string district, long position, string name, string stream, Exception e);

    [LoggerMessage(LogLevel.Warning, "The board of {District} goes on; it has reached event {Position}.")]
    private static partial void LogResumed(ILogger logger, string district, long position);
}
