using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace Evaluation.Server.Tests.Store;

/// <summary>A started host with the store and kettles in it.</summary>
public sealed class StoreHost : IAsyncDisposable
{
    private readonly IHost host;

    private StoreHost(IHost host) => this.host = host;

    /// <summary>The event store.</summary>
    public IDocumentStore Store => Get<IDocumentStore>();

    /// <summary>The command bus.</summary>
    public IMessageBus Bus => host.Services.CreateScope().ServiceProvider.GetRequiredService<IMessageBus>();

    /// <summary>Starts on a database.</summary>
    public static async Task<StoreHost> StartAsync(
        string database, StoreRole role = StoreRole.CommandOnly, Action<StoreParts>? plug = null)
    {
        var host = Build(database, role, plug);
        await host.StartAsync();
        return new StoreHost(host);
    }

    /// <summary>Builds without starting.</summary>
    public static IHost Build(
        string database, StoreRole role, Action<StoreParts>? plug = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Marten.Events.Daemon", LogLevel.Error);
        builder.AddEvaluationStore(database, role, parts =>
        {
            parts.Handlers = typeof(KettleHandler).Assembly;
            parts.State<Kettle>(Kettle.Evolve);
            plug?.Invoke(parts);
        });
        services?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>A service of the host.</summary>
    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>A signature of Chen at a fixed time.</summary>
    public static Signature Chen(string? unit = "unit-7") => new(
        "chen.guicheng", unit, new DateTimeOffset(2023, 2, 3, 9, 30, 0, TimeSpan.FromHours(8)), "request-1", "form-9");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
