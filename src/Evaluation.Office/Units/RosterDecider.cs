using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Units;

/// <summary>What may happen to the list of units.</summary>
public static class RosterDecider
{
    private const string Posts = "top、member";

    /// <summary>Founds a district; a second founding is refused.</summary>
    public static Decision Found(DistrictFounded? standing, DistrictFounded request) =>
        standing is null
            ? Decision.Accept(request)
            : Refusal.Repeated($"考评单位范围“{request.District}”已经设立。", "district");

    /// <summary>Enters a unit.</summary>
    public static Decision Enter(Roster roster, UnitEntered request) =>
        roster.Terms.Find(term => term.Unit == request.Unit) is not { } first ? Decision.Accept(request)
        : roster.Terms.FindLast(term => term.Unit == request.Unit) is { To: { } left }
            ? Decision.Refuse(
                "unit-name-used", $"单位代号“{request.Unit}”曾经使用，于{left:O}退出。", "unit",
                "重新组建的单位是新单位，请另取代号。")
        : first.Name == request.Name && first.Kind == request.Kind && first.Group == request.Group
            && first.From == request.From
            ? Refusal.Repeated($"单位“{request.Unit}”已在名册。", "unit")
            : Decision.Conflict(
                "unit-exists", $"单位代号“{request.Unit}”已用于“{first.Name}”，内容不同。", "unit",
                "请另取代号；要更名或调组，请使用更名或调组。");

    /// <summary>Moves a unit to another group.</summary>
    public static Decision Regroup(Roster roster, UnitRegrouped request) =>
        Running(roster, request.Unit, request.From, out var term) is { } refusal ? refusal
        : term!.Group == request.Group ? Refusal.Repeated($"单位“{request.Unit}”已在“{request.Group}”组。", "group")
        : Decision.Accept(request);

    /// <summary>Renames a unit.</summary>
    public static Decision Rename(Roster roster, UnitRenamed request) =>
        Running(roster, request.Unit, request.From, out var term) is { } refusal ? refusal
        : term!.Name == request.Name ? Refusal.Repeated($"单位“{request.Unit}”已名为“{request.Name}”。", "name")
        : Decision.Accept(request);

    /// <summary>Ends a unit's evaluation.</summary>
    public static Decision Leave(Roster roster, UnitLeft request) =>
        roster.Terms.FindLast(term => term.Unit == request.Unit)?.To == request.To
            ? Refusal.Repeated($"单位“{request.Unit}”已于{request.To:O}退出。", "unit")
            : Running(roster, request.Unit, request.To, out _) is { } refusal ? refusal : Decision.Accept(request);

    /// <summary>Appoints a leader.</summary>
    public static Decision Appoint(Roster roster, LeaderAppointed request) =>
        !roster.Knows(request.Unit) ? UnknownUnit(request.Unit)
        : request.Post is not ("top" or "member")
            ? Decision.Refuse("unknown-post", $"职务级别“{request.Post}”无法识别。", "post", $"请从{Posts}中选择。")
        : roster.Leaders.Exists(term => term.Unit == request.Unit && term.Person == request.Person && term.To is null)
            ? Refusal.Repeated($"“{request.Person}”已是“{request.Unit}”的领导。", "person")
            : Decision.Accept(request);

    /// <summary>Releases a leader.</summary>
    public static Decision Release(Roster roster, LeaderReleased request) =>
        roster.Leaders.Find(term => term.Unit == request.Unit && term.Person == request.Person && term.To is null)
            is not { } term
            ? Refusal.Unknown("leader", "在任领导", request.Person, "请核对单位和姓名。")
            : request.To < term.From
                ? Decision.Refuse(
                    "ends-before-start", $"离任日期{request.To:O}早于任职日期{term.From:O}。", "to", "请更正日期。")
                : Decision.Accept(request);

    /// <summary>The refusal for a unit that is not on the list.</summary>
    public static Refusal UnknownUnit(string unit) =>
        Refusal.Unknown("unit", "单位", unit, "请核对名册中的单位代号。");

    private static Refusal? Running(Roster roster, string unit, DateOnly from, out UnitTerm? term)
    {
        term = roster.Terms.Find(one => one.Unit == unit && one.To is null);
        return term is null ? UnknownUnit(unit)
            : from < term.From
                ? new Refusal(
                    "ends-before-start", $"日期{from:O}早于该单位现行记录的起始日{term.From:O}。", "from",
                    "请更正日期。")
            : null;
    }
}
