using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Publication;

/// <summary>One condition of publication.</summary>
/// <param name="Code">A stable English word.</param>
/// <param name="Label">The condition in print.</param>
/// <param name="Findings">What stands against it and was not waived; empty when it is met.</param>
public sealed record GateCheck(string Code, string Label, IReadOnlyList<string> Findings)
{
    /// <summary>The code of the check whether the draft is confirmed.</summary>
    public const string ConfirmedCode = "confirmed";

    private const int MostListed = 50;

    /// <summary>Whether the condition is met.</summary>
    public bool Met => Findings.Count == 0;

    /// <summary>What to do about its findings.</summary>
    public string Remedy { get; init; } = "请逐项处理后再签发。";

    /// <summary>
    /// Whether the committee may waive findings: only where matters were left open, never where numbers may be wrong.
    /// </summary>
    public bool MayBeWaived { get; init; }

    /// <summary>What was waived of it.</summary>
    public IReadOnlyList<WeekWaived> Waived { get; init; } = [];

    /// <summary>The check without the findings that were waived, cut to what can be read.</summary>
    public GateCheck Less(IEnumerable<WeekWaived> waivers)
    {
        var own = MayBeWaived ? waivers.Where(waiver => waiver.Check == Code).ToList() : [];
        var waived = own.SelectMany(waiver => waiver.Findings).ToHashSet(StringComparer.Ordinal);
        return this with { Findings = [.. Findings.Where(one => !waived.Contains(one)).Take(MostListed)], Waived = own };
    }
}

/// <summary>What a week's publication needs (签发条件), and what is known when it is asked.</summary>
/// <param name="Checks">All conditions.</param>
/// <param name="Closed">The week's closing; null while it is open.</param>
/// <param name="Week">The week's file.</param>
/// <param name="Now">The district as known now, from the events alone.</param>
public sealed record GateReport(
    IReadOnlyList<GateCheck> Checks, WeekClosed? Closed, WeekFile Week, Snapshot Now)
{
    /// <summary>The bulletin as it would be sealed now; null while there can be none.</summary>
    public BulletinDraft? Draft { get; init; }

    /// <summary>Whether every condition is met.</summary>
    public bool Open => Checks.All(check => check.Met);

    /// <summary>Whether nothing is missing but the confirmation.</summary>
    public bool Confirmable => Draft is not null && Checks.All(check => check.Met || check.Code == GateCheck.ConfirmedCode);

    /// <summary>The refusal of what the findings forbid.</summary>
    /// <param name="what">What is refused: 签发 or 确认.</param>
    /// <param name="week">The week.</param>
    /// <param name="without">The code of a check that does not matter.</param>
    public Refusal Refusal(string what, Week week, string without = "")
    {
        var open = Checks.Where(check => !check.Met && check.Code != without).ToList();
        var findings = open.SelectMany(check => check.Findings).ToList();
        return Evaluation.Rulebooks.Words.Refusal.Conflict(
            "gate-closed", $"{what}条件未满足，共{findings.Count}项：{string.Join("", findings.Take(5))}", WeekFile.StreamOf(week),
            string.Join("", open.Select(check => check.Remedy).Take(3)));
    }
}
