using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Office.Publication;

/// <summary>Something that a unit reported after the cut-off about a day that the bulletin covers.</summary>
/// <param name="Fact">The claim's number, or `report/…`.</param>
/// <param name="Kind">The kind in print.</param>
/// <param name="OccurredOn">The day on which it happened.</param>
/// <param name="ReportedAt">When it was reported, in the district's time.</param>
public sealed record LaterReport(string Fact, string Unit, string Kind, DateOnly OccurredOn, DateTimeOffset ReportedAt)
{
    /// <summary>What came later, in order of reporting; what was refused or withdrawn since is not named.</summary>
    /// <param name="known">The district as known.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="intake">What the bulletin takes in.</param>
    /// <param name="offset">The district's time.</param>
    public static IReadOnlyList<LaterReport> Of(Snapshot known, RuleSet rules, Intake intake, TimeSpan offset)
    {
        var claims =
            from claim in known.Claims
            where claim.Undecided || claim.Status == ClaimStatus.Verified
            select (Fact: claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, claim.ReportedAt);
        var reports =
            from entry in known.Entries.Concat(known.Left)
            where entry.Kind == BuiltInKinds.Report
            select (
                entry.Fact, entry.Unit, entry.Kind, entry.OccurredOn,
                ReportedAt: WeeklyDeadline.SubmittedAt(entry.ToFact()));
        return
        [
            .. claims.Concat(reports)
                .Where(one => intake.Of(one.OccurredOn, one.ReportedAt) == Belonging.ReportedLater)
                .OrderBy(one => one.ReportedAt).ThenBy(one => one.Fact, StringComparer.Ordinal)
                .Select(one => new LaterReport(
                    one.Fact, one.Unit, rules.KindsOn(one.OccurredOn).LabelOf(one.Kind), one.OccurredOn,
                    Here(one.ReportedAt, offset))),
        ];
    }

    // In whole seconds; an event may hold a moment that the district's time cannot write.
    private static DateTimeOffset Here(DateTimeOffset at, TimeSpan offset)
    {
        var most = DateTime.MaxValue.Ticks;
        var local = Math.Clamp(
            at.UtcTicks + offset.Ticks, Math.Max(0, offset.Ticks), Math.Min(most, most + offset.Ticks));
        return new DateTimeOffset(local - (local % TimeSpan.TicksPerSecond), offset);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Unit}：{Kind}（{OccurredOn:yyyy-MM-dd}，{Fact}），{ReportedAt:yyyy-MM-dd HH:mm}填报。";
}
