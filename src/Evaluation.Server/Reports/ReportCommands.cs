using Evaluation.Office.Decisions;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Reports;

/// <summary>Submits a unit's report for a week.</summary>
[For(Roles.Reporter)]
public sealed record SubmitReport(Signature By, string Unit, Week Week, bool Nil);

/// <summary>Changes a report between nil and not nil.</summary>
[For(Roles.Reporter)]
public sealed record AmendReport(Signature By, ReportAmended Amendment, long? Version);

/// <summary>Decides on submission.</summary>
public static class SubmitReportHandler
{
    /// <summary>Submits the report.</summary>
    public static async Task<Outcome> Handle(SubmitReport command, IDocumentSession session, CancellationToken ct)
    {
        if (OwnUnit.Check(command.By, command.Unit, "报送") is { } foreign)
        {
            return Outcome.Refused(foreign);
        }

        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var roster = await session.KeptAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var unit = roster.Listed(command.Unit);
        var submission = new ReportSubmitted(unit, command.Week, command.Nil, command.By.At);
        return await session.DecideAsync<WeeklyReport>(
            command.By, WeeklyReport.StreamOf(unit, command.Week),
            report => ReportDecider.Submit(report, submission, roster, founded!.DayOf(command.By.At)), null, ct);
    }
}

/// <summary>Decides on amendment.</summary>
public static class AmendReportHandler
{
    /// <summary>Amends the report.</summary>
    public static async Task<Outcome> Handle(AmendReport command, IDocumentSession session, CancellationToken ct)
    {
        var roster = await session.KeptAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var amendment = command.Amendment with { Unit = roster.Listed(command.Amendment.Unit) };
        return await session.DecideAsync<WeeklyReport>(
            command.By, WeeklyReport.StreamOf(amendment.Unit, amendment.Week),
            report => OwnUnit.Check(command.By, amendment.Unit, "更正周报") is { } foreign
                ? foreign
                : ReportDecider.Amend(report, amendment),
            command.Version, ct);
    }
}
