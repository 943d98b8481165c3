using System.Text.Json.Serialization;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Office.Publication;

/// <summary>Something that a unit reported after the cut-off about a day that the bulletin covers.</summary>
/// <param name="Fact">The claim's number, or `report/…`.</param>
/// <param name="Unit">The unit.</param>
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

/// <summary>What a bulletin holds of what units reported (截止).</summary>
/// <param name="Until">
/// Reports of the bulletin's days are in its figures when they came by this moment; of a new issue the moment at which
/// it was made.
/// </param>
/// <param name="Stated">The moment before which the rules do not let the week be closed.</param>
/// <param name="Later">What came after it and counts in later bulletins; of a new issue nothing.</param>
public sealed record BulletinCut(DateTimeOffset Until, DateTimeOffset Stated, IReadOnlyList<LaterReport> Later)
{
    /// <summary>The document by which the week was closed before that moment; null when it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Early { get; init; }

    /// <summary>The cut of a bulletin.</summary>
    /// <param name="now">The district as known.</param>
    /// <param name="frame">What its sealing decides.</param>
    /// <param name="edition">The edition that frames it.</param>
    internal static BulletinCut Of(Scored now, SealingFrame frame, Rulebook edition)
    {
        var calendar = edition.Calendar;
        var stated = calendar.CutOffFor(frame.Week);
        if (frame.Issue is not null)
        {
            return new BulletinCut(frame.SealedAt, stated, []) { Early = frame.Early };
        }

        var intake = Intake.Of(now.Known.District, frame.Term, frame.CutOff);
        return new BulletinCut(
            intake.Until!.Value.ToOffset(calendar.Offset), stated,
            LaterReport.Of(now.Known, now.Rules, intake, calendar.Offset))
        {
            Early = frame.Early,
        };
    }
}
