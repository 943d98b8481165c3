using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Publication;

/// <summary>A claim that was not decided in time and counts in a later bulletin if at all.</summary>
public sealed record CarriedClaim(string Claim, string Unit, string Kind, DateOnly OccurredOn, string Reason);

/// <summary>Findings of the gate in spite of which the week was published (豁免).</summary>
public sealed record BulletinWaiver(
    string Check, IReadOnlyList<string> Findings, string Reason, string? Document, string WaivedBy);

/// <summary>A week's bulletin (通报): everything that is published, and enough to find every number again.</summary>
public sealed record Bulletin(
    string District, string DistrictName, string Issuer, string Week, DateOnly From, DateOnly To, int Number,
    string Title, string Document, string Rulebook, string Notice, IReadOnlyList<string> Editions,
    DateTimeOffset CutOff, DateTimeOffset SealedAt, long Position, string ClosedBy, string SealedBy, int Decimals,
    IReadOnlyList<BulletinColumn> Columns, IReadOnlyList<BulletinGroup> Groups, IReadOnlyList<decimal> WeekTotals,
    IReadOnlyList<decimal> YearTotals, IReadOnlyList<NoneNamed> None, BulletinReports Reports,
    IReadOnlyList<Correction> Corrections, IReadOnlyList<CarriedClaim> CarriedOver,
    IReadOnlyList<PlainRanking> Rankings, IReadOnlyList<BulletinSheet> Sheets)
{
    /// <summary>
    /// The format of new records: lines of facts name the stream and position of their event (2), and what was reported
    /// after the cut-off is left out and named, as are places where nobody has anything (3).
    /// </summary>
    public const int LatestFormat = 3;

    /// <summary>The value of <see cref="Paper"/> in the paper for everybody.</summary>
    public const string ForPublic = "public";

    /// <summary>
    /// `public` in the paper for everybody where there is another one for members; null in that one, and where there is
    /// only one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Paper { get; init; }

    /// <summary>What makes it a bulletin about a period; null in one about a week.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BulletinPeriod? Period { get; init; }

    /// <summary>Lists and prizes of the periods that end in the week; null when the edition knows none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Honours? Honours { get; init; }

    /// <summary>What a new issue takes the place of and changes; null for the first issue of a week.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BulletinIssue? Issue { get; init; }

    /// <summary>Who confirmed the draft; null in bulletins sealed before drafts were confirmed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConfirmedBy { get; init; }

    /// <summary>What was waived; null when nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BulletinWaiver>? Waivers { get; init; }

    /// <summary>What units were handed of their year to date as successors of others; null when none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<InheritedNote>? Inherited { get; init; }

    /// <summary>
    /// The format of the record; null in the first one, whose lines do not name their events. A recount makes a week in
    /// the format that its sealed record holds: so what later formats add leaves the bytes of earlier weeks as they
    /// are.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Format { get; init; }

    /// <summary>
    /// Of what nobody has a place because nobody has a point or a counted figure: `week`, which stands for the period
    /// in the bulletin of one, and `year` for the year to date; null for neither, and in the first two formats.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Empty { get; init; }

    /// <summary>
    /// Until when it takes in what units reported, and what came later; null in the first two formats, whose figures
    /// hold all that was verified when they were sealed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BulletinCut? Cut { get; init; }

    /// <summary>
    /// How exact totals become the numbers that decide and are printed; null in weeks sealed before one number decided.
    /// A recount counts a week as its sealed record says.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Precision? Rounding { get; init; }
}
