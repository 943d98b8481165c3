using Evaluation.Server.Board.Live;
using Evaluation.Server.Evidence;
using Evaluation.Server.Integrity;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Server.Operations;

/// <summary>How the server stands: for what restarts it, the proxy before it, and who administers it.</summary>
public sealed class OperationsSlice : Slice
{
    private const string Ready = "ready";

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["database"] = "数据库",
        ["schema"] = "数据表结构",
        ["disk"] = "数据磁盘",
        ["archive"] = "备份磁盘",
        ["evidence"] = "佐证文件磁盘",
        ["progress"] = "各范围计分进度",
        ["positions"] = "事件序号",
        ["tables"] = "数据表与事件抽查",
        ["sealed"] = "已签发通报抽查",
        ["waiting"] = "待办积压",
        ["backups"] = "备份",
        ["verification"] = "全面核对",
    };

    /// <summary>The words for a check.</summary>
    internal static string TitleOf(string check) => Titles[check];

    /// <summary>Adds what only a process that serves has: measurements, sweeping, in production its log.</summary>
    internal static void AddServing(WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Services.AddSingleton(settings);
        Exports.AddTo(builder, settings);
        EvidenceSlice.AddSweeping(builder.Services);
        if (!builder.Environment.IsDevelopment())
        {
            ServerLogs.AddTo(builder);
        }
    }

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<Watchers>();
        services.AddSingleton<DeepHealth>();
        services.AddSingleton<TablesSample>();
        var checks = services.AddHealthChecks();
        checks.AddLimited("database", LimitedChecks.Make<DatabaseCheck>, Ready, DeepHealth.Tag);
        checks.AddLimited("schema", Schema, Ready, DeepHealth.Tag);
        checks.AddLimited("disk", Disk("数据", settings => settings.Data), Ready, DeepHealth.Tag);
        checks.AddLimited("archive", Disk("备份", settings => settings.Backups), DeepHealth.Tag);
        checks.AddLimited("evidence", Evidence, DeepHealth.Tag);
        checks.AddLimited("progress", LimitedChecks.Make<BoardsCheck>, DeepHealth.Tag);
        checks.AddLimited("positions", LimitedChecks.Make<PositionsCheck>, DeepHealth.Tag);
        checks.AddSample("tables", LimitedChecks.Make<TablesSample>, DeepHealth.Tag);
        checks.AddSample("sealed", LimitedChecks.Make<SealedSample>, DeepHealth.Tag);
        checks.AddLimited("waiting", LimitedChecks.Make<WaitingCheck>, DeepHealth.Tag);
        checks.AddLimited("backups", LimitedChecks.Make<BackupsCheck>, DeepHealth.Tag);
        checks.AddLimited("verification", LimitedChecks.Make<VerificationCheck>, DeepHealth.Tag);
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        var app = routes.App;
        Health(app, "/health", check => check.Tags.Count == 0);
        Health(app, "/health/live", _ => false).DisableRateLimiting();
        Health(app, "/health/ready", check => check.Tags.Contains(Ready));
        app.Get(
            "/health/deep",
            async (HttpContext http, Watchers watchers, DeepHealth health, CancellationToken ct) =>
                watchers.Allows(http) ? await health.AnswerAsync(ct) : Answers.Problem(Answers.NotAllowed))
            .AllowAnonymous();
        Exports.Map(app);
    }

    private static SchemaCheck Schema(IServiceProvider services) =>
        new(services.GetRequiredService<Databases>(), [.. BoardTables.All, BoardTables.Stop]);

    // Made by the first file otherwise; that it cannot be made is what the check says.
    private static DiskCheck Evidence(IServiceProvider services)
    {
        var store = services.GetRequiredService<EvidenceStore>();
        try
        {
            store.Make();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // Said by the check.
        }

        return new DiskCheck("佐证", store.Folder, services.GetRequiredService<ServerSettings>().LeastFree);
    }

    private static Func<IServiceProvider, IHealthCheck> Disk(string title, Func<ServerSettings, string?> folder) =>
        services =>
        {
            var settings = services.GetRequiredService<ServerSettings>();
            return new DiskCheck(title, folder(settings), settings.LeastFree);
        };

    private static IEndpointConventionBuilder Health(
        IEndpointRouteBuilder app, string address, Func<HealthCheckRegistration, bool> asked) => app.MapHealthChecks(
            address, new HealthCheckOptions { Predicate = asked, ResponseWriter = Kit.Web.Health.WriteAsync })
        .AllowAnonymous();
}
