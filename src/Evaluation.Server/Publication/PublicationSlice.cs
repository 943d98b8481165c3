using System.CommandLine;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Publication;

/// <summary>Closing, checking, sealing and issuing weeks (通报).</summary>
public sealed class PublicationSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store
        .State<ClosedWeeks>(ClosedWeeks.Evolve)
        .State<WeekFile>(WeekFile.Evolve)

        // The tables are there from the first start and not from the first bulletin: `verify` reads them past Marten.
        .Marten(options => options.RegisterDocumentTypes(
            [typeof(SealedBulletin), typeof(BulletinHeading), typeof(IssueTurn)]));

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IssueReader>();
        services.AddSingleton<SealedFiles>();
        services.AddSingleton<PaperDesk>();
        services.AddSingleton<IssueMaker>();
        services.AddSingleton<ReissueDrafts>();
        services.AddSingleton<Recount>();
        services.AddSingleton<AppealReader>();
        services.AddSingleton<GateReader>();
        services.AddScoped<GatePageMaker>();
        services.AddScoped<ReissuePageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        BulletinEndpoints.Map(routes.App);
        IssueEndpoints.Map(routes.App);
        WeekEndpoints.Map(routes.Api);
        ReissueEndpoints.Map(routes.Api);
        GatePages.Map(routes.Pages);
        ReissuePages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) =>
        [.. WeekVerbs.Make(shell), ReissueVerbs.Make(shell), RecountVerb.Make(shell)];
}
