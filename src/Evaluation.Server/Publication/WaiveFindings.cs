using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Waives findings of a check of the gate.</summary>
[For(Roles.Committee)]
public sealed record WaiveFindings(Signature By, WeekWaived Waiver);

/// <summary>Decides on waiving.</summary>
public static class WaiveFindingsHandler
{
    /// <summary>Waives what is found against the week now.</summary>
    public static async Task<Outcome> Handle(
        WaiveFindings command, IDocumentSession session, GateReader gate, CancellationToken ct)
    {
        var waiver = command.Waiver with { WaivedBy = command.By.Account };
        var report = await gate.ExamineAsync(session, waiver.Week, ct);
        var check = report.Checks.FirstOrDefault(one => one.Code == waiver.Check);
        return await session.DecideAsync<WeekFile>(
            command.By, WeekFile.StreamOf(waiver.Week),
            week => GateDecider.Waive(
                week, waiver, check?.Label, check?.MayBeWaived == true, check?.Findings ?? []),
            null, ct);
    }
}
