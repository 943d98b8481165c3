using System.CommandLine;
using Evaluation.Office.Imports;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Evidence;
using Evaluation.Server.Imports;
using Evaluation.Server.Integrity;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Operations;

namespace Evaluation.Server;

/// <summary>`serve`: the web server, with projections and background work.</summary>
internal static class ServeVerb
{
    private const string DefaultUrls = "http://127.0.0.1:5080";
    private const int MostAttempts = 30;

    private static readonly Doer Starting = new("服务启动", "");

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen.",
            DefaultValueFactory = _ => DefaultUrls,
        };
        urls.Validators.Add(result =>
        {
            if (!result.GetValueOrDefault<string>()!.Split(';').All(IsAddress))
            {
                result.AddError($"--urls must be an address such as {DefaultUrls}.");
            }
        });
        var noDemo = new Option<bool>("--no-demo")
        {
            Description = "Do not load the demonstration districts of the folder seeds.",
        };
        var verb = new Command(
            "serve", "Serve pages and the HTTP API; on first start the demonstration districts are loaded.\n"
            + $"{SignInSettings.AddressVariable} is the address by which people reach it, to which passkeys belong; "
            + $"{ProviderSettings.IssuerVariable} and its kin name a provider of OpenID Connect (ops/DEPLOY.md, 3).\n\n"
            + "Example: evaluation serve --urls http://127.0.0.1:8080")
        {
            urls, noDemo,
        };
        verb.SetAction((parsed, ct) =>
            UntilStoppedAsync(shell, parsed.GetValue(urls)!, !parsed.GetValue(noDemo), ct));
        return verb;
    }

    // Being asked to stop while it still starts is no failure either.
    private static async Task<int> UntilStoppedAsync(Shell shell, string urls, bool demo, CancellationToken ct)
    {
        try
        {
            return await ServeAsync(shell, urls, demo, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            shell.Out.WriteLine("Stopped.");
            return Shell.Done;
        }
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static async Task<int> ServeAsync(Shell shell, string urls, bool demo, CancellationToken ct)
    {
        if (!Settings(out var hours, out var signIns).TryGet(out var settings, out var wrong))
        {
            shell.Error.WriteLine($"{wrong.What} {wrong.Remedy}");
            return Shell.WrongUsage;
        }

        await using var database = await shell.OpenDatabase(shell.Say, ct);
        await using var app = Application.Build(
            database.ConnectionString, StoreRole.Server, urls, builder =>
            {
                EndQuietly.Configure(builder.Services);
                IntegritySlice.AddNights(builder.Services, hours);
                ProviderScheme.AddTo(builder.Services, signIns);
                OperationsSlice.AddServing(builder, settings with { Data = database.Folder });
            });
        if (!await StartsAsync(shell, app, urls, ct))
        {
            return Shell.Refused;
        }

        await using (await ServerPresence.HoldAsync(database.ConnectionString, ct))
        {
            using var watching = new CancellationTokenSource();
            var alive = database.KeepAliveAsync(watching.Token);
            shell.Out.WriteLine($"Listening at {urls}; database {database.Location}.");
            await SayWhoseAsync(shell, app, ct);
            await FirstAdministratorAsync(shell, app, urls.Split(';')[0].TrimEnd('/'), ct);
            try
            {
                await WorkAsync(shell, app, urls.Split(';')[0], demo, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // Ctrl-C.
            }
            finally
            {
                shell.Out.WriteLine("Stopping.");
                await watching.CancelAsync();
                await alive;
                await app.StopAsync(CancellationToken.None);
            }
        }

        return Shell.Done;
    }

    // False with the reason said.
    private static async Task<bool> StartsAsync(Shell shell, WebApplication app, string urls, CancellationToken ct)
    {
        if (await CallerOf.ServedAsync(shell, app.Services.GetRequiredService<ICallers>(), ct) is { } served)
        {
            shell.Refuse(served);
            return false;
        }

        try
        {
            await app.StartAsync(ct);
            return true;
        }
        catch (IOException taken)
        {
            await app.StopAsync(CancellationToken.None);
            shell.Error.WriteLine(
                $"Cannot listen at {urls}: {taken.Message} "
                + "Stop the other program, or choose another address with --urls.");
            return false;
        }
    }

    // Whether names are believed, or real people work in the database from now on.
    private static async Task SayWhoseAsync(Shell shell, WebApplication app, CancellationToken ct)
    {
        if (app.Environment.IsDevelopment())
        {
            shell.Out.WriteLine($"*** {DevelopmentGate.Warning(app.Services)} ***");
        }

        if (!shell.Development && !await app.Services.GetRequiredService<ICallers>().WasServedAsync(ct))
        {
            await app.Services.GetRequiredService<AccountDesk>().NoteServedAsync(Starting, ct);
        }
    }

    // On the console, because whoever reads it may work on the server anyway. Where people sign in without a password
    // it would be one more thing to explain.
    private static async Task FirstAdministratorAsync(
        Shell shell, WebApplication app, string url, CancellationToken ct)
    {
        if (!app.Environment.IsDevelopment()
            && (await app.Services.GetRequiredService<AccountDesk>().FirstAsync(Starting, ct))
                .TryGet(out var link, out _))
        {
            shell.Out.WriteLine(
                $"*** Nobody looks after this installation yet. Whoever opens this link within 24 hours becomes the "
                + $"first administrator; it works once: {url}{Links.Welcome(link.Secret)} ***");
        }
    }

    private static Result<ServerSettings> Settings(out QuietHours? hours, out SignInSettings signIns)
    {
        var read = SignInSettings.Read(Environment.GetEnvironmentVariable);
        signIns = read.Refusal is null ? read.Value : new SignInSettings();
        return !QuietHours.TryParse(Environment.GetEnvironmentVariable(QuietHours.Variable), out hours)
                ? new Refusal(
                    "setting", $"{QuietHours.Variable} is not understood.", QuietHours.Variable,
                    $"Write hours such as 02:00-05:00, or {QuietHours.Never}.")
            : (read.Refusal ?? EvidenceSettings.Read(Environment.GetEnvironmentVariable).Refusal) is { } wrong ? wrong
            : ServerSettings.Read(Environment.GetEnvironmentVariable);
    }

    private static async Task WorkAsync(Shell shell, WebApplication app, string url, bool demo, CancellationToken ct)
    {
        if (demo)
        {
            await LoadAsync(shell, app, ct);
        }

        await WhereToLookAsync(shell, app.Services, url.TrimEnd('/'), ct);
        await Task.Delay(Timeout.Infinite, ct);
    }

    private static async Task LoadAsync(Shell shell, WebApplication app, CancellationToken ct)
    {
        using var scope = app.Services.CreateScope();
        foreach (var folder in SeedFolders.All(shell.Seeds))
        {
            try
            {
                var loader = scope.ServiceProvider.GetRequiredService<HistoryLoader>();
                var history = await PatientlyAsync(
                    shell, () => HistoryFolder.LoadAsync(shell, loader, folder, ct), ct);
                if (history is not null && app.Environment.IsDevelopment())
                {
                    Introduce(app.Services.GetRequiredService<DevelopmentActors>(), history);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException or TimeoutException)
            {
                // The rows loaded so far are kept and served; the next start continues.
                shell.Error.WriteLine($"{folder}: {e.Message}");
            }
        }
    }

    // A database that dies is started again by its keeper; a load continues after the last row that was stored.
    private static async Task<T> PatientlyAsync<T>(Shell shell, Func<Task<T>> load, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await load();
            }
            catch (Exception gone) when (DatabaseFailures.IsDatabaseGone(gone) && attempt < MostAttempts)
            {
                shell.Error.WriteLine("The database went away; continuing when it is back.");
                await Task.Delay(TimeSpan.FromSeconds(2), ct);
            }
        }
    }

    private static async Task WhereToLookAsync(Shell shell, IServiceProvider services, string url, CancellationToken ct)
    {
        shell.Out.WriteLine();
        var all = await services.GetRequiredService<Districts>().AllAsync(ct);
        if (all.Count > 0)
        {
            var file = (await services.GetRequiredService<BoardReader>().DistrictAsync(all[0], ct))?.File
                ?? DistrictFile.Empty;
            if (file.Sealings.LastOrDefault() is { } sealing)
            {
                shell.Out.WriteLine($"  Last bulletin   {url}{Links.Bulletin(all[0], sealing.Week.Id)}");
            }

            shell.Out.WriteLine($"  Live board      {url}{Links.Board(all[0])}");
        }

        shell.Out.WriteLine($"  Sign in         {url}{Links.SignIn}");
        shell.Out.WriteLine();
        shell.Out.WriteLine(
            "  In another terminal:  ops/evaluation demo   ops/evaluation board   ops/evaluation --help");
        shell.Out.WriteLine("  Stop with Ctrl-C.");
    }

    /// <summary>Makes the named people of a history known to the development sign-in.</summary>
    private static void Introduce(DevelopmentActors actors, History history)
    {
        foreach (var person in history.People)
        {
            actors.Add(new Actor(person.Account, person.Name, person.Role, person.Unit, history.District.District));
        }
    }
}
