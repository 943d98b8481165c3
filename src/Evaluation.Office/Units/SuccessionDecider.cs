using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Units;

/// <summary>Whether units may become one, or one several, from a day on.</summary>
public static class SuccessionDecider
{
    /// <summary>Makes several units one, new or standing.</summary>
    public static Decision Merge(Roster roster, UnitsMerged request)
    {
        var units = request.Units.Distinct(StringComparer.Ordinal).ToList();
        if (roster.Successions.Exists(one => one.Day == request.From && one.Merges && one.Makes(request.Into)
            && one.From.SequenceEqual(units)))
        {
            return Refusal.Repeated($"{string.Join('、', units)}已自{request.From:O}起并入“{request.Into}”。", "units");
        }

        var existing = request.Name is null && request.Kind is null && request.Group is null;
        var refusal = units.Contains(request.Into)
            ? new Refusal(
                "merges-into-itself", $"“{request.Into}”不能并入自身。", "units", "请在 units 中只列被并入的单位。")
            : units.Count == 0 || units.Count + (existing ? 1 : 0) < 2
            ? new Refusal(
                "too-few-units", "合并至少涉及两个单位。", "units", "一个单位重新组建的，请登记其退出和新单位列入。")
            : Unfounded(request.Document, request.Reason)
                ?? units.Select(unit => Ending(roster, unit, request.From, "units")).OfType<Refusal>().FirstOrDefault()
                ?? (existing
                    ? Standing(roster, request.Into, request.From)
                    : Unusable(roster, request.Into, request.Name, request.Kind, request.Group));
        return refusal is null ? Decision.Accept(request with { Units = units }) : refusal;
    }

    /// <summary>Makes several new units of one.</summary>
    public static Decision Split(Roster roster, UnitSplit request)
    {
        var names = request.Into.Select(part => part.Unit).ToList();
        if (roster.Successions.Exists(one => one.Day == request.From && one.From.Contains(request.Unit)
            && one.To.Select(to => to.Unit).SequenceEqual(names)))
        {
            return Refusal.Repeated($"“{request.Unit}”已自{request.From:O}起拆分。", "unit");
        }

        var refusal = names.Count < 2
            ? new Refusal(
                "too-few-units", "拆分后至少有两个单位。", "into", "一个单位重新组建的，请登记其退出和新单位列入。")
            : names.Distinct(StringComparer.Ordinal).Count() < names.Count
            ? new Refusal("unit-name-used", "拆分后的两个单位代号相同。", "into", "请另取代号。")
            : request.Into.Any(part => part.Share is < 0m or > 1m) || request.Into.Sum(part => part.Share) != 1m
            ? new Refusal(
                "shares-wrong",
                $"各单位承接的份额为{string.Join('、', request.Into.Select(part => Value.Of(part.Share)))}，"
                + "合计不是1，或有负数。",
                "share", "份额不小于0，合计应为1；考评办法规定从零起算的，份额只作记录。")
            : Unfounded(request.Document, request.Reason)
                ?? Ending(roster, request.Unit, request.From, "unit")
                ?? request.Into.Select(part => Unusable(roster, part.Unit, part.Name, part.Kind, part.Group))
                    .FirstOrDefault(one => one is not null);
        return refusal is null ? Decision.Accept(request) : refusal;
    }

    private static Refusal? Unfounded(string document, string reason) =>
        Characters.ShowsNothing(document)
            ? new Refusal("document-missing", "没有文号。", "document", "请填写合并、拆分所依据的文号。")
        : Characters.ShowsNothing(reason)
            ? new Refusal("reason-missing", "没有事由。", "reason", "请写明合并、拆分的事由。")
        : null;

    // The unit's last day is the day before: it must have been there then.
    private static Refusal? Ending(Roster roster, string unit, DateOnly from, string where) =>
        roster.Terms.FindLast(one => one.Unit == unit) is not { } term
            ? RosterDecider.UnknownUnit(roster, unit) with { Where = where }
        : term.To is { } to ? new Refusal("unit-ended", $"单位“{unit}”已于{to:O}退出。", where, "请核对单位和日期。")
        : from <= term.From ? new Refusal(
            "ends-before-start", $"日期{from:O}不晚于“{unit}”现行记录的起始日{term.From:O}。", "from", "请更正日期。")
        : null;

    private static Refusal? Standing(Roster roster, string unit, DateOnly from) =>
        roster.Terms.FindLast(one => one.Unit == unit) is not { } term
            ? Refusal.Unknown(
                "unit", "单位", unit, "并入现有单位的，请核对代号；组建新单位的，请写明名称、类型和组别。") with
            {
                Where = "into",
            }
        : term.To is { } to ? new Refusal("unit-ended", $"单位“{unit}”已于{to:O}退出。", "into", "请核对单位和日期。")
        : from < term.From ? new Refusal(
            "ends-before-start", $"日期{from:O}早于“{unit}”现行记录的起始日{term.From:O}。", "from", "请更正日期。")
        : null;

    private static Refusal? Unusable(Roster roster, string unit, string? name, string? kind, string? group) =>
        roster.Knows(unit)
            ? new Refusal(
                "unit-name-used", $"单位代号“{unit}”已经使用。", "into", "合并、拆分后组建的单位是新单位，请另取代号。")
        : Characters.ShowsNothing(unit) || Characters.ShowsNothing(name)
            ? new Refusal("name-missing", "新单位没有代号或名称。", "into", "请写明代号和印发用的名称。")
        : Characters.ShowsNothing(kind)
            ? new Refusal("kind-missing", $"没有写明“{unit}”的类型。", "into", "例如镇街、部门、园区。")
        : Characters.ShowsNothing(group)
            ? new Refusal("group-missing", $"没有写明“{unit}”的排名组别。", "into", "请写明组别。")
        : RosterDecider.Alike(roster, unit, name, "into");
}
