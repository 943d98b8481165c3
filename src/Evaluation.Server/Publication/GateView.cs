using Evaluation.Office.Mandates;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Publication;

/// <summary>What is still missing between a week and its sealed bulletin.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Standing">How far its publication is.</param>
/// <param name="Checks">The checks, in order.</param>
/// <param name="MayClose">Whether the viewer may close the week now.</param>
/// <param name="MaySeal">Whether the viewer may seal the bulletin now.</param>
/// <param name="Refusal">Why the last closing or sealing was not done; null for none.</param>
public sealed record GateView(
    FrameView Frame, string Week, DateOnly From, DateOnly To, WeekStanding Standing,
    IReadOnlyList<GateCheckView> Checks,
    bool MayClose, bool MaySeal, Refusal? Refusal = null)
{
    /// <summary>The week with which a period is closed; null when this is a week.</summary>
    public string? Ends { get; init; }

    /// <summary>The names of the periods that end in the week and are published.</summary>
    public IReadOnlyList<string> Periods { get; init; } = [];

    /// <summary>Whether the viewer may leave an undecided claim for a later week.</summary>
    public bool MayCarry { get; init; }

    /// <summary>Which issue is in force or proposed; empty while there is only the first.</summary>
    public string Issued { get; init; } = "";

    /// <summary>The digest of the draft; null while there is none.</summary>
    public string? Digest { get; init; }

    /// <summary>For whom the bulletin is printed, one of <see cref="PaperScope"/>.</summary>
    public string Papers { get; init; } = PaperScope.Public;

    /// <summary>What was reported after the cut-off, one sentence each.</summary>
    public IReadOnlyList<string> Later { get; init; } = [];

    /// <summary>The last confirmation, with a name; null while there is none.</summary>
    public WeekConfirmed? Confirmed { get; init; }

    /// <summary>Whether the viewer may confirm the draft now.</summary>
    public bool MayConfirm { get; init; }

    /// <summary>Whether the viewer may waive findings.</summary>
    public bool MayWaive { get; init; }

    /// <summary>Of the first week that was closed: how the evaluation begins; empty for other weeks.</summary>
    public IReadOnlyList<string> Beginning { get; init; } = [];

    /// <summary>Whether the viewer may decide with which week the evaluation begins.</summary>
    public bool MayBegin { get; init; }

    /// <summary>The form that was refused; null for none.</summary>
    public SentForm? Refused { get; init; }
}

/// <summary>A check of the gate.</summary>
/// <param name="Name">What is checked, in print.</param>
/// <param name="Ok">Whether it is passed.</param>
/// <param name="Findings">The open items, one sentence each.</param>
public sealed record GateCheckView(string Name, bool Ok, IReadOnlyList<string> Findings)
{
    /// <summary>How many more there are.</summary>
    public int Unlisted { get; init; }

    /// <summary>What to do about the findings.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The check's code when findings may be waived; null when they may not.</summary>
    public string? Waivable { get; init; }

    /// <summary>What was waived, each with a name.</summary>
    public IReadOnlyList<WeekWaived> Waived { get; init; } = [];
}
