using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Marten;

namespace Evaluation.Server.Archive;

/// <summary>Reads the headings of a district's bulletins.</summary>
/// <param name="databases">Where they are.</param>
/// <param name="districts">The known districts.</param>
internal sealed class ArchiveReader(Databases databases, Districts districts)
{
    /// <summary>The district as founded; null for one that nobody founded.</summary>
    public async Task<DistrictFounded?> FoundedAsync(string district, CancellationToken ct)
    {
        if (await districts.MissingAsync(district, ct) is not null)
        {
            return null;
        }

        await using var session = databases.Session(district);
        return await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
    }

    /// <summary>The bulletins, the last sealed first; for strangers those that have a paper for them.</summary>
    /// <param name="member">Whether it is somebody of the district.</param>
    public async Task<IReadOnlyList<BulletinHeading>> AllAsync(string district, bool member, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        var all = await session.Query<BulletinHeading>().ToListAsync(ct);
        return
        [
            .. all.Where(one => member || one.Papers is null or PaperScope.Both)
                .OrderByDescending(one => one.SealedOn).ThenByDescending(one => one.Id, StringComparer.Ordinal),
        ];
    }
}
