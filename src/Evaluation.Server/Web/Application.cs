using Evaluation.Server.Imports;
using Evaluation.Server.Ledger;
using Evaluation.Server.Publication;
using Evaluation.Server.Ranking;
using Evaluation.Server.Scoring;
using Evaluation.Server.Store;
using JasperFx.Events.Projections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Evaluation.Server.Web;

/// <summary>Puts the whole application together: store, projection, services, sign-in, addresses.</summary>
public static class Application
{
    private const long LargestRequest = 2_000_000;

    /// <summary>Builds the application for a database.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="role">Whether this process runs projections.</param>
    /// <param name="urls">Where it serves; null for a process that serves nothing.</param>
    /// <param name="configure">Further settings, for tests.</param>
    public static WebApplication Build(string connectionString, StoreRole role, string? urls, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestRequest);
        builder.WebHost.UseUrls(urls ?? "http://127.0.0.1:0");
        var maker = new MakerSlot();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddEvaluationStore(connectionString, role, parts => States.AddTo(parts).Marten(options =>
        {
            BoardTables.AddTo(options);
            options.Schema.For<SealedBulletin>().Identity(bulletin => bulletin.Id);
            options.Projections.Add(
                new BoardProjection(() => maker.Value!), ProjectionLifecycle.Async, BoardProjection.Name, shard => shard.BatchSize = 1000);
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
        services.AddSingleton<BoardPageMaker>();
        services.AddSingleton<WeekReader>();
        services.AddSingleton<NamedWeeks>();
        services.AddSingleton<LiveBoards>();
        services.AddSingleton<Explanations>();
        services.AddSingleton<Replay>();
        services.AddSingleton<Reconciliation>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<Recount>();
        services.AddSingleton<Gate>();
        services.AddScoped<HistoryLoader>();
    }

    private static void AddWeb(IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSingleton<DevelopmentActors>();
        services.AddHttpContextAccessor();
        services.AddScoped<Edge>();
        services.AddProblemDetails();
        services.AddAntiforgery();
        services.AddSingleton<IAuthorizationHandler, RoleInDistrictHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
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
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = Health.WriteAsync }).AllowAnonymous();
    }

    // The projection is registered before the services exist that it works with.
    private sealed class MakerSlot
    {
        public BoardPageMaker? Value { get; set; }
    }
}
