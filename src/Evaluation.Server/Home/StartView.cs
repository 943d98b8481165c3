using Evaluation.Office.Claims;
using Evaluation.Office.Reports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Home;

/// <summary>What somebody of a district has to do, and how things stand.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Now">The moment, in the district's time.</param>
/// <param name="Week">The week that is worked on.</param>
/// <param name="ReportDue">When its reports are due; null without rules for it.</param>
/// <param name="CutOff">When its facts are cut off; null without rules for it.</param>
/// <param name="Tasks">What waits for the viewer, the most pressing first.</param>
/// <param name="Last">The latest bulletins, the newest first.</param>
public sealed record StartView(
    FrameView Frame, DateTimeOffset Now, Week Week, DateTimeOffset? ReportDue, DateTimeOffset? CutOff,
    IReadOnlyList<TaskView> Tasks, IReadOnlyList<HomeBulletinView> Last)
{
    /// <summary>What the viewer's unit has and reported; null for the office.</summary>
    public OwnUnitView? Own { get; init; }
}

/// <summary>Something that waits.</summary>
/// <param name="State">How it stands, in a word.</param>
/// <param name="Tone">Of what sort that is: a class of tags.</param>
/// <param name="Title">What it is.</param>
/// <param name="Link">Where it is done.</param>
/// <param name="Verb">What is done there.</param>
public sealed record TaskView(string State, string Tone, string Title, string Link, string Verb)
{
    /// <summary>What somebody said about it; null for nothing.</summary>
    public string? Said { get; init; }

    /// <summary>By when, and what it means; null for nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>What a unit has and reported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Standing">Points and places; null when it is not ranked.</param>
/// <param name="Claims">Its claims of the week.</param>
/// <param name="MayReport">Whether the viewer reports for it.</param>
public sealed record OwnUnitView(
    string Name, OwnStandingView? Standing, IReadOnlyList<OwnClaimView> Claims, bool MayReport)
{
    /// <summary>Its report of the week.</summary>
    public required ReportState Report { get; init; }
}

/// <summary>Points and places of a unit.</summary>
/// <param name="Week">The week of which they are.</param>
/// <param name="WeekPoints">In print.</param>
/// <param name="WeekRank">0 for none.</param>
/// <param name="YearPoints">In print.</param>
/// <param name="YearRank">0 for none.</param>
/// <param name="Among">How many units its group has.</param>
/// <param name="Unit">The unit's short name in addresses.</param>
public sealed record OwnStandingView(
    Week Week, string WeekPoints, int WeekRank, string YearPoints, int YearRank, int Among, string Group, string Unit);

/// <summary>A claim of the week.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">Its state.</param>
/// <param name="Points">What it gave, in print; null while it does not count.</param>
/// <param name="Why">Why it gave nothing, or what it waits for; null for nothing to say.</param>
public sealed record OwnClaimView(string Id, string Title, ClaimStatus Status, string? Points, string? Why);
