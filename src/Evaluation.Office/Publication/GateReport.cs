using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>What a week's publication needs (签发条件), and what was known then.</summary>
/// <param name="Checks">All conditions.</param>
/// <param name="Closed">The week's closing; null while it is open.</param>
/// <param name="Week">The week's file.</param>
/// <param name="Now">The district as known now, from the events alone.</param>
public sealed record GateReport(
    IReadOnlyList<GateCheck> Checks, WeekClosed? Closed, WeekFile Week, Snapshot Now)
{
    /// <summary>The bulletin as it would be sealed now; null while there can be none.</summary>
    public BulletinDraft? Draft { get; init; }

    /// <summary>What units reported after the cut-off, which counts in later bulletins.</summary>
    public IReadOnlyList<LaterReport> Later { get; init; } = [];

    /// <summary>Whether every condition is met.</summary>
    public bool Open => Checks.All(check => check.Met);

    /// <summary>Whether nothing is missing but the confirmation.</summary>
    public bool Confirmable =>
        Draft is not null && Checks.All(check => check.Met || check.Code == GateCheck.ConfirmedCode);

    /// <summary>The refusal of what the findings forbid.</summary>
    /// <param name="what">What is refused: 签发 or 确认.</param>
    /// <param name="term">What is to be published.</param>
    /// <param name="without">The code of a check that does not matter.</param>
    public Refusal RefusalOf(string what, Term term, string without = "")
    {
        var open = Checks.Where(check => !check.Met && check.Code != without).ToList();
        var findings = open.SelectMany(check => check.Findings).ToList();
        return Refusal.Conflict(
            "gate-closed", $"{what}条件未满足，共{findings.Count}项：{string.Join("", findings.Take(5))}",
            term.Stream, string.Join("", open.Select(check => check.Remedy).Take(3)));
    }
}
