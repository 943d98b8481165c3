using System.CommandLine;
using Evaluation.Office.Reports;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Reports;

/// <summary>Weekly reports of the units (周报).</summary>
public sealed class ReportsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<WeeklyReport>(WeeklyReport.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<WeeklyReportPageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        ReportEndpoints.Map(routes.Api);
        WeeklyReportPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [ReportVerb.Make(shell)];
}
