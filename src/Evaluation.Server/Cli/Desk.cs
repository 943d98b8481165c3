using Evaluation.Core.Words;
using Evaluation.Server.Imports;
using Evaluation.Server.Postgres;
using Evaluation.Server.Store;
using Evaluation.Server.Web;
using Marten;
using Microsoft.AspNetCore.Hosting.Server;
using Wolverine;
using Outcome = Evaluation.Server.Store.Outcome;

namespace Evaluation.Server.Cli;

/// <summary>The database and the application on it, opened for one verb.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly DatabaseConnection database;
    private readonly WebApplication app;
    private readonly IServiceScope scope;
    private ServerPresence? presence;
    private bool started;

    private Desk(DatabaseConnection database, WebApplication app)
    {
        (this.database, this.app) = (database, app);
        scope = app.Services.CreateScope();
    }

    /// <summary>Opens for reading: nothing is started, so that it is quick and needs no server.</summary>
    public static Task<Desk> ReadAsync(Shell shell, CancellationToken ct) => OpenAsync(shell, writes: false, ct);

    /// <summary>Opens for writing: beside a server it only decides, alone it also runs the projections.</summary>
    public static Task<Desk> WriteAsync(Shell shell, CancellationToken ct) => OpenAsync(shell, writes: true, ct);

    /// <summary>A service.</summary>
    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>A session of a district.</summary>
    public IQuerySession Session(string district) => Get<IDocumentStore>().QuerySession(district);

    /// <summary>The district that is meant: the named one, else the first; or why there is none.</summary>
    public async Task<(string District, Refusal? Refusal)> DistrictAsync(string? named, CancellationToken ct)
    {
        if (named is not null)
        {
            return (named, await Get<Districts>().MissingAsync(named, ct));
        }

        var all = await Get<Districts>().AllAsync(ct);
        return all.Count > 0 ? (all[0], null) : ("", Empty);
    }

    /// <summary>The refusal on a database without any district.</summary>
    public static Refusal Empty { get; } = new("empty", "数据库中还没有考评单位范围。", "district", "请先运行 ops/run 或 ops/evaluation seed 文件夹。");

    /// <summary>Sends a command; when it is accepted, waits until the board shows it.</summary>
    public async Task<Outcome> AskAsync(string district, object command, CancellationToken ct)
    {
        var outcome = await Get<IMessageBus>().AskAsync(district, command, ct);
        if (outcome.IsAccepted)
        {
            await Get<HistoryLoader>().CaughtUpAsync(district, ct);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            await app.StopAsync();
        }

        scope.Dispose();
        await app.DisposeAsync();
        if (presence is not null)
        {
            await presence.DisposeAsync();
        }

        await database.DisposeAsync();
    }

    private static async Task<Desk> OpenAsync(Shell shell, bool writes, CancellationToken ct)
    {
        var database = await shell.OpenDatabase(shell.Say, ct);
        var served = !writes || await ServerPresence.AnyAsync(database.ConnectionString, ct);
        var app = Application.Build(database.ConnectionString, served ? StoreRole.CommandOnly : StoreRole.Server, null, builder =>
        {
            builder.Services.AddSingleton<IServer, NoServer>();
            EndQuietly.Configure(builder.Services);
        });
        var desk = new Desk(database, app);
        try
        {
            if (writes)
            {
                desk.presence = served ? null : await ServerPresence.HoldAsync(database.ConnectionString, ct);
                await app.StartAsync(ct);
                desk.started = true;
            }

            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }
}
