using Evaluation.Office.Balances;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Balances;

/// <summary>Reads what decides with which balances a district may begin.</summary>
internal static class BeginningReader
{
    /// <summary>The district as it is now.</summary>
    public static async Task<BeginningFile> OfAsync(IQuerySession session, RuleSets ruleSets, CancellationToken ct)
    {
        var roster = await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var rules = await ruleSets.OfAsync(session, ct);
        var closed = await session.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct);
        var first = closed?.First is { } week
            ? await session.StateAsync<WeekFile>(WeekFile.StreamOf(week), ct) : null;
        return new BeginningFile(roster, rules, closed?.Begun, first?.Sealed is null ? null : closed!.First);
    }
}
