using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Waives findings of a check of the gate.</summary>
[For(Roles.Committee)]
public sealed record WaiveFindings(Signature By, WeekWaived Waived);

/// <summary>Decides on waiving.</summary>
public static class WaiveFindingsHandler
{
    /// <summary>Waives what stands against the week now.</summary>
    public static async Task<Outcome> Handle(
        WaiveFindings command, IDocumentSession session, GateReader gate, CancellationToken ct)
    {
        var wanted = command.Waived with { WaivedBy = command.By.Account };
        var report = await gate.ExamineAsync(session, wanted.Week, ct);
        var check = report.Checks.FirstOrDefault(one => one.Code == wanted.Check);
        return await session.DecideAsync<WeekFile>(
            command.By, WeekFile.StreamOf(wanted.Week),
            week => GateDecider.Waive(
                week, wanted, check?.Label, check?.MayBeWaived == true, check?.Findings ?? []),
            null, ct);
    }
}
