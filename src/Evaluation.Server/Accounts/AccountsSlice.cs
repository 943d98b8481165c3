using Evaluation.Server.Kit;

namespace Evaluation.Server.Accounts;

/// <summary>Who is signed in.</summary>
public sealed class AccountsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddSingleton<DevelopmentActors>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        if (routes.Development)
        {
            SignInEndpoints.Map(routes.App);
        }
    }
}
