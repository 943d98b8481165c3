using Evaluation.LocalPostgres;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Marten;
using Wolverine;

namespace Evaluation.Server.Kit.Cli;

/// <summary>The database and what works on it, opened for one verb.</summary>
internal sealed class CliSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Shell shell;
    private readonly DatabaseConnection database;
    private readonly IServiceScope scope;
    private readonly IAsyncDisposable services;
    private WebApplication? started;
    private ServerPresence? presence;

    private CliSession(Shell shell, DatabaseConnection database, IServiceProvider provider, IAsyncDisposable services)
    {
        (this.shell, this.database, this.services) = (shell, database, services);
        scope = provider.CreateScope();
    }

    /// <summary>
    /// Opens for reading the board and the log: without the store's machinery, which takes half a second to build.
    /// </summary>
    public static async Task<CliSession> ReadAsync(Shell shell, CancellationToken ct)
    {
        var database = await shell.OpenDatabase(shell.Say, ct);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(EventNames.Of());
        StoreSetup.AddDatabases(services, database.ConnectionString);
        services.AddSingleton<EventReader>();
        services.AddSingleton<Districts>();
        services.AddSingleton(shell.Clock);
        shell.App.AddServices(services);
        var provider = services.BuildServiceProvider();
        return new CliSession(shell, database, provider, provider);
    }

    /// <summary>Opens for reading everything in the store; nothing is started.</summary>
    public static async Task<CliSession> ConsultAsync(Shell shell, CancellationToken ct)
    {
        var database = await shell.OpenDatabase(shell.Say, ct);
        var app = Build(shell.App, database, StoreRole.CommandOnly);
        return new CliSession(shell, database, app.Services, app);
    }

    /// <summary>Opens for writing: beside a server it only decides, alone it also runs the projections.</summary>
    public static async Task<CliSession> WriteAsync(Shell shell, CancellationToken ct)
    {
        var database = await shell.OpenDatabase(shell.Say, ct);
        var served = await ServerPresence.AnyAsync(database.ConnectionString, ct);
        var app = Build(shell.App, database, served ? StoreRole.CommandOnly : StoreRole.Server);
        var session = new CliSession(shell, database, app.Services, app);
        try
        {
            session.presence = served ? null : await ServerPresence.HoldAsync(database.ConnectionString, ct);
            await app.StartAsync(ct);
            session.started = app;
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service.</summary>
    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>A session of a district.</summary>
    public IQuerySession Session(string district) => Get<Databases>().Session(district);

    /// <summary>
    /// The district to look at: the named one, else the first, which is then said where there are others.
    /// </summary>
    public async Task<Result<string>> DistrictAsync(string? name, CancellationToken ct)
    {
        var found = await Named.DistrictAsync(Get<Districts>(), name, ct);
        if (name is null && await AllAsync(ct) is [var first, _, ..] all)
        {
            shell.Say($"没有写明考评单位范围，以下是“{first}”；可用 --district 指定：{string.Join('、', all)}。");
        }

        return found;
    }

    /// <summary>The district to change: the named one, or the only one.</summary>
    public async Task<Result<string>> OnlyDistrictAsync(string? name, CancellationToken ct) =>
        name is null && await AllAsync(ct) is [_, _, ..] all
            ? new Refusal(
                "district-missing", "没有写明考评单位范围。", "--district",
                $"请用 --district 指定一个：{string.Join('、', all)}。")
            : await Named.DistrictAsync(Get<Districts>(), name, ct);

    private Task<IReadOnlyList<string>> AllAsync(CancellationToken ct) => Get<Districts>().AllAsync(ct);

    /// <summary>Reads the name of a week.</summary>
    public async Task<Result<Week>> WeekAsync(string district, string name, CancellationToken ct)
    {
        await using var session = Session(district);
        return await Named.WeekAsync(session, name, ct);
    }

    /// <summary>Sends a command; when it is accepted, waits until the board shows it.</summary>
    public async Task<Outcome> AskAsync(string district, object command, CancellationToken ct)
    {
        var outcome = await Get<IMessageBus>().AskAsync(district, command, ct);
        if (outcome.IsAccepted)
        {
            await CaughtUpAsync(district, ct);
        }

        return outcome;
    }

    /// <summary>Waits until the board shows everything that is stored, with a message when it takes long.</summary>
    public async Task CaughtUpAsync(string district, CancellationToken ct)
    {
        if (await Get<IBoardProgress>().StandsAsync(district, ct) is { } why)
        {
            shell.Say($"已登记。{why}");
            return;
        }

        var counted = Get<CatchUp>().AllAsync(district, ct);
        if (await Task.WhenAny(counted, Task.Delay(Patience, ct)) != counted)
        {
            // Happens after many events at once, or after a server was killed, until another takes its work.
            shell.Say("已登记，正在等待计分……");
        }

        await counted;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (started is not null)
        {
            await started.StopAsync();
        }

        scope.Dispose();
        await services.DisposeAsync();
        if (presence is not null)
        {
            await presence.DisposeAsync();
        }

        await database.DisposeAsync();
    }

    private static WebApplication Build(AppFactory app, DatabaseConnection database, StoreRole role) =>
        app.Build(database.ConnectionString, role, builder => EndQuietly.Configure(builder.Services));
}
