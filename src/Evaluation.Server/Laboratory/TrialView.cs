using Evaluation.Office.Laboratory;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Laboratory;

/// <summary>What a text would have given on the district's history.</summary>
/// <param name="What">The text that was tried, in print.</param>
/// <param name="Back">Where one came from; null for a page of its own.</param>
/// <param name="Report">The result; null when it was refused.</param>
/// <param name="Refusal">Why there is none.</param>
public sealed record TrialView(FrameView Frame, string What, string? Back, TrialReport? Report, Refusal? Refusal)
{
    /// <summary>The weeks looked at, in print.</summary>
    public string Weeks => Report is not { } report ? ""
        : report.From == report.To ? Print.Week(report.To)
        : $"{Print.Week(report.From)}至{Print.Week(report.To)}";
}
