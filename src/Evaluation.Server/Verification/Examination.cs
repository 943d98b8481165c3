using System.Collections.Immutable;
using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Verification;

/// <summary>What is known of a district's claims, with the findings about them.</summary>
/// <param name="Book">What is known.</param>
/// <param name="Rules">The compiled editions.</param>
public sealed record Examination(VerificationFile Book, RuleSet Rules)
{
    // Many pages ask for claims and not for what was found about them.
    private readonly Lazy<ImmutableArray<ClaimFinding>> findings = new(() => ClaimFindings.Of(Book, Rules));

    private readonly Lazy<Dictionary<string, string>> names = new(() => Book.Firms.Values
        .Select(firm => (Code: firm.Id, firm.Name))
        .Concat(Book.Projects.Values.Select(project => (Code: project.Project, project.Name)))
        .DistinctBy(one => one.Code).ToDictionary(one => one.Code, one => one.Name, StringComparer.Ordinal));

    private ILookup<string, ClaimFinding>? byClaim;
    private Dictionary<string, SampledClaim>? sample;
    private ClaimChoices? choices;

    /// <summary>What the verifier should look at, the gravest first.</summary>
    public ImmutableArray<ClaimFinding> Findings => findings.Value;

    /// <summary>Which of the waiting claims are to be examined in full, by number.</summary>
    public IReadOnlyDictionary<string, SampledClaim> Sample => sample ??= Sampling.Of(Book, Rules, Findings, null)
        .ToDictionary(one => one.Claim, StringComparer.Ordinal);

    /// <summary>Names of firms and projects by their codes.</summary>
    public IReadOnlyDictionary<string, string> Names => names.Value;

    /// <summary>What a list of claims can be asked for.</summary>
    public ClaimChoices Choices => choices ??= ClaimChoices.Of(this);

    /// <summary>The first week that was not closed; before any was, the week of the last claim.</summary>
    public Week? CurrentWeek => Book.District.LastClosed?.Next
        ?? (Book.Claims.IsEmpty ? null : WeekOf(Book.Claims[^1].Claim.OccurredOn));

    /// <summary>The district's time against universal time.</summary>
    public TimeSpan Offset => Book.District.Founded?.UtcOffset ?? TimeSpan.Zero;

    /// <summary>The findings about a claim.</summary>
    public IReadOnlyList<ClaimFinding> About(string claim) => [.. (byClaim ??= Findings
        .SelectMany(finding => finding.Claims.Select(one => (one, finding)))
        .ToLookup(pair => pair.one, pair => pair.finding, StringComparer.Ordinal))[claim]];

    /// <summary>The findings about a claim, a week, or both.</summary>
    public IEnumerable<ClaimFinding> Of(string? claim, Week? week) => Findings.Where(finding =>
        (claim is null || finding.Claims.Contains(claim))
        && (week is null || finding.Claims.Any(one => WeekOf(Book.Find(one)!.Claim.OccurredOn) == week)));

    /// <summary>The week of a day.</summary>
    public Week WeekOf(DateOnly day) => Week.Of(day, WeekStarts);

    /// <summary>The week of a name such as `2023-W05`; null for none.</summary>
    public Week? WeekNamed(string? name) => Week.Parse(name, WeekStarts);

    /// <summary>The name of a unit on a day.</summary>
    public string UnitName(string unit, DateOnly day) => Book.District.Roster.On(unit, day)?.Name ?? unit;

    /// <summary>The name of a claim's unit on its day.</summary>
    public string UnitName(Claim claim) => UnitName(claim.Unit, claim.OccurredOn);

    /// <summary>The kind of a claim in print.</summary>
    public string KindLabel(Claim claim) => Rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind);

    /// <summary>What a claim is about: a firm, a project or a title; its kind when it names none.</summary>
    public string Subject(Claim claim) => ClaimTitle.SubjectOf(claim) is { } subject
        ? Names.GetValueOrDefault(subject, subject)
        : KindLabel(claim);

    /// <summary>Day, kind and subject of a claim.</summary>
    public string Title(Claim claim) => ClaimTitle.Of(claim, Rules.KindsOn(claim.OccurredOn), Names);

    /// <summary>All that a claim says, in words.</summary>
    public string Sentence(Claim claim) => Sentences.About(
        new Fact(claim.Id, claim.Kind, claim.Unit, claim.OccurredOn, 1m, claim.Facts), claim.Id, Names, Rules);

    /// <summary>When a claim was reported, in the district's time, as 2023-03-05 18:00.</summary>
    public string ReportedAt(Claim claim) =>
        claim.ReportedAt.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private DayOfWeek WeekStarts => Book.District.Founded?.WeekStarts ?? DayOfWeek.Monday;
}
