using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>
/// The tokens of programs. Form fields of a new one: `name`, `district`, `role`, `unit`, `days`; of an end: `token`.
/// </summary>
/// <param name="Tokens">Those that were not ended, the newest first.</param>
/// <param name="Districts">The districts to choose from.</param>
public sealed record TokensView(
    FrameView Frame, IReadOnlyList<TokenRow> Tokens, IReadOnlyList<SuggestionView> Districts)
{
    /// <summary>A token that was just made, shown once; null for none.</summary>
    public (string Name, string Secret)? Made { get; init; }

    /// <summary>What was done; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>Why something was not done; null for nothing.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The form that was refused; null for none.</summary>
    public SentForm? Sent { get; init; }
}

/// <summary>A token in a list.</summary>
/// <param name="Token">What the form calls it.</param>
/// <param name="Name">Its name.</param>
/// <param name="May">What it may do, in print; empty for a person's.</param>
/// <param name="Made">Who made it and when, in print.</param>
/// <param name="Until">When it ends, in print.</param>
/// <param name="Used">The last use, in print.</param>
/// <param name="Over">Whether its time is over.</param>
public sealed record TokenRow(
    string Token, string Name, string May, string Made, string Until, string Used, bool Over);
