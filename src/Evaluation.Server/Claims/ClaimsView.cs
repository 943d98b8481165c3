using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Claims;

/// <summary>A list of claims: a reporter sees the own unit's, the office everyone's.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Scope">Whose claims these are, for example 桂城街道 or 全部单位.</param>
/// <param name="Claims">The claims of the page.</param>
/// <param name="Place">Where the page is in the list.</param>
public sealed record ClaimsView(
    FrameView Frame, string Scope, IReadOnlyList<ClaimRowView> Claims, ListPlaceView Place)
{
    /// <summary>The order when none is named.</summary>
    public const string UsualSort = "-day";

    /// <summary>The state shown; null for all.</summary>
    public ClaimStatus? Status { get; init; }

    /// <summary>How many claims have each state, by the other conditions.</summary>
    public IReadOnlyDictionary<ClaimStatus, int> Counts { get; init; } = new Dictionary<ClaimStatus, int>();

    /// <summary>The units to choose from.</summary>
    public IReadOnlyList<SuggestionView> Units { get; init; } = [];

    /// <summary>The kinds to choose from.</summary>
    public IReadOnlyList<SuggestionView> Kinds { get; init; } = [];

    /// <summary>The weeks to choose from, the last first.</summary>
    public IReadOnlyList<SuggestionView> Weeks { get; init; } = [];

    /// <summary>The sorts of findings to choose from; none for a unit.</summary>
    public IReadOnlyList<SuggestionView> Findings { get; init; } = [];

    /// <summary>What was asked for.</summary>
    public required ClaimListQuery Asked { get; init; }

    /// <summary>Whether findings are not marked, because there are very many claims.</summary>
    public bool LeavesFindingsOut { get; init; }

    /// <summary>Whether the viewer may report claims.</summary>
    public bool MayReport { get; init; }

    /// <summary>Whether the viewer may send files of claims of all units.</summary>
    public bool MayUpload { get; init; }
}

/// <summary>A claim in a list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="UnitName">The unit that reported.</param>
/// <param name="Kind">The kind in print.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="Subject">What it is about: a firm, a project, a title.</param>
/// <param name="Status">Its state.</param>
/// <param name="Reason">Why it was returned, refused, withdrawn or reversed.</param>
/// <param name="ReportedBy">Who reported it.</param>
/// <param name="Evidence">How many files prove it.</param>
public sealed record ClaimRowView(
    string Id, string UnitName, string Kind, DateOnly OccurredOn, string Subject, ClaimStatus Status, string Reason,
    string ReportedBy, int Evidence)
{
    /// <summary>What the office should look at, one of each sort; empty for a unit.</summary>
    public IReadOnlyList<ClaimFinding> Findings { get; init; } = [];
}
