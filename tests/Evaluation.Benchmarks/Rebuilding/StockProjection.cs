using System.Diagnostics;
using Evaluation.Office.Claims;
using Evaluation.Office.Reports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Events.Aggregation;
using Marten.Events.Projections;
using Weasel.Core;

namespace Evaluation.Benchmarks.Rebuilding;

/// <summary>
/// What a unit reported in a week, as a ledger has it: less than our board holds, for nothing is verified, corrected, scored or
/// ranked.
/// </summary>
public sealed class UnitWeek
{
    /// <summary>Unit and first day.</summary>
    public string Id { get; set; } = "";

    /// <summary>The claims.</summary>
    public List<ClaimReported> Claims { get; set; } = [];

    /// <summary>The weekly reports.</summary>
    public List<ReportSubmitted> Reports { get; set; } = [];
}

/// <summary>Marten's own projection over several streams, as its documentation has it.</summary>
public sealed partial class UnitWeeks : MultiStreamProjection<UnitWeek, string>
{
    /// <summary>Tells events to units' weeks.</summary>
    public UnitWeeks()
    {
        Identity<ClaimReported>(e => $"{e.Unit}/{Week.Of(e.OccurredOn, DayOfWeek.Monday).Id}");
        Identity<ReportSubmitted>(e => $"{e.Unit}/{e.Week.Id}");
    }

    /// <summary>Adds a claim.</summary>
    public static void Apply(ClaimReported claim, UnitWeek week) => week.Claims.Add(claim);

    /// <summary>Adds a report.</summary>
    public static void Apply(ReportSubmitted report, UnitWeek week) => week.Reports.Add(report);
}

/// <summary>Where a claim stands.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="Claim">The claim.</param>
public sealed record StandingClaim(string Id, Claim Claim);

/// <summary>Marten's own projection of a stream.</summary>
public sealed class StandingClaims : SingleStreamProjection<StandingClaim, string>
{
    /// <summary>Takes the events of claims.</summary>
    public StandingClaims()
    {
        IncludeType<ClaimReported>();
        IncludeType<ClaimVerified>();
        IncludeType<ClaimReturned>();
        IncludeType<ClaimRefused>();
        IncludeType<ClaimCorrected>();
        IncludeType<ClaimWithdrawn>();
        IncludeType<ClaimReversed>();
        IncludeType<ClaimRestored>();
    }

    /// <inheritdoc/>
    public override StandingClaim? Evolve(StandingClaim? snapshot, string id, IEvent e) =>
        new(id, Claim.Evolve(snapshot?.Claim, e.Data));
}

/// <summary>Rebuilds both by Marten's daemon on the events of the same database.</summary>
internal static class StockProjection
{
    /// <summary>Seconds that the rebuilds of claims and of units' weeks take, one after the other.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="tune">Settings other than the defaults.</param>
    public static async Task<(double Claims, double Weeks)> RebuildAsync(string connection, Action<AsyncOptions> tune)
    {
        using var store = DocumentStore.For(options =>
        {
            options.Connection(connection);
            options.DatabaseSchemaName = "stock";
            options.Events.DatabaseSchemaName = StoreSetup.EventSchema;
            options.Events.StreamIdentity = StreamIdentity.AsString;
            options.Events.TenancyStyle = TenancyStyle.Conjoined;
            options.Events.MetadataConfig.EnableAll();
            options.Events.MetadataConfig.UserNameEnabled = true;
            options.Events.EnableAdvancedAsyncTracking = true;
            options.Events.EnableExtendedProgressionTracking = true;
            options.Policies.AllDocumentsAreMultiTenanted();
            options.AutoCreateSchemaObjects = AutoCreate.All;
            options.UseSystemTextJsonForSerialization(EventJson.Create(), EnumStorage.AsString, Casing.CamelCase);
            foreach (var (name, type) in EventNames.Of().All)
            {
                options.Events.MapEventType(type, name);
            }

            options.Projections.Add(new StandingClaims(), ProjectionLifecycle.Async, tune);
            options.Projections.Add(new UnitWeeks(), ProjectionLifecycle.Async, tune);
        });
        using var daemon = await store.BuildProjectionDaemonAsync();
        return (await SecondsAsync<StandingClaims>(), await SecondsAsync<UnitWeeks>());

        async Task<double> SecondsAsync<TProjection>()
        {
            var watch = Stopwatch.StartNew();
            await daemon.RebuildProjectionAsync<TProjection>(TimeSpan.FromMinutes(10), CancellationToken.None);
            return watch.Elapsed.TotalSeconds;
        }
    }
}
