using Evaluation.Office.Decisions;
using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Publication;

/// <summary>
/// The bulletin as it would be sealed now (通报稿), without the number, time and person of a sealing.
/// </summary>
/// <param name="Bulletin">What would be published.</param>
/// <param name="Digest">SHA-256 of what it says.</param>
public sealed record BulletinDraft(Bulletin Bulletin, string Digest)
{
    /// <summary>For whom it is printed, one of <see cref="PaperScope"/>.</summary>
    public string Papers { get; init; } = PaperScope.Public;

    /// <summary>The paper for everybody beside that for members; null where there is one paper.</summary>
    public Bulletin? Public { get; init; }

    /// <summary>
    /// Makes the draft of a closed week, or of a period that ends in one; null when it is open, sealed or without
    /// rules, or when the rules do not publish such periods.
    /// </summary>
    /// <param name="before">The weeks as last published; null for the first bulletin.</param>
    /// <param name="now">
    /// The district as known now, with or without what came after the cut-off; for a period seen through its last day.
    /// </param>
    /// <param name="closed">The week's closing; null while it is open.</param>
    /// <param name="file">What was done about the bulletin.</param>
    /// <param name="term">The week or the period.</param>
    /// <param name="early">The document by which the week was closed early; null when it was not.</param>
    /// <param name="papers">For whom it is printed.</param>
    public static BulletinDraft? Of(
        Baselines? before, Scored now, WeekClosed? closed, WeekFile file, Term term, string? early = null,
        string papers = PaperScope.Public)
    {
        if (closed is null || file.Sealed is not null || BulletinMaker.EditionOf(now.Rules, term) is not { } edition
            || (term.Period is { } period && !edition.Bulletin.Periods.Contains(period.Span)))
        {
            return null;
        }

        var (number, document) = Numbered(now.Known.District, edition, term);
        var cutOff = closed.CutOff.ToOffset(edition.Calendar.Offset);
        var frame = new SealingFrame(
            term.Week, number, document, cutOff, cutOff, Persons.Called(closed.Closer, closed.ClosedBy), "")
        {
            Period = term.Period,
            Early = early,
            ConfirmedBy = ConfirmerOf(file),
            Waivers = file.Waivers,
        };
        var compared = term.Period is null ? before : null;
        var bulletin = BulletinMaker.Make(compared, now, frame);
        var open = papers == PaperScope.Both ? BulletinMaker.Make(compared, now, frame.OfPublic(null)) : null;
        return new BulletinDraft(bulletin, BulletinFiles.Digest(bulletin, papers, open))
        {
            Papers = papers,
            Public = open,
        };
    }

    /// <summary>Who confirmed, as it is printed; null for nobody.</summary>
    public static string? ConfirmerOf(WeekFile file) =>
        file.Confirmed is { } one ? Persons.Called(one.Confirmer, one.ConfirmedBy) : null;

    // Weekly bulletins are counted as they are sealed. A period has its number in the year and no pattern of documents.
    private static (int Number, string Document) Numbered(DistrictFile district, Rulebook edition, Term term)
    {
        var calendar = edition.Calendar;
        if (term.Period is { } period)
        {
            return (calendar.Starts(period.Span, calendar.YearOf(period.Last), period.Last).Count(), "");
        }

        var year = calendar.YearOf(term.Week);
        var number = district.Sealings.Count(sealing => calendar.YearOf(sealing.Week) == year) + 1;
        return (number, Patterns.Fill(edition.Bulletin.Document, year, term.Week, number));
    }

    /// <summary>The draft as a person seals it.</summary>
    /// <param name="document">The document number; without one the rulebook's pattern stays.</param>
    /// <param name="by">Who seals.</param>
    public Bulletin Sealed(string? document, Signature by) => Sealed(Bulletin, document, by);

    /// <summary>The paper for everybody as a person seals it; null where there is one paper.</summary>
    /// <param name="document">The document number; without one the rulebook's pattern stays.</param>
    /// <param name="by">Who seals.</param>
    public Bulletin? SealedPublic(string? document, Signature by) =>
        Public is null ? null : Sealed(Public, document, by);

    private Bulletin Sealed(Bulletin one, string? document, Signature by) => one with
    {
        Document = string.IsNullOrWhiteSpace(document) ? one.Document : document,
        SealedAt = InDistrict(by.At),
        SealedBy = by.Called,
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
                $"“{ConfirmerOf(file)}”于{confirmed.At:yyyy-MM-dd HH:mm}确认的通报稿"
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
