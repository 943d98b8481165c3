using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Publication;

/// <summary>Waives findings of a check of the gate.</summary>
[For(Roles.Committee)]
public sealed record WaiveFindings(Signature By, WeekWaived Waiver)
{
    /// <summary>The period, when its bulletin is published in spite of them; null for that of the week.</summary>
    public NamedPeriod? Period { get; init; }

    /// <summary>What is published in spite of them.</summary>
    public Term Term => new(Waiver.Week, Period);
}

/// <summary>Decides on waiving.</summary>
public static class WaiveFindingsHandler
{
    /// <summary>Waives what is found against the week or period now.</summary>
    public static async Task<Outcome> Handle(
        WaiveFindings command, IDocumentSession session, GateReader gate, CancellationToken ct)
    {
        var waiver = command.Waiver with { WaivedBy = command.By.Account, Waiver = command.By.Person };
        var (term, report) = (command.Term, await gate.ExamineAsync(session, command.Term, ct));
        var check = report.Checks.FirstOrDefault(one => one.Code == waiver.Check);
        return await session.DecideAsync<WeekFile>(
            command.By, term.Stream,
            week => term.Decided(GateDecider.Waive(
                week, waiver, check?.Label, check?.MayBeWaived == true, check?.Findings ?? [], term)),
            null, ct);
    }
}
