using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// The bulletin as it would be sealed now (通报稿), without the number, time and person of a sealing.
/// </summary>
/// <param name="Bulletin">What would be published.</param>
/// <param name="Digest">SHA-256 of what it says.</param>
public sealed record BulletinDraft(Bulletin Bulletin, string Digest)
{
    /// <summary>Makes the draft of a closed week; null when it is open, sealed or without rules.</summary>
    public static BulletinDraft? Of(
        Baselines? before, Scored now, WeekClosed? closed, WeekFile file, Week week)
    {
        if (closed is null || file.Sealed is not null || Snapshot.Frame(now.Rules, week) is not { } edition)
        {
            return null;
        }

        var year = edition.Calendar.YearOf(week);
        var number = now.Known.District.Sealings.Count(sealing => edition.Calendar.YearOf(sealing.Week) == year) + 1;
        var cutOff = closed.CutOff.ToOffset(edition.Calendar.Offset);
        var bulletin = BulletinMaker.Make(before, now, new SealingFrame(
            week, number, Patterns.Fill(edition.Bulletin.Document, year, week, number),
            cutOff, cutOff, closed.ClosedBy, "")
        {
            ConfirmedBy = file.Confirmed?.ConfirmedBy,
            Waivers = file.Waivers,
        });
        return new BulletinDraft(bulletin, BulletinFiles.Digest(bulletin));
    }

    /// <summary>The draft as a person seals it.</summary>
    /// <param name="document">The document number; without one the rulebook's pattern stays.</param>
    /// <param name="by">Who seals.</param>
    public Bulletin Sealed(string? document, Signature by) => Bulletin with
    {
        Document = string.IsNullOrWhiteSpace(document) ? Bulletin.Document : document,
        SealedAt = InDistrict(by.At),
        SealedBy = by.Account,
    };

    /// <summary>A moment as it is stored and printed: whole seconds of the district's time.</summary>
    public DateTimeOffset InDistrict(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()).ToOffset(Bulletin.CutOff.Offset);

    /// <summary>The check whether somebody confirmed this very draft.</summary>
    public static GateCheck Confirmed(BulletinDraft? draft, WeekFile file)
    {
        IReadOnlyList<string> findings = (draft, file.Confirmed) switch
        {
            ({ } one, { } confirmed) when confirmed.Digest == one.Digest => [],
            ({ } one, { } confirmed) =>
            [
                $"“{confirmed.ConfirmedBy}”于{confirmed.At:yyyy-MM-dd HH:mm}确认的通报稿"
                    + $"（{GateDecider.Short(confirmed.Digest)}）内容已有变动，现为{GateDecider.Short(one.Digest)}。",
            ],
            ({ } one, null) => [$"通报稿（{GateDecider.Short(one.Digest)}）尚未确认。"],
            _ => file.Sealed is null ? ["通报稿尚未形成，无从确认。"] : [],
        };
        return new GateCheck(GateCheck.ConfirmedCode, "通报稿已由另一人确认且未变动", findings)
        {
            Remedy = "其他各项通过后，请考评办一人核对通报稿并确认；内容再有变动的，须重新确认。",
        };
    }
}
