using Evaluation.Office.Claims;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Evidence;

/// <summary>Knows which files the events name.</summary>
/// <param name="districts">All districts of the installation.</param>
/// <param name="events">The log, which names the files.</param>
public sealed class EvidenceNamed(Districts districts, EventReader events)
{
    /// <summary>The files that the events of a district name, with their claims.</summary>
    public IAsyncEnumerable<EvidenceAdded> OfAsync(string district, CancellationToken ct) =>
        events.OfTypeAsync<EvidenceAdded>(district, ct);

    /// <summary>The hashes that the events of all districts name.</summary>
    public async Task<IReadOnlySet<string>> AllAsync(CancellationToken ct)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var district in await districts.AllAsync(ct))
        {
            await foreach (var added in OfAsync(district, ct))
            {
                named.UnionWith(added.Files.Select(file => file.Sha256));
            }
        }

        return named;
    }
}
