using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Pages;

/// <summary>A request that was not fulfilled: not found, not allowed or refused.</summary>
/// <param name="Frame">District and viewer, as far as known.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Refusal">What, where and what to do.</param>
public sealed record ErrorView(FrameView Frame, int Status, Refusal Refusal)
{
    /// <summary>The number under which the log has a failure; null for a refusal.</summary>
    public string? Number { get; init; }

    /// <summary>The form that a failure kept from being taken, to be sent once more; null for none.</summary>
    public SentForm? Sent { get; init; }
}
