using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Tests.Chain;

namespace Evaluation.Server.Tests.Cli;

/// <summary>
/// The two towns with a server beside the terminal, as in daily use: a verb only decides and the server counts, which
/// takes a fraction of the time of a verb that works alone.
/// </summary>
/// <param name="cluster">The test cluster.</param>
public sealed class ServedDistrict(PostgresFixture cluster) : IAsyncLifetime
{
    private readonly SmallDistrict district = new(cluster);
    private Town? server;
    private ServerPresence? presence;

    /// <summary>The terminal.</summary>
    public Terminal Terminal => district.Terminal;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await district.InitializeAsync();
        server = await Town.StartAsync(district.Database, found: false);
        presence = await ServerPresence.HoldAsync(district.Database, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (presence is not null)
        {
            await presence.DisposeAsync();
        }

        if (server is not null)
        {
            await server.DisposeAsync();
        }

        await district.DisposeAsync();
    }
}
