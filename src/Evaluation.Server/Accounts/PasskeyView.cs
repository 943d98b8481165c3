using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>
/// The page on which a script asks a device for a passkey. Form fields: `credential`, what the device answers; `name`
/// of a new one; `return` of signing in.
/// </summary>
/// <param name="Asked">What the device is asked, as JSON.</param>
/// <param name="Adds">Whether one is added; otherwise somebody signs in.</param>
public sealed record PasskeyView(FrameView Frame, string Asked, bool Adds)
{
    /// <summary>The local address to go to afterwards.</summary>
    public string ReturnTo { get; init; } = "";

    /// <summary>What a new one was called; empty for a fresh form.</summary>
    public string Name { get; init; } = "";

    /// <summary>Why it was not done; null for a fresh page.</summary>
    public Refusal? Refusal { get; init; }
}
