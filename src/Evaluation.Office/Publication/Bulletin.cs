using System.Text.Json.Serialization;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A printed column: a measure of the rulebook.</summary>
/// <param name="Name">The measure.</param>
/// <param name="Label">The heading.</param>
/// <param name="UnitOfMeasure">Of the printed figures.</param>
/// <param name="Of">The column of which it is a part.</param>
/// <param name="Divisor">What figures are divided by in print.</param>
public sealed record BulletinColumn(
    string Name, string Label, [property: JsonPropertyName("unit")] string UnitOfMeasure, string? Of, decimal Divisor)
{
    private const int Places = 2;

    /// <summary>How figures are rounded in print; null where they were printed half to even, sealed so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Rounding? RoundedBy { get; init; }

    /// <summary>The columns of an edition, in print order.</summary>
    public static IReadOnlyList<BulletinColumn> AllOf(Rulebook edition) =>
    [
        .. edition.Bulletin.Columns.Select(edition.MeasureOf)
            .Select(one => new BulletinColumn(one.Name, one.Label, one.UnitOfMeasure, one.Of, one.Divisor)
            {
                RoundedBy = edition.Ranking.ByExact ? null : edition.Ranking.Rounding,
            }),
    ];

    /// <summary>A figure in the column's unit, with up to two places.</summary>
    public decimal Printed(decimal figure) => Exact.Trim(
        new Precision(Places, RoundedBy ?? Rounding.HalfEven).Of(figure / Divisor));
}

/// <summary>A unit's line in the ranking table.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name at the end of the week.</param>
/// <param name="WeekRank">Rank this week.</param>
/// <param name="YearRank">Rank of the year to date.</param>
/// <param name="PreviousYearRank">
/// Rank of the year to date a week before, as known then; null when it was not ranked.
/// </param>
/// <param name="WeekPoints">Points this week, exact.</param>
/// <param name="YearPoints">Points of the year to date, exact.</param>
/// <param name="WeekFigures">This week's figures, one for each column.</param>
/// <param name="YearFigures">Cumulative figures, one for each column.</param>
public sealed record BulletinRow(
    string Unit, string Name, int WeekRank, int YearRank, int? PreviousYearRank, decimal WeekPoints, decimal YearPoints,
    IReadOnlyList<decimal> WeekFigures, IReadOnlyList<decimal> YearFigures)
{
    /// <summary>What is shown beside the place, in the order of the rules; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Status { get; init; }

    /// <summary>The grade that the year to date would give; null when units are not graded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Grade { get; init; }

    /// <summary>The row of a standing.</summary>
    /// <param name="standing">Places and totals.</param>
    /// <param name="name">The unit's name in print.</param>
    /// <param name="before">Its place in the week before; null or 0 for none.</param>
    /// <param name="columns">The measures printed.</param>
    public static BulletinRow Of(Standing standing, string name, int? before, IReadOnlyList<Measure> columns) => new(
        standing.Totals.Unit, name, standing.WeekRank, standing.YearRank, before is 0 ? null : before,
        Exact.Trim(standing.Totals.WeekPoints), Exact.Trim(standing.Totals.YearPoints),
        [.. columns.Select(c => Exact.Trim(standing.Totals.WeekFigures.GetValueOrDefault(c.Name)))],
        [.. columns.Select(c => Exact.Trim(standing.Totals.YearFigures.GetValueOrDefault(c.Name)))])
    {
        Status = standing.Status.Count > 0 ? standing.Status : null,
        Grade = standing.Grade,
    };
}

/// <summary>The ranking table of a group.</summary>
public sealed record BulletinGroup(string Group, IReadOnlyList<BulletinRow> Rows);

/// <summary>Units that have none of a measure this week.</summary>
public sealed record NoneNamed(string Label, IReadOnlyList<string> Names);

/// <summary>A report that came late.</summary>
public sealed record LateReport(string Unit, string Name, DateTimeOffset SubmittedAt);

/// <summary>Reporting in the week.</summary>
/// <param name="Late">Late, with the time.</param>
/// <param name="Missing">Names of units without a report.</param>
/// <param name="Nil">Names of units that reported that nothing happened.</param>
public sealed record BulletinReports(
    IReadOnlyList<LateReport> Late, IReadOnlyList<string> Missing, IReadOnlyList<string> Nil);

