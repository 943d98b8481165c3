using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// Keeps claims, ledger, sheets and rankings of all districts up to date. Marten hands over the events of all districts
/// in pages and keeps the place; <see cref="DistrictPages"/> applies each district's part by itself, so that Marten
/// only sees failures that concern all districts, such as a database that is away, and then tries the page again.
/// </summary>
/// <param name="services">What pages are applied with. Set once the host is built.</param>
public sealed class BoardProjection(Func<IServiceProvider> services) : IProjection
{
    /// <summary>The projection's name in the progress table. Another shape of the tables needs another name.</summary>
    public const string Name = "LiveBoard";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var pages = services().GetRequiredService<DistrictPages>();
        // Marten hands over the place holders of failed appends as well; they are no events of a district.
        foreach (var district in events.Where(e => e.Data is not Tombstone)
            .GroupBy(e => e.TenantId, StringComparer.Ordinal))
        {
            await pages.ApplyAsync(
                district.Key,
                [.. district.OrderBy(e => e.Sequence).Select(e => new PageEvent(e.Sequence, e.StreamKey!, e.Data))],
                cancellation);
        }
    }
}
