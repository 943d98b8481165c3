using Evaluation.Server.Accounts;
using Evaluation.Server.Adjustments;
using Evaluation.Server.Adoption;
using Evaluation.Server.Appeals;
using Evaluation.Server.Board;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Calendars;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Home;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Laboratory;
using Evaluation.Server.Projects;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;
using Evaluation.Server.Targets;
using Evaluation.Server.Units;
using Evaluation.Server.Verification;
using JasperFx.Events.Projections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Evaluation.Server;

/// <summary>Puts the whole application together: store, projection, services, sign-in, addresses.</summary>
public static class Application
{
    private const long LargestRequest = 2_000_000;

    /// <summary>Builds the application for a database.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="role">Whether this process runs projections.</param>
    /// <param name="urls">Where it serves; null for a process that serves nothing.</param>
    /// <param name="configure">Further settings.</param>
    /// <param name="environment">`Development` or `Production`; null for what the process's environment says.</param>
    public static WebApplication Build(
        string connectionString, StoreRole role, string? urls, Action<WebApplicationBuilder>? configure = null,
        string? environment = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestRequest);
        builder.WebHost.UseUrls(urls ?? "http://127.0.0.1:0");
        var maker = new MakerSlot();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddEvaluationStore(connectionString, role, parts => States.AddTo(parts).Marten(options =>
        {
            BoardTables.AddTo(options);
            options.Projections.Add(
                new BoardProjection(() => maker.Value!), ProjectionLifecycle.Async, BoardProjection.Name,
                shard =>
                {
                    // What comes in while a page is stored makes one page together, and no queue of small ones.
                    shard.BatchSize = 1000;
                    shard.MaximumHopperSize = 1;
                });
        }));
        AddSlices(builder.Services);
        AddWeb(builder.Services, builder.Environment);
        configure?.Invoke(builder);
        var app = builder.Build();
        maker.Value = app.Services.GetRequiredService<BoardPageMaker>();
        Use(app);
        return app;
    }

    /// <summary>Adds what the handlers of the slices work with.</summary>
    public static void AddSlices(IServiceCollection services)
    {
        services.AddSingleton<RuleSets>();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<IBoardProgress>(provider => provider.GetRequiredService<BoardReader>());
        services.AddSingleton<CatchUp>();
        services.AddSingleton<BoardPageMaker>();
        services.AddSingleton<WeekReader>();
        services.AddSingleton<Pasts>();
        services.AddSingleton<AsOf>();
        services.AddSingleton<NamedWeeks>();
        services.AddSingleton<WeekMovesReader>();
        services.AddSingleton<LiveBoards>();
        services.AddSingleton<LearnedBetween>();
        services.AddSingleton<LikeForLikes>();
        services.AddSingleton<PossibleRankReader>();
        services.AddSingleton<Explanations>();
        services.AddSingleton<Replay>();
        services.AddSingleton<Reconciliation>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<IssueReader>();
        services.AddSingleton<SealedFiles>();
        services.AddSingleton<IssueMaker>();
        services.AddSingleton<ReissueDrafts>();
        services.AddSingleton<Recount>();
        services.AddSingleton<AppealReader>();
        services.AddSingleton<Rulings>();
        services.AddSingleton<VerificationFiles>();
        services.AddSingleton<GateReader>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<Simulations>();
        services.AddScoped<HistoryLoader>();
        services.AddSingleton<ClaimStore>();
    }

    private static void AddWeb(IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSingleton<DevelopmentActors>();
        services.AddHttpContextAccessor();
        services.AddScoped<RequestContext>();
        services.AddSingleton<PageFrames>();
        services.AddScoped<BoardPages>();
        services.AddScoped<ClaimPage>();
        services.AddScoped<GatePageMaker>();
        services.AddScoped<ReissuePageMaker>();
        services.AddScoped<VerificationPageMaker>();
        services.AddScoped<AppealPageMaker>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddAntiforgery();
        services.AddSingleton<IAuthorizationHandler, RoleInDistrictChecker>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        if (environment.IsDevelopment())
        {
            services.AddAuthentication(DevelopmentSignIn.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, DevelopmentSignIn>(DevelopmentSignIn.SchemeName, null);
        }
        else
        {
            services.AddAuthentication(ClosedSignIn.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, ClosedSignIn>(ClosedSignIn.SchemeName, null);
        }
    }

    private static void Use(WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = _ => Task.CompletedTask,
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePages(Answers.BareStatusAsync);
        app.Use(SafeHeaders);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = Health.WriteAsync }).AllowAnonymous();
        HomeEndpoints.Map(app);
        BulletinEndpoints.Map(app);
        IssueEndpoints.Map(app);
        if (app.Environment.IsDevelopment())
        {
            SignInEndpoints.Map(app);
        }

        var api = app.MapGroup("/api/{district}");
        ClaimEndpoints.Map(api);
        ReportEndpoints.Map(api);
        FirmEndpoints.Map(api);
        ProjectEndpoints.Map(api);
        AdjustmentEndpoints.Map(api);
        AppealEndpoints.Map(api);
        UnitEndpoints.Map(api);
        RulebookEndpoints.Map(api);
        TargetEndpoints.Map(api);
        WeekEndpoints.Map(api);
        ReissueEndpoints.Map(api);
        SimulationEndpoints.Map(api);
        CalendarEndpoints.Map(api);
        VerificationEndpoints.Map(api);
        var pages = app.MapGroup("/{district}");
        ClaimPages.Map(pages);
        GatePages.Map(pages);
        ReissuePages.Map(pages);
        VerificationPages.Map(pages);
        AppealPages.Map(pages);
        BoardEndpoints.Map(api, pages);
        app.MapFallback(() => Results.NotFound()).AllowAnonymous();
    }

    // Pages carry their style and no script; nothing outside may frame them, and running figures are not kept by
    // caches.
    private static Task SafeHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        return next(http);
    }

    // The projection is registered before the services exist that it works with.
    private sealed class MakerSlot
    {
        public BoardPageMaker? Value { get; set; }
    }
}
