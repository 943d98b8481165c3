using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.ClaimFiles;

/// <summary>A claim with all that is known about it.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Version">The version shown: what is done is done to this one or not at all.</param>
/// <param name="Title">Day, kind and whom it is about.</param>
/// <param name="UnitName">The unit that reported.</param>
/// <param name="Week">The name of the week in which it happened.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Evidence">Names of the files that prove it.</param>
/// <param name="Steps">What became of it, the last first.</param>
/// <param name="Points">What it gave; empty while it does not count.</param>
public sealed record ClaimFileView(
    FrameView Frame, Claim Claim, long Version, string Title, string UnitName, string Week,
    IReadOnlyList<ClaimFactView> Facts, IReadOnlyList<string> Evidence, IReadOnlyList<ClaimStepView> Steps,
    IReadOnlyList<ClaimPointsView> Points)
{
    /// <summary>What the office should look at; empty for a unit.</summary>
    public IReadOnlyList<ClaimFinding> Findings { get; init; } = [];

    /// <summary>What its reporter should know: that it repeats another claim, or that nothing counts it yet.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Other claims about the same firm that the viewer may read, the newest first.</summary>
    public IReadOnlyList<RelatedClaimView> Related { get; init; } = [];

    /// <summary>The fields of the form that corrects it; null when the viewer may not correct it now.</summary>
    public IReadOnlyList<FieldDefinition>? Correctable { get; init; }

    /// <summary>Known values by field name, such as firms and projects on file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SuggestionView>> Suggestions { get; init; } =
        new Dictionary<string, IReadOnlyList<SuggestionView>>();

    /// <summary>What the form holds: the claim's values, or those of a refused attempt.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the viewer may take it back before it is decided.</summary>
    public bool MayWithdraw { get; init; }

    /// <summary>Whether the viewer may decide it: waiting, and reported by somebody else.</summary>
    public bool MayDecide { get; init; }

    /// <summary>Whether the viewer may take its verification back.</summary>
    public bool MayReverse { get; init; }

    /// <summary>Whether the viewer may appeal against what was decided.</summary>
    public bool MayAppeal { get; init; }

    /// <summary>Whether the viewer may state that two claims are two matters.</summary>
    public bool MayDistinguish { get; init; }

    /// <summary>The last attempt, when it was refused.</summary>
    public ClaimAttemptView? Attempt { get; init; }
}

/// <summary>A value of a claim in print.</summary>
/// <param name="Label">The field.</param>
/// <param name="Text">The value, or that it is empty.</param>
/// <param name="IsAbsent">Whether it is empty.</param>
public sealed record ClaimFactView(string Label, string Text, bool IsAbsent);

/// <summary>What a step changed in a field.</summary>
public sealed record ClaimChangeView(string Label, string Before, string After);

/// <summary>A step in the life of a claim.</summary>
/// <param name="At">When, in the district's time.</param>
/// <param name="By">Who.</param>
/// <param name="Label">What, in the office's words.</param>
/// <param name="Note">Reason and document; empty for none.</param>
/// <param name="Changes">What it changed in the facts.</param>
/// <param name="Position">The position of its event in the log.</param>
public sealed record ClaimStepView(
    DateTimeOffset At, string By, string Label, string Note, IReadOnlyList<ClaimChangeView> Changes, long Position);

/// <summary>What a clause gives for the claim.</summary>
/// <param name="Unit">The unit that is credited.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Week">The name of the week in which it counts.</param>
/// <param name="Clause">The clause; empty when none counts the claim.</param>
/// <param name="Text">The clause as printed.</param>
/// <param name="Because">Arithmetic and reason in one sentence.</param>
/// <param name="Points">Exact.</param>
public sealed record ClaimPointsView(
    string Unit, string UnitName, string Week, string Clause, string Text, string Because, decimal Points);

/// <summary>Another claim about the same firm.</summary>
public sealed record RelatedClaimView(
    string Claim, string UnitName, string Kind, DateOnly OccurredOn, ClaimStatus Status);

/// <summary>Something that was refused.</summary>
/// <param name="Step">correct, withdraw or reverse.</param>
/// <param name="Refusal">Why.</param>
/// <param name="Typed">What was typed, by field.</param>
public sealed record ClaimAttemptView(string Step, Refusal Refusal, IReadOnlyDictionary<string, string> Typed);
