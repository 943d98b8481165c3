using System.Collections.Immutable;
using Evaluation.Core.Words;

namespace Evaluation.Core.Weeks;

/// <summary>Where a week stands on its way to a sealed bulletin.</summary>
/// <param name="Week">The week.</param>
/// <param name="CutOff">Its cut-off.</param>
/// <param name="ClosedBy">Who closed it.</param>
/// <param name="CarriedOver">Claims left for later, with the reason.</param>
/// <param name="Sealed">The sealing; null while open.</param>
public sealed record WeekFile(
    Week Week, DateTimeOffset CutOff, string ClosedBy, ImmutableSortedDictionary<string, string> CarriedOver, BulletinSealed? Sealed)
{
    /// <summary>The week after an event of its stream.</summary>
    public static WeekFile Evolve(WeekFile? week, object happened) => happened switch
    {
        WeekClosed e => new WeekFile(e.Week, e.CutOff, e.ClosedBy, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), null),
        ClaimCarriedOver e => week! with { CarriedOver = week.CarriedOver.SetItem(e.Claim, e.Reason) },
        BulletinSealed e => week! with { Sealed = e },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} does not belong to a week."),
    };
}

/// <summary>What may happen to a week.</summary>
public static class WeekDecider
{
    /// <summary>Closes a week after its cut-off, in order.</summary>
    /// <param name="week">The week as it stands.</param>
    /// <param name="wanted">The closing.</param>
    /// <param name="now">The moment of the request.</param>
    /// <param name="lastClosed">The last closed week of the district; null when this is the first.</param>
    public static Decision Close(WeekFile? week, WeekClosed wanted, DateTimeOffset now, Week? lastClosed) =>
        week is not null ? Refusal.Repeated($"{wanted.Week}已由“{week.ClosedBy}”截止。", "week")
        : now < wanted.CutOff
            ? Decision.Refuse("before-cut-off", $"{wanted.Week}的截止时间是{wanted.CutOff:yyyy-MM-dd HH:mm}，尚未到。", "week", "请在截止时间之后办理。")
        : lastClosed is { } last && wanted.Week != last.Next
            ? Decision.Refuse("out-of-order", $"上一个截止的周是{last}，不能直接截止{wanted.Week}。", "week", $"请先截止{last.Next}。")
        : Decision.Accept(wanted);

    /// <summary>Leaves an undecided claim for later, by name and with a reason.</summary>
    public static Decision CarryOver(WeekFile? week, ClaimCarriedOver wanted, bool undecided) =>
        week is null ? NotClosed(wanted.Week)
        : week.Sealed is not null ? Sealed(week)
        : week.CarriedOver.ContainsKey(wanted.Claim) ? Refusal.Repeated($"事项“{wanted.Claim}”已结转。", "claim")
        : string.IsNullOrWhiteSpace(wanted.Reason) ? Decision.Refuse("reason-missing", "没有写明结转理由。", "reason", "请填写理由，理由将载入通报。")
        : !undecided ? Decision.Refuse("claim-decided", $"事项“{wanted.Claim}”不存在或已有结论，无需结转。", "claim", "请核对事项编号。")
        : Decision.Accept(wanted);

    /// <summary>Whether a week may be sealed by this account, apart from the gate.</summary>
    public static Refusal? MaySeal(WeekFile? week, Week named, string account) =>
        week is null ? NotClosed(named)
        : week.Sealed is not null ? Sealed(week)
        : week.ClosedBy == account
            ? new Refusal("same-person", $"“{account}”办理了{named}的截止，不能再由本人签发。", "account", "截止与签发须由两人分别办理。")
        : null;

    private static Refusal NotClosed(Week week) => new("not-closed", $"{week}尚未截止。", "week", "请先办理截止。");

    private static Refusal Sealed(WeekFile week) => new(
        "already-sealed", $"{week.Week}的通报已于{week.Sealed!.SealedAt:yyyy-MM-dd HH:mm}由“{week.Sealed.SealedBy}”签发（{week.Sealed.Document}）。", "week", "已签发的通报不可更改，也不能再次签发。");
}
