using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
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

/// <summary>Takes the units and leaders with which a district begins, all or nothing.</summary>
/// <param name="By">Who hands them in.</param>
/// <param name="Changes">A <see cref="UnitEntered"/> or <see cref="LeaderAppointed"/> each.</param>
[For(Roles.Closer, Roles.Admin)]
public sealed record TakeRoster(Signature By, IReadOnlyList<object> Changes);

/// <summary>Decides on the district itself.</summary>
public static class FoundDistrictHandler
{
    /// <summary>The words with which addresses of this site begin that are no district's.</summary>
    internal static readonly string[] Taken =
    [
        "account", "api", "audit", "districts", "health", "metrics", "people", "scripts", "sign-in", "sign-out",
        "tokens", "welcome",
    ];

    /// <summary>Founds the district.</summary>
    public static Task<Outcome> Handle(FoundDistrict command, IDocumentSession session, CancellationToken ct) =>
        session.DecideAsync<DistrictFounded>(
            command.By, DistrictFounded.Stream,
            before => RosterDecider.Found(before, command.District).Unless(
                Taken.Contains(command.District.District)
                    ? new Refusal(
                        "district-taken", $"“{command.District.District}”是本系统自己的网址。", "district",
                        "请另取代码，例如范围名称的拼音。")
                    : null),
            null, ct);
}

/// <summary>Decides on the list with which a district begins.</summary>
public static class TakeRosterHandler
{
    /// <summary>Takes the list.</summary>
    public static async Task<Outcome> Handle(
        TakeRoster command, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        var rules = await ruleSets.OfAsync(session, ct);
        var closed = (await session.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct))?.First;
        return await session.DecideAsync<Roster>(
            command.By, RosterFold.Stream,
            roster => RosterDecider.Take(roster ?? Roster.Empty, command.Changes, rules, closed), null, ct);
    }
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
            roster => RosterDecider.Change(roster ?? Roster.Empty, command.Change)
                .Unless(RosterDecider.Unranked(command.Change, rules)),
            command.Version, ct);
    }
}
