using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Units;

/// <summary>Founds the district in whose name it is sent.</summary>
[For(Roles.Admin)]
public sealed record FoundDistrict(Signature By, DistrictFounded District);

/// <summary>
/// Changes the roster by one event: a unit enters, moves, is renamed or leaves; units merge or split; a leader comes or
/// goes.
/// </summary>
[For(Roles.Closer)]
public sealed record ChangeRoster(Signature By, object Change, long? Version);

/// <summary>Decides on the district itself.</summary>
public static class FoundDistrictHandler
{
    /// <summary>Founds the district.</summary>
    public static Task<Outcome> Handle(FoundDistrict command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<DistrictFounded>(
            command.By, DistrictFounded.Stream, before => RosterDecider.Found(before, command.District), null, ct);
}

/// <summary>Decides on the roster.</summary>
public static class ChangeRosterHandler
{
    /// <summary>Changes the roster.</summary>
    public static async Task<Outcome> Handle(
        ChangeRoster command, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        var rules = await ruleSets.OfAsync(session, ct);
        return await session.DecideAsync<Roster>(
            command.By, RosterFold.Stream,
            roster => RosterChange.Decide(roster ?? Roster.Empty, command.Change)
                .Unless(RosterDecider.Unranked(command.Change, rules)),
            command.Version, ct);
    }
}
