using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Units;

/// <summary>What may happen to the list of units.</summary>
public static class RosterDecider
{
    private const string Posts = "top、member";

    /// <summary>Founds a district; a second founding is refused.</summary>
    public static Decision Found(DistrictFounded? standing, DistrictFounded wanted) =>
        standing is null
            ? Decision.Accept(wanted)
            : Refusal.Repeated($"考评单位范围“{wanted.District}”已经设立。", "district");

    /// <summary>Enters a unit.</summary>
    public static Decision Enter(Roster roster, UnitEntered wanted) =>
        roster.Terms.Find(term => term.Unit == wanted.Unit) is not { } first ? Decision.Accept(wanted)
        : roster.Terms.FindLast(term => term.Unit == wanted.Unit) is { To: { } left }
            ? Decision.Refuse(
                "unit-name-used", $"单位代号“{wanted.Unit}”曾经使用，于{left:O}退出。", "unit",
                "重新组建的单位是新单位，请另取代号。")
        : first.Name == wanted.Name && first.Kind == wanted.Kind && first.Group == wanted.Group
            && first.From == wanted.From
            ? Refusal.Repeated($"单位“{wanted.Unit}”已在名册。", "unit")
            : Decision.Conflict(
                "unit-exists", $"单位代号“{wanted.Unit}”已用于“{first.Name}”，内容不同。", "unit",
                "请另取代号；要更名或调组，请使用更名或调组。");

    /// <summary>Moves a unit to another group.</summary>
    public static Decision Regroup(Roster roster, UnitRegrouped wanted) =>
        Running(roster, wanted.Unit, wanted.From, out var term) is { } refusal ? refusal
        : term!.Group == wanted.Group ? Refusal.Repeated($"单位“{wanted.Unit}”已在“{wanted.Group}”组。", "group")
        : Decision.Accept(wanted);

    /// <summary>Renames a unit.</summary>
    public static Decision Rename(Roster roster, UnitRenamed wanted) =>
        Running(roster, wanted.Unit, wanted.From, out var term) is { } refusal ? refusal
        : term!.Name == wanted.Name ? Refusal.Repeated($"单位“{wanted.Unit}”已名为“{wanted.Name}”。", "name")
        : Decision.Accept(wanted);

    /// <summary>Ends a unit's evaluation.</summary>
    public static Decision Leave(Roster roster, UnitLeft wanted) =>
        roster.Terms.FindLast(term => term.Unit == wanted.Unit)?.To == wanted.To
            ? Refusal.Repeated($"单位“{wanted.Unit}”已于{wanted.To:O}退出。", "unit")
            : Running(roster, wanted.Unit, wanted.To, out _) is { } refusal ? refusal : Decision.Accept(wanted);

    /// <summary>Appoints a leader.</summary>
    public static Decision Appoint(Roster roster, LeaderAppointed wanted) =>
        !roster.Knows(wanted.Unit) ? UnknownUnit(wanted.Unit)
        : wanted.Post is not ("top" or "member")
            ? Decision.Refuse("unknown-post", $"职务级别“{wanted.Post}”无法识别。", "post", $"请从{Posts}中选择。")
        : roster.Leaders.Exists(term => term.Unit == wanted.Unit && term.Person == wanted.Person && term.To is null)
            ? Refusal.Repeated($"“{wanted.Person}”已是“{wanted.Unit}”的领导。", "person")
            : Decision.Accept(wanted);

    /// <summary>Releases a leader.</summary>
    public static Decision Release(Roster roster, LeaderReleased wanted) =>
        roster.Leaders.Find(term => term.Unit == wanted.Unit && term.Person == wanted.Person && term.To is null)
            is not { } term
            ? Refusal.Unknown("leader", "在任领导", wanted.Person, "请核对单位和姓名。")
            : wanted.To < term.From
                ? Decision.Refuse(
                    "ends-before-start", $"离任日期{wanted.To:O}早于任职日期{term.From:O}。", "to", "请更正日期。")
                : Decision.Accept(wanted);

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
