using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>The named actors of the development environment. Form fields: `account`, `return`.</summary>
/// <param name="Frame">Without a viewer.</param>
/// <param name="Actors">Whom one may be.</param>
/// <param name="ReturnTo">The local address to go to afterwards.</param>
public sealed record SignInView(FrameView Frame, IReadOnlyList<ActorView> Actors, string ReturnTo);

/// <summary>A named actor.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">The role in print.</param>
/// <param name="Unit">The unit acted for; null for the office and the committee.</param>
public sealed record ActorView(string Account, string Name, string Role, string? Unit);
