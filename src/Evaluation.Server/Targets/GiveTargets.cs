using Evaluation.Office.Decisions;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Targets;

/// <summary>Gives targets out to units (下达目标任务).</summary>
[For(Roles.Committee)]
public sealed record GiveTargets(Signature By, TargetsGiven Targets, long? Version);

/// <summary>Decides on targets.</summary>
public static class GiveTargetsHandler
{
    /// <summary>Gives the targets.</summary>
    public static async Task<Outcome> Handle(
        GiveTargets command, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        var roster = await session.KeptAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var rules = await ruleSets.OfAsync(session, ct);
        return await session.DecideAsync<GivenTargets>(
            command.By, GivenTargets.Stream, given => TargetDecider.Give(given, command.Targets, roster, rules),
            command.Version, ct);
    }
}
