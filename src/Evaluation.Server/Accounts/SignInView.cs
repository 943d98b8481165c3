using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>
/// Signing in. Form fields: `name`, `phrase`, `code`, `return`; of the named actors of the development environment
/// `account`, `return`.
/// </summary>
/// <param name="Frame">Without a viewer.</param>
/// <param name="Actors">Whom one may be; empty outside of development.</param>
/// <param name="ReturnTo">The local address to go to afterwards.</param>
public sealed record SignInView(FrameView Frame, IReadOnlyList<ActorView> Actors, string ReturnTo)
{
    /// <summary>The name that was typed; empty for a fresh form.</summary>
    public string Name { get; init; } = "";

    /// <summary>Why the person is not signed in; null for a fresh form.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether a passkey may be used.</summary>
    public bool Passkeys { get; init; }

    /// <summary>What people call the provider by which they sign in too; null for none.</summary>
    public string? Provider { get; init; }

    /// <summary>Whether somebody has just signed out who is still signed in at the provider.</summary>
    public bool LeftHere { get; init; }

    /// <summary>Whether nobody looks after the installation yet.</summary>
    public bool WithoutAdministrator { get; init; }
}

/// <summary>A named actor.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Role">The role in print.</param>
/// <param name="Unit">The unit acted for; null for the office and the committee.</param>
public sealed record ActorView(string Account, string Name, string Role, string? Unit);
