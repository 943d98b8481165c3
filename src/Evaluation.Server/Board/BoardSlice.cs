using System.CommandLine;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using JasperFx.Events.Projections;

namespace Evaluation.Server.Board;

/// <summary>
/// The running figures (实时排名): ledger, sheets and rankings as known now or then, and why they are so.
/// </summary>
public sealed class BoardSlice : Slice
{
    private IServiceProvider? started;

    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.Marten(options =>
    {
        BoardTables.AddTo(options);

        // The projection is registered before the services exist that it works with.
        options.Projections.Add(
            new BoardProjection(() => started!),
            ProjectionLifecycle.Async, BoardProjection.Name,
            shard =>
            {
                // Events that arrive while a page is stored become one next page, not a queue of small ones.
                shard.BatchSize = 1000;
                shard.MaximumHopperSize = 1;
            });
    });

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<BoardReader>().AddSingleton<EarlierClaimReader>().AddSingleton<ClaimFigures>();
        services.AddSingleton<IBoardProgress, BoardProgress>();
        services.AddSingleton<IClauseTotals, ClauseTotalsReader>();
        services.AddHealthChecks().AddLimited<BoardHealthCheck>("boards");
        services.AddSingleton<BoardUpdateMaker>();
        services.AddSingleton<BoardStops>();
        services.AddSingleton<BoardLags>();
        services.AddSingleton<DistrictPages>();
        services.AddHostedService<StoppedDistricts>();
        services.AddSingleton<WeekReader>();
        services.AddSingleton<Pasts>();
        services.AddSingleton<AsOf>();
        services.AddSingleton<NamedWeeks>();
        services.AddSingleton<WeekMovesReader>();
        services.AddSingleton<SeenPeriods>();
        services.AddSingleton<PeriodBoards>();
        services.AddSingleton<LiveBoards>();
        services.AddSingleton<LearnedBetween>();
        services.AddSingleton<LikeForLikes>();
        services.AddSingleton<PossibleRankReader>();
        services.AddSingleton<Explanations>();
        services.AddSingleton<Replay>();
        services.AddSingleton<Reconciliation>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<SnapshotReader>();
        services.AddScoped<BoardPages>();
    }

    /// <inheritdoc/>
    public override void Start(IServiceProvider services) => started = services;

    /// <inheritdoc/>
    public override void Map(Routes routes) => BoardEndpoints.Map(routes.Api, routes.Pages);

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) =>
        [BoardVerb.Make(shell), ExplainVerb.Make(shell), RebuildVerb.Make(shell), ResumeVerb.Make(shell)];
}
