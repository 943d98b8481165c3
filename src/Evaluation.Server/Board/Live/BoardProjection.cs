using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// Keeps claims, ledger, sheets and rankings of all districts up to date, a page of events at a time, each page in one
/// transaction with the projection's progress. An exception stops it: a figure without some event would look right and
/// be wrong.
/// </summary>
/// <param name="maker">Works out what a page changes. Set once the host is built.</param>
public sealed class BoardProjection(Func<BoardPageMaker> maker) : IProjection
{
    /// <summary>The projection's name in the progress table. Another shape of the tables needs another name.</summary>
    public const string Name = "LiveBoard";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var district in events.GroupBy(e => e.TenantId, StringComparer.Ordinal))
        {
            var page = district.OrderBy(e => e.Sequence)
                .Select(e => new PageEvent(e.Sequence, e.StreamKey!, e.Data)).ToList();
            var made = await maker().MakeAsync(district.Key, page, cancellation);
            BoardWriter.Queue(operations, district.Key, made);
        }
    }
}
