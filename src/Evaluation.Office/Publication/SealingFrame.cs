using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>What a sealing decides, beside the numbers.</summary>
/// <param name="Number">The bulletin's number in the assessment year.</param>
/// <param name="Document">The document number.</param>
/// <param name="CutOff">The week's cut-off.</param>
/// <param name="SealedAt">When.</param>
/// <param name="ClosedBy">Who closed the week, as printed.</param>
/// <param name="SealedBy">Who seals, as printed.</param>
public sealed record SealingFrame(
    Week Week, int Number, string Document, DateTimeOffset CutOff, DateTimeOffset SealedAt, string ClosedBy,
    string SealedBy)
{
    /// <summary>The period, when the bulletin is about one that ends in the week; null for the week.</summary>
    public NamedPeriod? Period { get; init; }

    /// <summary>What makes this a new issue of the week; null for the first issue.</summary>
    public IssueFrame? Issue { get; init; }

    /// <summary>What the bulletin is about.</summary>
    public Term Term => new(Week, Period);

    /// <summary>The format of the record; a recount takes the one that was sealed.</summary>
    public int? Format { get; init; } = Bulletin.LatestFormat;

    /// <summary>Whether lines of facts name the stream and position of their event.</summary>
    public bool NamesEvents => Format >= 2;

    /// <summary>
    /// Whether the record says until when it takes in what units reported, and nobody has a place where nobody has
    /// anything.
    /// </summary>
    public bool NamesCut => Format >= 3;

    /// <summary>Whether it leaves out what came later; a new issue takes in everything.</summary>
    public bool CutsOff => NamesCut && Issue is null;

    /// <summary>Whether it prints the paper for everybody where there is another one for members.</summary>
    public bool ForPublic { get; init; }

    /// <summary>The same for the paper for everybody, whose issues take each other's place.</summary>
    /// <param name="standing">The issue in force; null for the first.</param>
    public SealingFrame OfPublic(BulletinSealed? standing) => this with
    {
        ForPublic = true,
        Issue = Issue is { } issue && standing?.Public is { } copy
            ? issue with { Standing = BulletinFiles.Read(copy.Record), StandingSha256 = copy.Sha256 }
            : Issue,
    };

    /// <summary>Who confirmed the draft, as printed; null for nobody.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The document by which the week was closed early; null when it was not.</summary>
    public string? Early { get; init; }

    /// <summary>What the committee waived.</summary>
    public IReadOnlyList<WeekWaived> Waivers { get; init; } = [];
}
