using Evaluation.Office.Appeals;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Appeals;

/// <summary>The appeals of a district, the newest first.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Appeals">The appeals that the viewer may read.</param>
/// <param name="MayLodge">Whether the viewer lodges appeals.</param>
public sealed record AppealsView(FrameView Frame, IReadOnlyList<AppealRowView> Appeals, bool MayLodge);

/// <summary>An appeal in a list.</summary>
/// <param name="Appeal">Its number.</param>
/// <param name="UnitName">The unit's name in print.</param>
/// <param name="Week">The bulletin's week.</param>
/// <param name="About">The line or claim.</param>
/// <param name="Status">Its state.</param>
/// <param name="Reason">Why it was lodged.</param>
/// <param name="LodgedAt">When, in the district's time.</param>
/// <param name="LastDay">The last day on which it could be lodged.</param>
public sealed record AppealRowView(
    string Appeal, string UnitName, string Week, string About, AppealStatus Status, string Reason,
    DateTimeOffset LodgedAt, CountedDay LastDay);

/// <summary>An appeal with its line, history, ruling and consequences.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Row">Its row in the list.</param>
/// <param name="LodgedBy">Who lodged it.</param>
/// <param name="Evidence">Names of files.</param>
/// <param name="Line">The line as published; null for a claim.</param>
/// <param name="Claim">The claim concerned in one sentence; null for none.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Hearings">Notes of hearings.</param>
/// <param name="Ruling">The ruling; null before it.</param>
/// <param name="WithdrawnFor">Why it was withdrawn; empty when it was not.</param>
public sealed record AppealView(
    FrameView Frame, AppealRowView Row, string LodgedBy, IReadOnlyList<string> Evidence, PublishedLine? Line,
    string? Claim, IReadOnlyList<EventReferenceView> Events, IReadOnlyList<string> Hearings, RulingView? Ruling,
    string WithdrawnFor)
{
    /// <summary>Whether the viewer hears and rules.</summary>
    public bool MayRule { get; init; }

    /// <summary>Whether the viewer may take it back.</summary>
    public bool MayWithdraw { get; init; }

    /// <summary>Whether the appeal concerns a claim, so that it can be corrected, reversed or restored.</summary>
    public bool OfClaim { get; init; }

    /// <summary>What was typed into the form of a ruling.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>What the remedy in the form would change; null before a trial.</summary>
    public ChangesView? Supposed { get; init; }

    /// <summary>Why the last step was not done; null for none.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>A ruling in print.</summary>
/// <param name="Upheld">Whether the unit was right.</param>
/// <param name="Remedy">How it is put right; null for a dismissal.</param>
/// <param name="Reason">Why.</param>
/// <param name="Document">The document number.</param>
/// <param name="Changes">What it changed.</param>
public sealed record RulingView(bool Upheld, string? Remedy, string Reason, string Document, ChangesView Changes)
{
    /// <summary>That the week is to be issued again; null when the next bulletin corrects it.</summary>
    public string? IssueFirst { get; init; }
}

/// <summary>The form for a new appeal.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="UnitName">The unit's name in print.</param>
/// <param name="Appeal">The number made for it.</param>
/// <param name="Typed">
/// What was typed, or what the link said: `week`, `clause`, `fact`, `claim`, `reason`, `evidence`.
/// </param>
/// <param name="Refusal">Why the last attempt was refused; null for none.</param>
/// <param name="WithinDays">The working days that the rules of the week leave for it.</param>
public sealed record LodgeView(
    FrameView Frame, string UnitName, string Appeal, IReadOnlyDictionary<string, string> Typed, Refusal? Refusal,
    int WithinDays);
