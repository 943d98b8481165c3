using System.CommandLine;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adjustments;
using Evaluation.Server.Adoption;
using Evaluation.Server.Appeals;
using Evaluation.Server.Archive;
using Evaluation.Server.Backups;
using Evaluation.Server.Balances;
using Evaluation.Server.Board;
using Evaluation.Server.Calendars;
using Evaluation.Server.Charts;
using Evaluation.Server.ClaimFiles;
using Evaluation.Server.Claims;
using Evaluation.Server.Evidence;
using Evaluation.Server.Firms;
using Evaluation.Server.Founding;
using Evaluation.Server.Home;
using Evaluation.Server.Imports;
using Evaluation.Server.Integrity;
using Evaluation.Server.Interface;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Laboratory;
using Evaluation.Server.Mandates;
using Evaluation.Server.Operations;
using Evaluation.Server.Papers;
using Evaluation.Server.Projects;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;
using Evaluation.Server.Scoring;
using Evaluation.Server.Targets;
using Evaluation.Server.Units;
using Evaluation.Server.Verification;
using Evaluation.Server.VerifyQueue;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Evaluation.Server;

/// <summary>The whole application: lists the slices and puts them into a host.</summary>
public static class Application
{
    private const long LargestRequest = 2_000_000;

    /// <summary>Builds the application for a database.</summary>
    /// <param name="role">Whether this process runs projections.</param>
    /// <param name="urls">Where it serves; null for a process that serves nothing and has no routes.</param>
    /// <param name="configure">Further settings.</param>
    /// <param name="environment">`Development` or `Production`; null for that of the process's environment.</param>
    public static WebApplication Build(
        string connectionString, StoreRole role, string? urls, Action<WebApplicationBuilder>? configure = null,
        string? environment = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // What strangers send back is no error of this program, and the slice says what is worth saying.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);

        // It has no number of the fault; Faults logs the same with one.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestRequest);
        if (urls is null)
        {
            builder.Services.AddSingleton<IServer, NoServer>();
            StoreSetup.TrustStampedTables(builder.Services);
        }
        else
        {
            builder.WebHost.UseUrls(urls);
        }

        builder.Services.AddSingleton(TimeProvider.System);
        var slices = Slices();
        builder.AddEvaluationStore(connectionString, role, parts => Array.ForEach(slices, slice => slice.AddTo(parts)));
        AddTo(builder.Services, slices);
        AddWeb(builder.Services, builder.Environment);
        configure?.Invoke(builder);
        var app = builder.Build();
        Array.ForEach(slices, slice => slice.Start(app.Services));
        if (urls is not null)
        {
            Use(app, slices);
        }

        return app;
    }

    /// <summary>Adds what the handlers of the slices work with.</summary>
    public static void AddSlices(IServiceCollection services) => AddTo(services, Slices());

    /// <summary>The verbs of all slices, those of one name as one.</summary>
    public static IEnumerable<Command> Verbs(Shell shell)
    {
        var verbs = new Dictionary<string, Command>(StringComparer.Ordinal);
        foreach (var verb in Slices().SelectMany(slice => slice.Verbs(shell)))
        {
            if (verb is not FurtherSteps further)
            {
                verbs.Add(verb.Name, verb);
                continue;
            }

            foreach (var step in further.Steps)
            {
                verbs[verb.Name].Add(step);
            }
        }

        return verbs.Values;
    }

    // In the order in which the command line's help shows their verbs.
    private static Slice[] Slices() =>
    [
        new BoardSlice(), new ClaimsSlice(), new EvidenceSlice(), new ClaimFilesSlice(), new VerifyQueueSlice(),
        new VerificationSlice(), new ImportsSlice(), new ReportsSlice(), new AdjustmentsSlice(),
        new PublicationSlice(), new PapersSlice(), new ArchiveSlice(), new ChartsSlice(), new IntegritySlice(),
        new OperationsSlice(),
        new ScoringSlice(),
        new AdoptionSlice(), new UnitsSlice(), new TargetsSlice(), new BalancesSlice(), new CalendarsSlice(),
        new AppealsSlice(), new LaboratorySlice(),
        new FirmsSlice(), new ProjectsSlice(), new AccountsSlice(), new MandatesSlice(), new FoundingSlice(),
        new HomeSlice(), new InterfaceSlice(),
        new BackupsSlice(),
    ];

    private static void AddTo(IServiceCollection services, Slice[] slices)
    {
        services.AddSingleton<CatchUp>();
        services.AddSingleton<FileSearch>();
        Array.ForEach(slices, slice => slice.AddTo(services));
    }

    private static void AddWeb(IServiceCollection services, IHostEnvironment environment)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<RequestContext>();
        services.AddSingleton<PageFrames>();
        services.TryAddSingleton(new ServerSettings());
        services.TryAddSingleton(new RateLimits());
        Visitors.AddTo(services);
        RateLimits.AddTo(services);
        services.AddSingleton<WaitLimit>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new EnumWords()));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = FromThisSite.Field;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        SignInSchemes.AddTo(services, environment.IsDevelopment());
    }

    private static void Use(WebApplication app, Slice[] slices)
    {
        ServerLogs.Use(app);
        app.UseForwardedHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Faults.AnswerAsync,
            AllowStatusCode404Response = true,
        });
        app.Use(SafeHeaders.SetAsync);
        app.UseStatusCodePages(Answers.BareStatusAsync);
        app.Use(app.Services.GetRequiredService<WaitLimit>().LimitAsync);
        app.UseAuthentication();
        app.Use(ActingAs.ApplyAsync);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(LargeForms.AllowAsync);
        app.Use(KnownDistrict.CheckAsync);
        app.Use(Disclosures.NoteAsync);
        app.Use(RequestBodies.EncodingAsync);
        app.UseAntiforgery();
        app.Use(FromThisSite.CheckAsync);
        app.Use(RequestQueries.CheckAsync);
        app.Use(RequestBodies.CheckAsync);
        var routes = new Routes(
            app, app.MapGroup("/api/{district}"), app.MapGroup("/{district}"), app.Environment.IsDevelopment());
        Array.ForEach(slices, slice => slice.Map(routes));
        app.MapFallback("{*path}", NoEndpoint.Answer).AllowAnonymous();
    }
}
