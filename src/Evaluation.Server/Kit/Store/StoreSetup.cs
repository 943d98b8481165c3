using JasperFx.CodeGeneration;
using JasperFx.Core;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.MultiTenancy;
using Marten;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Weasel.Core;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>Puts the event store, its background work and the command bus into a host.</summary>
public static class StoreSetup
{
    /// <summary>The schema of read models and bulletins.</summary>
    public const string DocumentSchema = "evaluation";

    /// <summary>The schema of events and of the progress of projections.</summary>
    public const string EventSchema = "events";

    /// <summary>The schema of the bus: nodes, scheduled messages, outgoing messages.</summary>
    public const string BusSchema = "wolverine";

    /// <summary>The schema of what belongs to the installation: accounts, sessions, links, audit.</summary>
    public const string AccountSchema = "accounts";

    /// <summary>Stands for a district in sessions over documents that belong to none; none may be called so.</summary>
    public const string Installation = "*installation*";

    /// <summary>Adds the store of a database.</summary>
    /// <param name="builder">The host under construction.</param>
    /// <param name="connectionString">The database; time-outs are added to it.</param>
    /// <param name="role">Whether this process also runs projections and background work.</param>
    /// <param name="plug">States, projections and settings of the slices.</param>
    public static IHostApplicationBuilder AddEvaluationStore(
        this IHostApplicationBuilder builder, string connectionString, StoreRole role, Action<StoreParts>? plug = null)
    {
        var parts = new StoreParts();
        plug?.Invoke(parts);
        var names = parts.Names();
        builder.Services.AddSingleton(names);
        AddDatabases(builder.Services, Connection(connectionString));
        builder.Services.AddSingleton<LogLayout>();
        builder.Services.AddSingleton<MartenNames>();
        builder.Services.AddSingleton<EventReader>();
        builder.Services.AddSingleton<Districts>();
        builder.Services.AddSingleton<StateCache>();
        builder.Services.Configure<LoggerFilterOptions>(logs => QuietLogs.Apply(logs, parts.Handlers));
        builder.Services.AddMarten(options => Configure(options, names, parts))
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(integration =>
            {
                integration.MessageStorageSchemaName = BusSchema;

                // Also where nothing is run: Marten would otherwise warn on the console that nobody projects.
                integration.UseWolverineManagedEventSubscriptionDistribution = true;
            });
        builder.UseWolverine(options => Configure(options, role, parts));
        builder.Services.AddHostedService<LogIndex>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<LogLayout>());
        AddHealth(builder.Services, role);
        return builder;
    }

    /// <summary>
    /// Looks at the tables only when this build has not made them yet. A server always looks, and mends what somebody
    /// took away; a verb that changes one thing would spend half of its time on that.
    /// </summary>
    public static void TrustStampedTables(IServiceCollection services) =>
        services.ConfigureMarten(options => options.Advanced.Migrator.UseSchemaFingerprinting = true);

    /// <summary>Adds access to the databases of the districts through the connection string.</summary>
    internal static void AddDatabases(IServiceCollection services, string connectionString)
    {
        // Measurements and traces bear the pool's name, which is the connection string unless it is given one.
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString) { Name = "evaluation" }.Build());
        services.AddSingleton(provider => new Databases(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<IDocumentStore>));
    }

    private static void AddHealth(IServiceCollection services, StoreRole role)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ProjectionProgress>();
        services.AddSingleton(provider => new ProjectionHealthCheck(
            provider.GetRequiredService<ProjectionProgress>(), provider.GetRequiredService<TimeProvider>(),
            ProjectionHealthCheck.DefaultPatience));
        services.AddHealthChecks().AddLimited<ProjectionHealthCheck>("projections");
        if (role == StoreRole.Server)
        {
            services.AddSingleton<ProjectionEar>();
            services.AddHostedService(provider => provider.GetRequiredService<ProjectionEar>());
        }
    }

    private static void Configure(StoreOptions options, EventNames names, StoreParts parts)
    {
        options.DatabaseSchemaName = DocumentSchema;
        options.CommandTimeout = 60;
        options.UseSystemTextJsonForSerialization(EventJson.Create(), EnumStorage.AsString, Casing.CamelCase);

        // A missing district is an error, never "all": neither a session nor an append falls back to a default tenant.
        options.Advanced.DefaultTenantUsageEnabled = false;
        options.Policies.AllDocumentsAreMultiTenanted();

        ConfigureEvents(options);
        foreach (var (name, type) in names.All)
        {
            options.Events.MapEventType(type, name);
        }

        // A figure computed without some event would be wrong and look right, so that nothing is skipped. An event that
        // cannot be read would stop all districts: Marten leaves it out, and the board, which finds the gap, stops for
        // the event's district alone.
        options.Projections.Errors.SkipApplyErrors = options.Projections.RebuildErrors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = options.Projections.Errors.SkipUnknownEvents = true;
        parts.Apply(options);
    }

    private static void ConfigureEvents(StoreOptions options)
    {
        var events = options.Events;
        events.DatabaseSchemaName = EventSchema;
        events.StreamIdentity = StreamIdentity.AsString;
        events.TenancyStyle = TenancyStyle.Conjoined;
        events.MetadataConfig.EnableAll();
        events.MetadataConfig.UserNameEnabled = true; // "All" leaves this one out.

        // Lost races burn no sequence numbers, so projections never wait for a gap.
        events.UseExclusiveLockOnConcurrentAppends = true;
        events.UseListenNotifyForEventAppends = true;
        events.IgnoreIndex(LogIndex.Name);

        // The health check reads why a projection stopped from the columns that these add.
        events.EnableAdvancedAsyncTracking = true;
        events.EnableExtendedProgressionTracking = true;
    }

    private static void Configure(WolverineOptions options, StoreRole role, StoreParts parts)
    {
        options.ApplicationAssembly = parts.Handlers;

        // Handlers' code is written ahead (ops/codegen) and committed; the server carries no compiler.
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        options.Policies.AutoApplyTransactions();
        options.Policies.OnException(DatabaseFailures.IsLost, "another writer was faster")
            .RetryWithCooldown(5.Milliseconds(), 10.Milliseconds(), 20.Milliseconds(), 40.Milliseconds(),
                80.Milliseconds(), 160.Milliseconds(), 320.Milliseconds())
            .WithFullJitter();
        Configure(options.Durability, role);
    }

    private static void Configure(DurabilitySettings durability, StoreRole role)
    {
        if (role == StoreRole.CommandOnly)
        {
            durability.Mode = DurabilityMode.MediatorOnly;
            return;
        }

        // Several servers share the projections; another one takes over about 15 seconds after one dies, which is
        // longer than any pause of a living process that should be forgiven.
        durability.Mode = DurabilityMode.Balanced;
        durability.FirstHealthCheckExecution = 200.Milliseconds();
        durability.HealthCheckPollingTime = 1.Seconds();
        durability.CheckAssignmentPeriod = 1.Seconds();
        durability.NodeReassignmentPollingTime = 1.Seconds();
        durability.StaleNodeTimeout = 15.Seconds();

        // After a failure of the database a projection is started again at growing intervals; nobody should wait for
        // his board much longer than the database was in trouble.
        durability.TransientFailureRestartMaxBackoff = 10.Seconds();
        TransientFailures.AddClassifier(Database);

        // Whatever it reports, also a missing right or a table that somebody locked or took away: what lies in events
        // stops their district alone and never reaches the daemon.
        static bool? Database(Exception e) => e is NpgsqlException ? true : null;
    }

    private static string Connection(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);

        // A frozen process must not hold the row of a projection's progress against its successor.
        const string idle = "-c idle_in_transaction_session_timeout=10000";
        connection.Options = connection.Options is { Length: > 0 } own ? $"{own} {idle}" : idle;
        connection.CommandTimeout = Math.Max(connection.CommandTimeout, 60);
        connection.ApplicationName ??= "evaluation";
        return connection.ConnectionString;
    }
}
