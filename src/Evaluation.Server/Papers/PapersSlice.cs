using Evaluation.Server.Kit;

namespace Evaluation.Server.Papers;

/// <summary>Sealed bulletins as documents, workbooks and short texts.</summary>
public sealed class PapersSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddSingleton<PapersPageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes) => PaperEndpoints.Map(routes.App);
}
