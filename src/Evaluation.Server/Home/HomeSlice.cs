using Evaluation.Server.Kit;

namespace Evaluation.Server.Home;

/// <summary>The start page, open to everybody.</summary>
public sealed class HomeSlice : Slice
{
    /// <inheritdoc/>
    public override void Map(Routes routes) => HomeEndpoints.Map(routes.App);
}
