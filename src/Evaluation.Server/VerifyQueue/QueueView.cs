using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.ClaimFiles;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.VerifyQueue;

/// <summary>The verifier's queue: one claim in full, and those that wait beside it.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Address">The address of the queue with its conditions and order.</param>
/// <param name="Total">How many claims wait.</param>
/// <param name="Rows">The claims of the queue around the one shown.</param>
/// <param name="Own">How many more the viewer reported or corrected.</param>
public sealed record QueueView(
    FrameView Frame, ListAddress Address, int Total, IReadOnlyList<QueueRowView> Rows, int Own)
{
    /// <summary>The parameter that names the claim shown.</summary>
    public const string Shown = "claim";

    /// <summary>The parameter by which the claims without findings are chosen.</summary>
    public const string Pick = "pick";

    /// <summary>The claim shown; null when none waits.</summary>
    public ClaimDossier? Current { get; init; }

    /// <summary>The place of the claim shown, from 1.</summary>
    public int Place { get; init; }

    /// <summary>The claim before it; null for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>The claim after it; null when it is the only one.</summary>
    public string? Next { get; init; }

    /// <summary>How the office found the unit's claims this year; null without a claim.</summary>
    public UnitRecord? Record { get; init; }

    /// <summary>How right they were lately, and how many of them are drawn; null without a claim.</summary>
    public UnitAccuracy? Accuracy { get; init; }

    /// <summary>What was done just now, or is passed over; empty for nothing.</summary>
    public IReadOnlyList<QueueNoteView> Notes { get; init; } = [];

    /// <summary>Why the last decision was not taken; null when it was.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The reason as typed in a refused attempt.</summary>
    public string Typed { get; init; } = "";

    /// <summary>Whether the refused attempt was to decide several together.</summary>
    public bool IsSeveral { get; init; }

    /// <summary>The reasons to choose from.</summary>
    public IReadOnlyList<string> Usual { get; init; } = [];

    /// <summary>The units to choose from.</summary>
    public IReadOnlyList<SuggestionView> Units { get; init; } = [];

    /// <summary>The kinds to choose from.</summary>
    public IReadOnlyList<SuggestionView> Kinds { get; init; } = [];
}

/// <summary>A claim of the queue.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Version">The version that is decided.</param>
/// <param name="Kind">The kind in print.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="Tags">What is to be noticed about it, in a word each, and whether it is grave.</param>
/// <param name="Picked">Whether it is chosen.</param>
public sealed record QueueRowView(
    string Id, long Version, string UnitName, string Kind, string Subject, DateOnly OccurredOn,
    IReadOnlyList<(string Word, bool Grave)> Tags, bool Picked)
{
    /// <summary>The claim and its version as a form sends it.</summary>
    public string Value => $"{Print.Whole(Version)}.{Id}";
}

/// <summary>What became of a claim.</summary>
/// <param name="Claim">Its number; of several that were decided together the last.</param>
/// <param name="Title">Day, kind and subject.</param>
/// <param name="Sentence">What became of it.</param>
/// <param name="Good">Whether it was done as asked.</param>
public sealed record QueueNoteView(string Claim, string Title, string Sentence, bool Good);
