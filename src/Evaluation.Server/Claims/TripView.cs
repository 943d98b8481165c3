using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Claims;

/// <summary>The form of a trip with its visits.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="UnitName">The unit that reports.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Firms">Firms on file to choose from, by name and code.</param>
public sealed record TripView(
    FrameView Frame, string UnitName, TripForm Form, IReadOnlyList<SuggestionView> Firms)
{
    /// <summary>Whether nothing was typed or filled in yet.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Bytes of a file at most.</summary>
    public required long MostBytes { get; init; }

    /// <summary>All that is wrong; null for a fresh form.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was done just now, or that nothing was; null for nothing to say.</summary>
    public string? Said { get; init; }

    /// <summary>Of the visits whose firm is not on file, those that may be meant, by row.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<SuggestionView>> Unfiled { get; init; } =
        new Dictionary<int, IReadOnlyList<SuggestionView>>();

    /// <summary>Earlier trips of the unit to begin with.</summary>
    public IReadOnlyList<SentClaimView> Earlier { get; init; } = [];

    /// <summary>The trip and the visits that were sent just now; null for none.</summary>
    public IReadOnlyList<SentClaimView>? Sent { get; init; }

    /// <summary>What is wrong with a field; null for nothing.</summary>
    public string? FaultAt(string place) => Refusal is null ? null
        : string.Concat(Refusal.All.Where(one => one.Where == place).Select(one => one.What + one.Remedy)) is
            { Length: > 0 } fault ? fault : null;
}

/// <summary>A claim that was sent.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">Its state.</param>
public sealed record SentClaimView(string Id, string Title, ClaimStatus Status)
{
    /// <summary>What the reporter should look at although it was accepted; empty for nothing.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
