using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Mandates;

/// <summary>Who may be what in a district.</summary>
public static class MandateDecider
{
    /// <summary>Gives a mandate.</summary>
    /// <param name="roll">The mandates so far.</param>
    /// <param name="roster">The units of the district.</param>
    /// <param name="request">What is to be given.</param>
    /// <param name="by">The account that gives it.</param>
    /// <param name="today">The day in the district's time.</param>
    public static Decision Give(MandateRoll? roll, Roster? roster, MandateGiven request, string by, DateOnly today)
    {
        var mandates = (roll ?? MandateRoll.Empty).Mandates;
        if (mandates.Find(one => one.Given.Mandate == request.Mandate) is { } same)
        {
            return same.Given == request
                ? Refusal.Repeated($"“{request.Person}”的这一职责已经登记。", "mandate")
                : Decision.Conflict(
                    "mandate-exists", "该职责编号已用于另一职责。", "mandate", "请刷新页面后重新填写。");
        }

        if (Wrong(roster, request, by, today) is { } wrong)
        {
            return wrong;
        }

        var meeting = mandates.FindAll(one => one.Given.Account == request.Account && one.Meets(request));
        return meeting.Exists(one => one.Given.Role == request.Role && one.Given.Unit == request.Unit)
                ? Decision.Conflict(
                    "mandate-held", $"“{request.Person}”在这段时间已有同一职责。", "role",
                    "请核对起止日期，或先终止原职责。")
            : Decision.Accept(request);
    }

    /// <summary>Ends a mandate at once.</summary>
    /// <param name="roll">The mandates so far.</param>
    /// <param name="request">Which one, and why.</param>
    public static Decision End(MandateRoll? roll, MandateEnded request) =>
        roll?.Mandates.Find(one => one.Given.Mandate == request.Mandate) is not { } mandate
            ? Refusal.Unknown("mandate", "职责", request.Mandate, "请刷新页面后重试。")
        : mandate.Ended is not null ? Refusal.Repeated($"“{mandate.Given.Person}”的这一职责已经终止。", "mandate")
        : Characters.ShowsNothing(request.Reason) ? NoReason
        : Decision.Accept(request);

    private static readonly Refusal NoReason =
        new("reason-missing", "没有写明理由。", "reason", "请写明理由，例如文号或调动情况。");

    private static Refusal? Wrong(Roster? roster, MandateGiven request, string by, DateOnly today) =>
        Characters.ShowsNothing(request.Mandate)
            ? new Refusal("mandate-missing", "职责没有编号。", "mandate", "请刷新页面后重新填写。")
        : !MandateRoll.Roles.Contains(request.Role)
            ? Refusal.Unknown("role", "角色", request.Role, $"请从{string.Join('、', MandateRoll.Roles)}中选择。")
        : request.Account == by
            ? Refusal.Forbidden("不能给自己授予职责。", "account", "请由另一位管理员办理。")
        : request.Role == MandateRoll.Reporter && request.Unit is null
            ? new Refusal("unit-missing", "填报员没有写明所代表的单位。", "unit", "请选择单位。")
        : request.Role != MandateRoll.Reporter && request.Unit is not null
            ? new Refusal("unit-surplus", "只有填报员代表单位。", "unit", "请不选单位，或改选填报员。")
        : request.Unit is { } unit && roster?.Knows(unit) != true
            ? Refusal.Unknown("unit", "单位", unit, "请从名册中选择。")
        : request.To < request.From
            ? new Refusal("ends-before-start", "截止日期早于起始日期。", "to", "请更正日期。")
        : request.To < today
            ? new Refusal("ended-before", "截止日期已经过去。", "to", "请填写今天或以后的日期，长期的留空。")
        : Characters.ShowsNothing(request.Reason) ? NoReason
        : null;
}
