using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Adjustments;

/// <summary>What may happen to an adjustment.</summary>
public static class AdjustmentDecider
{
    /// <summary>Decides an adjustment.</summary>
    public static Decision Decide(Adjustment? adjustment, AdjustmentDecided request, Roster roster) =>
        roster.Listed(request.Unit) is var listed && listed != request.Unit
            ? Decide(adjustment, request with { Unit = listed }, roster)
        : adjustment is not null
            ? (adjustment.Unit, adjustment.Points, adjustment.EffectiveOn, adjustment.Document, adjustment.Reason)
                == (request.Unit, request.Points, request.EffectiveOn, request.Document, request.Reason)
                ? Refusal.Repeated($"决定“{request.Adjustment}”已在案。", "adjustment")
                : Decision.Conflict(
                    "adjustment-exists", $"决定编号“{request.Adjustment}”已被另一内容使用。", "adjustment",
                    "请另编号。")
            : Formal(request.Document, request.Reason)
                ?? (request.Points == 0
                        ? Decision.Refuse("points-zero", "分值为0。", "points", "请填写加分或减分的分值。")
                    : Math.Abs(request.Points) > 1000
                        ? Decision.Refuse(
                            "points-out-of-range", $"分值{Value.Of(request.Points)}超出±1000。", "points",
                            "请核对分值。")
                    : RosterDecider.NotEvaluated(roster, request.Unit, request.EffectiveOn) is { } absent ? absent
                    : Decision.Accept(request));

    /// <summary>
    /// Why a decision would give and take nothing: the rules in force on its day have no clause that counts decisions.
    /// Null when they have, or when no rules are in force on that day.
    /// </summary>
    public static Refusal? Uncounted(AdjustmentDecided request, RuleSet rules) =>
        rules.On(request.EffectiveOn) is { } edition && !edition.Counts(BuiltInKinds.Adjustment)
            ? Refusal.Conflict(
                "no-clause", $"考评办法第{edition.Edition}版没有计算加减分决定的条款，该决定不会计分。", "effective_on",
                "请核对生效日期，或先采纳有此条款（each: adjustment）的办法。")
            : null;

    /// <summary>Why a decision cannot be recorded yet: it is dated after the day on which it is recorded.</summary>
    /// <param name="decidedOn">The date of the decision.</param>
    /// <param name="today">The day on which it is recorded.</param>
    public static Refusal? Ahead(DateOnly decidedOn, DateOnly today) => decidedOn > today
        ? new Refusal(
            "decided-ahead", $"决定日期{decidedOn:yyyy-MM-dd}还没有到。", "decided_on",
            "请填写作出决定的日期；以后才生效的，写在生效日期里。")
        : null;

    /// <summary>What is said about a decision on whose day no rulebook is in force; null when one is.</summary>
    public static string? Waiting(AdjustmentDecided request, RuleSet rules) =>
        rules.On(request.EffectiveOn) is null
            ? $"{request.EffectiveOn:yyyy-MM-dd}：该日期尚无生效的考评办法，暂不计分。" : null;

    /// <summary>Reverses an adjustment; each can be reversed once.</summary>
    public static Decision Reverse(Adjustment? adjustment, AdjustmentReversed request) =>
        adjustment is null ? Refusal.Unknown("adjustment", "加减分决定", request.Adjustment, "请核对决定编号。")
        : adjustment.Reversed is { } standing
            ? standing.Reversal == request.Reversal
                ? Refusal.Repeated($"决定“{request.Adjustment}”已由“{standing.Reversal}”撤销。", "adjustment")
                : Decision.Conflict(
                    "already-reversed", $"决定“{request.Adjustment}”已由“{standing.Reversal}”撤销。", "adjustment",
                    "一项决定只能撤销一次。")
        : Characters.ShowsNothing(request.Reversal) || request.Reversal == request.Adjustment
            ? Decision.Refuse(
                "reversal-unnamed", "撤销决定没有自己的编号。", "reversal", "请填写撤销决定的编号，与原决定不同。")
        : Formal(request.Document, request.Reason)
            ?? (request.EffectiveOn < adjustment.EffectiveOn
                ? Decision.Refuse("ends-before-start", "撤销的生效日期早于原决定。", "effective_on", "请更正日期。")
                : Decision.Accept(request));

    private static Decision? Formal(string document, string reason) =>
        Characters.ShowsNothing(document)
            ? Decision.Refuse("document-missing", "没有文号。", "document", "请填写决定的文号。")
        : Characters.ShowsNothing(reason)
            ? Decision.Refuse("reason-missing", "没有写明事由。", "reason", "请填写事由。")
        : null;
}