/// <summary>What was learned since the last bulletin about a week already published (补录、更正、冲销).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Week">The earlier week.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Before">Points in the earlier bulletins; 0 when the line was not there.</param>
/// <param name="After">Points now.</param>
/// <param name="Because">Why it is so now.</param>
public sealed record Correction(
    string Unit, string Week, string Clause, string Fact, decimal Before, decimal After, string Because);

/// <summary>A claim that was not decided in time and counts in a later bulletin if at all.</summary>
public sealed record CarriedClaim(string Claim, string Unit, string Kind, DateOnly OccurredOn, string Reason);

/// <summary>A line of a printed sheet.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Fact">The fact or period.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="About">The fact in words.</param>
/// <param name="Points">Exact.</param>
/// <param name="Because">Arithmetic and reason in one sentence.</param>
public sealed record BulletinLine(
    string Clause, string Fact, DateOnly On, string About, decimal Points, string Because)
{
    /// <summary>
    /// The stream that holds the fact's events, for example `claim/V-017`; null for a period and in the first format.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stream { get; init; }

    /// <summary>
    /// The position of the event since which the fact counts as it does; null where there is no stream.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Position { get; init; }
}

/// <summary>A unit's sheet as printed.</summary>
public sealed record BulletinSheet(string Unit, string Week, decimal Total, IReadOnlyList<BulletinLine> Lines);

/// <summary>A row of a plain ranking.</summary>
/// <param name="Rank">From 1; 0 for a unit that is not ranked.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Total">Exact.</param>
public sealed record PlainRow(int Rank, string Unit, decimal Total)
{
    /// <summary>
    /// The number that decides and is printed, where the total has more decimals; null where it is the total itself,
    /// and in weeks sealed before one number decided.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Decided { get; init; }

    /// <summary>What is shown beside the place; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Status { get; init; }

    /// <summary>The grade; null when units are not graded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Grade { get; init; }

    /// <summary>The printed columns by measure, as bulletins print them; null without columns.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, decimal>? Figures { get; init; }
}

/// <summary>A plain ranking, `week` or `year` in scope.</summary>
public sealed record PlainRanking(string Group, string Week, string Scope, IReadOnlyList<PlainRow> Rows)
{
    /// <summary>A group's ranking in both scopes, the week's first.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="columns">The columns whose figures are added.</param>
    public static IEnumerable<PlainRanking> Of(
        GroupRanking ranking, Rulebook edition, IReadOnlyList<BulletinColumn> columns)
    {
        var byWeek = ranking.Standings.OrderBy(one => one.WeekRank == 0).ThenBy(one => one.WeekRank);
        yield return new PlainRanking(
            ranking.Group, ranking.Week.Id, "week", [.. byWeek.Select(one => Week(one.WeekRank, one.Totals))]);
        yield return new PlainRanking(ranking.Group, ranking.Week.Id, "year", [.. ranking.Standings.Select(Year)]);

        PlainRow Week(int rank, UnitTotals totals) => new(rank, totals.Unit, Exact.Trim(totals.WeekPoints))
        {
            Decided = Decided(totals.WeekPoints),
            Figures = Figures(totals.WeekFigures),
        };

        PlainRow Year(Standing standing) =>
            new(standing.YearRank, standing.Totals.Unit, Exact.Trim(standing.Totals.YearPoints))
            {
                Decided = Decided(standing.Totals.YearPoints),
                Status = standing.Status.Count > 0 ? standing.Status : null,
                Grade = standing.Grade,
                Figures = Figures(standing.Totals.YearFigures),
            };

        decimal? Decided(decimal points) => PrintedPoints.Of(edition).Decided(points);

        OrderedDictionary<string, decimal>? Figures(IReadOnlyDictionary<string, decimal> all) => columns.Count == 0
            ? null
            : new(columns.Select(one => KeyValuePair.Create(one.Name, one.Printed(all.GetValueOrDefault(one.Name)))));
    }
}

/// <summary>What a sealing decides, beside the numbers.</summary>
/// <param name="Week">The week.</param>
/// <param name="Number">The bulletin's number in the assessment year.</param>
/// <param name="Document">The document number.</param>
/// <param name="CutOff">The week's cut-off.</param>
/// <param name="SealedAt">When.</param>
/// <param name="ClosedBy">Who closed the week.</param>
/// <param name="SealedBy">Who seals.</param>
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

    /// <summary>Who confirmed the draft; null for nobody.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The document by which the week was closed early; null when it was not.</summary>
    public string? Early { get; init; }

    /// <summary>What the committee waived.</summary>
    public IReadOnlyList<WeekWaived> Waivers { get; init; } = [];
}

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
