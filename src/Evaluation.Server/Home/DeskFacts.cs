using Evaluation.Office.Adoption;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Reports;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;

namespace Evaluation.Server.Home;

/// <summary>How a district stands, as far as somebody has to do something about it.</summary>
/// <param name="District">Its short name in addresses.</param>
/// <param name="Now">The moment, in the district's time.</param>
/// <param name="Week">The week that is worked on.</param>
internal sealed record DeskFacts(string District, DateTimeOffset Now, Week Week)
{
    /// <summary>When the week's reports are due, and when its facts are cut off; null without rules for it.</summary>
    public (DateTimeOffset Report, DateTimeOffset CutOff)? Due { get; init; }

    /// <summary>The viewer's unit; null for the office.</summary>
    public string? Unit { get; init; }

    /// <summary>The unit's report of the week; null for the office.</summary>
    public ReportState? Report { get; init; }

    /// <summary>Claims that the unit has to complete, with what they are called.</summary>
    public IReadOnlyList<(Claim Claim, string Title)> Returned { get; init; } = [];

    /// <summary>What waits for a verifier.</summary>
    public WaitingCount Waiting { get; init; }

    /// <summary>The week that is closed and not sealed yet, with what was done about it; null for none.</summary>
    public (Week Week, WeekFile File)? Closed { get; init; }

    /// <summary>The appeals that await a ruling, as far as the viewer may read them.</summary>
    public IReadOnlyList<Appeal> Appeals { get; init; } = [];

    /// <summary>The editions that wait to be adopted.</summary>
    public IReadOnlyList<RulebookProposed> Proposals { get; init; } = [];
}
