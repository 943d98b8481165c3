using System.Diagnostics.Metrics;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Evaluation.Server.Operations;

/// <summary>
/// Where measurements and traces go: measurements to whoever asks `/metrics`; both to a collector, if the standard
/// variable names one. Without either nothing of it is in the process.
/// </summary>
internal static class Exports
{
    /// <summary>The variable of the standard that names a collector.</summary>
    public const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        Telemetry.Name, BoardGauges.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Runtime",
    ];

    private static readonly string[] Sources = [Telemetry.Name, "Wolverine", "Marten", "Npgsql"];

    /// <summary>Adds what the settings ask for.</summary>
    public static void AddTo(WebApplicationBuilder builder, ServerSettings settings)
    {
        var collected = builder.Configuration[CollectorVariable] is { Length: > 0 };
        if (!settings.Metrics && !collected)
        {
            return;
        }

        builder.Services.AddHostedService<BoardGauges>();
        OwnOnly(builder.Services);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("evaluation").AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (settings.Metrics)
                {
                    metrics.AddPrometheusExporter();
                }

                if (collected)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (collected)
        {
            // The address itself may hold the name of a firm; the pattern of the route stays.
            telemetry.WithTracing(traces => traces.AddSource(Sources)
                .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpResponse = (trace, _) =>
                    trace.SetTag("url.path", null).SetTag("url.query", null))
                .AddOtlpExporter());
        }
    }

    // A meter of the same name that another host in this process made would end this one's when that host stops.
    private static void OwnOnly(IServiceCollection services) =>
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var own = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => instrument.Meter.Scope is IMeterFactory factory && factory != own
                ? MetricStreamConfiguration.Drop
                : null);
        });

    /// <summary>Maps the address of the measurements, if there are any.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<MeterProvider>() is not null
            && app.ServiceProvider.GetRequiredService<ServerSettings>().Metrics)
        {
            app.MapPrometheusScrapingEndpoint(
                "/metrics", null,
                branch => branch.Use((http, next) =>
                    !http.RequestServices.GetRequiredService<Watchers>().Allows(http)
                        ? Answers.ProblemAsync(http, Answers.NotAllowed)
                    : FromThisSite.OnlyReads(http.Request.Method)
                        ? next(http)
                        : Answers.Bare(StatusCodes.Status405MethodNotAllowed).ExecuteAsync(http)),
                null).AllowAnonymous();
        }
    }
}
