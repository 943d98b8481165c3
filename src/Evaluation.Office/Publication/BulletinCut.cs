using System.Text.Json.Serialization;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Publication;

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
