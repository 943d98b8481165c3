using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Choosing a pass-phrase by a one-time link. Form fields: `phrase`, `again`, and for the first administrator `name`,
/// `person`.
/// </summary>
/// <param name="Frame">Without a viewer.</param>
/// <param name="Address">Where the form is sent; null when the link does not hold.</param>
/// <param name="Account">Whose pass-phrase; null for the first administrator.</param>
/// <param name="Person">The person's name.</param>
/// <param name="Until">When the link ends.</param>
/// <param name="Refusal">Why it was not done; null for a fresh form.</param>
public sealed record WelcomeView(
    FrameView Frame, string? Address, string? Account, string? Person, string Until, Refusal? Refusal)
{
    /// <summary>What the first administrator typed as name of the account and as name of the person.</summary>
    public (string Name, string Person) Typed { get; init; } = ("", "");
}
