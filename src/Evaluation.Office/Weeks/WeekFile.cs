using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>
/// The closed weeks of a district. They are closed in order, one after another, so that they share one stream,
/// `closings`: two clerks who close different weeks at once meet in it.
/// </summary>
public sealed record ClosedWeeks(ImmutableSortedDictionary<Week, WeekClosed> ByWeek)
{
    /// <summary>The stream of the closed weeks.</summary>
    public const string Stream = "closings";

    /// <summary>The last closed week; null before the first.</summary>
    public Week? Last => ByWeek.IsEmpty ? null : ByWeek.Keys.Last();

    /// <summary>The closing of a week; null while it is open.</summary>
    public WeekClosed? Of(Week week) => ByWeek.GetValueOrDefault(week);

    /// <summary>The closed weeks after an event of their stream.</summary>
    public static ClosedWeeks Evolve(ClosedWeeks? closed, object happened) => happened switch
    {
        WeekClosed e =>
            new ClosedWeeks((closed?.ByWeek ?? ImmutableSortedDictionary<Week, WeekClosed>.Empty).SetItem(e.Week, e)),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} does not belong to the closed weeks."),
    };
}

/// <summary>What was done about a week's bulletin. Stream `week/{first day}`.</summary>
/// <param name="CarriedOver">Claims left for later, with the reason.</param>
/// <param name="Sealed">The sealing; null while there is none.</param>
public sealed record WeekFile(ImmutableSortedDictionary<string, string> CarriedOver, BulletinSealed? Sealed)
{
    /// <summary>The stream of a week.</summary>
    public static string StreamOf(Week week) => $"week/{week.Start:yyyy-MM-dd}";

    /// <summary>The last confirmation of the draft; null while there is none.</summary>
    public WeekConfirmed? Confirmed { get; init; }

    /// <summary>What the committee waived, in order.</summary>
    public ImmutableList<WeekWaived> Waivers { get; init; } = [];

    /// <summary>Nothing done.</summary>
    public static readonly WeekFile Empty = new(
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), null);

    /// <summary>The issues that took the place of the first one, in order.</summary>
    public ImmutableList<BulletinReissued> Reissues { get; init; } = [];

    /// <summary>The proposed new issue that nobody has approved or dropped yet; null for none.</summary>
    public ReissueProposed? Proposal { get; init; }

    /// <summary>The number of the issue in force; 0 before the first.</summary>
    public int LastIssue => Sealed is null ? 0 : Reissues.Count + 1;

    /// <summary>The issue in force in the shape of a sealing; null before the first.</summary>
    public BulletinSealed? InForce => Reissues.IsEmpty || Sealed is null ? Sealed : Issue(LastIssue);

    /// <summary>All issues in the shape of sealings, the first one first.</summary>
    public IEnumerable<BulletinSealed> Issues => Enumerable.Range(1, LastIssue).Select(number => Issue(number)!);

    /// <summary>An issue in the shape of a sealing, closed by whom the week was closed; null when there is none.</summary>
    /// <param name="number">From 1.</param>
    public BulletinSealed? Issue(int number)
    {
        if (number < 2 || number > LastIssue)
        {
            return number == 1 ? Sealed : null;
        }

        var e = Reissues[number - 2];
        return new BulletinSealed(
            e.Week, e.Number, e.Document, e.Position, e.Editions, e.SealedAt, Sealed!.ClosedBy, e.SealedBy, e.Record,
            e.Sha256, e.PageSha256, e.TableSha256);
    }

    /// <summary>The week after an event of its stream.</summary>
    public static WeekFile Evolve(WeekFile? week, object happened) => happened switch
    {
        ClaimCarriedOver e =>
            (week ?? Empty) with { CarriedOver = (week ?? Empty).CarriedOver.SetItem(e.Claim, e.Reason) },
        WeekConfirmed e => (week ?? Empty) with { Confirmed = e },
        WeekWaived e => (week ?? Empty) with { Waivers = (week ?? Empty).Waivers.Add(e) },
        BulletinSealed e => (week ?? Empty) with { Sealed = e },
        ReissueProposed e => (week ?? Empty) with { Proposal = e },
        ReissueDropped => (week ?? Empty) with { Proposal = null },
        BulletinReissued e => (week ?? Empty) with { Reissues = (week ?? Empty).Reissues.Add(e), Proposal = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} does not belong to a week."),
    };
}

/// <summary>What may happen to a week.</summary>
public static class WeekDecider
{
    /// <summary>Closes a week after its cut-off, in order.</summary>
    /// <param name="closed">The weeks closed so far.</param>
    /// <param name="wanted">The closing.</param>
    /// <param name="now">The moment of the request.</param>
    public static Decision Close(ClosedWeeks? closed, WeekClosed wanted, DateTimeOffset now) =>
        closed?.Of(wanted.Week) is { } standing ? Refusal.Repeated($"{wanted.Week}已由“{standing.ClosedBy}”截止。", "week")
        : now < wanted.CutOff
            ? Decision.Conflict(
                "before-cut-off", $"{wanted.Week}的截止时间是{wanted.CutOff:yyyy-MM-dd HH:mm}，尚未到。", "week",
                "请在截止时间之后办理。")
        : closed?.Last is { } last && wanted.Week != last.Next
            ? Decision.Conflict("out-of-order", $"上一个截止的周是{last}，不能直接截止{wanted.Week}。", "week", $"下一个应截止的周是{last.Next}。")
        : Decision.Accept(wanted);

    /// <summary>Leaves an undecided claim for later, by name and with a reason.</summary>
    public static Decision CarryOver(WeekClosed? closed, WeekFile? week, ClaimCarriedOver wanted, bool undecided) =>
        closed is null ? NotClosed(wanted.Week)
        : week?.Sealed is { } standing ? Sealed(standing)
        : week?.CarriedOver.ContainsKey(wanted.Claim) == true ? Refusal.Repeated($"事项“{wanted.Claim}”已结转。", "claim")
        : string.IsNullOrWhiteSpace(wanted.Reason)
            ? Decision.Refuse("reason-missing", "没有写明结转理由。", "reason", "请填写理由，理由将载入通报。")
        : !undecided ? Decision.Conflict("claim-decided", $"事项“{wanted.Claim}”不存在或已有结论，无需结转。", "claim", "请核对事项编号。")
        : Decision.Accept(wanted);

    /// <summary>Whether a week may be sealed by this account, apart from the gate.</summary>
    public static Refusal? MaySeal(WeekClosed? closed, WeekFile? week, Week named, string account) =>
        closed is null ? NotClosed(named)
        : week?.Sealed is { } standing ? Sealed(standing)
        : closed.ClosedBy == account
            ? new Refusal("same-person", $"“{account}”办理了{named}的截止，不能再由本人签发。", "account", "截止与签发须由两人分别办理。")
        : week?.Confirmed?.ConfirmedBy == account
            ? new Refusal(
                "same-person", $"“{account}”确认了{named}的通报稿，不能再由本人签发。", "account", "确认与签发须由两人分别办理。")
        : null;

    internal static Refusal NotClosed(Week week) => Refusal.Conflict("not-closed", $"{week}尚未截止。", "week", "请先办理截止。");

    internal static Refusal Sealed(BulletinSealed standing) => Refusal.Conflict(
        "already-sealed",
        $"{standing.Week}的通报已于{standing.SealedAt:yyyy-MM-dd HH:mm}由“{standing.SealedBy}”签发（{standing.Document}）。",
        "week", "已签发的通报不可更改，也不能再次签发。");
}
