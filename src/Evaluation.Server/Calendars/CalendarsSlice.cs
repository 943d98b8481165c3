using System.CommandLine;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Calendars;

/// <summary>The working days of a district (放假安排).</summary>
public sealed class CalendarsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<WorkingDays>(WorkingDays.Evolve);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddScoped<CalendarPageMaker>();

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        CalendarEndpoints.Map(routes.Api);
        CalendarPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [CalendarVerbs.Make(shell)];
}
