using Evaluation.Server.Kit;

namespace Evaluation.Server.Archive;

/// <summary>All bulletins that were sealed, to look through and to be told of.</summary>
public sealed class ArchiveSlice : Slice
{
    /// <inheritdoc/>
    public override void Map(Routes routes) => ArchivePages.Map(routes.App);
}
