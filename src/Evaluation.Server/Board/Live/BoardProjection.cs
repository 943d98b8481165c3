using Evaluation.Server.Kit.Store;
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
        if (events.Count == 0)
        {
            return;
        }

        var pages = services().GetRequiredService<DistrictPages>();
        var last = events.Max(e => e.Sequence);
        var unreadable = await UnreadableAsync(events, last, cancellation);
        var readable = events.ToLookup(e => e.TenantId, StringComparer.Ordinal);
        foreach (var district in readable.Select(some => some.Key).Union(unreadable.Select(place => place.District)))
        {
            var page = readable[district].OrderBy(e => e.Sequence)
                .Select(e => new PageEvent(e.Sequence, e.StreamKey!, e.Data)).ToList();
            var gaps = unreadable.Where(place => place.District == district).Select(place => place.Position).ToList();
            await pages.ApplyAsync(
                district, gaps.Count == 0 ? page : null, page.Select(e => e.Position).Concat(gaps).Max(), cancellation);
        }
    }

    // Marten leaves out events that it cannot read, of whatever district. Positions are without gaps but for these and
    // for transactions that failed.
    private async Task<IReadOnlyList<(string District, long Position)>> UnreadableAsync(
        IReadOnlyList<IEvent> events, long last, CancellationToken ct)
    {
        var database = services().GetRequiredService<Databases>().For(events[0].TenantId);
        var after = await ProjectionProgress.ReachedAsync(database, $"{Name}:All", ct);
        if (last - after == events.Count)
        {
            return [];
        }

        var read = events.Select(e => e.Sequence).ToHashSet();
        return [.. (await EventReader.PlacesAsync(database, after, last, ct)).Where(e => !read.Contains(e.Position))];
    }
}
