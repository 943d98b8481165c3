using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>The day on which a stream began.</summary>
public static class FiledOn
{
    /// <summary>The day of the first event in the time of who asks; the first of all days without a stream.</summary>
    /// <param name="session">The session of the district.</param>
    /// <param name="offset">The district's time.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<DateOnly> OfAsync(
        IQuerySession session, string stream, TimeSpan offset, CancellationToken ct) =>
        await session.Events.FetchStreamAsync(stream, version: 1, token: ct) is [var first, ..]
            ? DateOnly.FromDateTime(first.Timestamp.ToOffset(offset).DateTime)
            : DateOnly.MinValue;
}
