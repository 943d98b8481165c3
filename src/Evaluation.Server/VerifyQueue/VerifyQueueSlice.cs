using Evaluation.Server.Kit;

namespace Evaluation.Server.VerifyQueue;

/// <summary>The claims that wait, one after another (核验): seen, compared, decided, next.</summary>
public sealed class VerifyQueueSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<QueuePageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        QueuePages.Map(routes.Pages);
    }
}
