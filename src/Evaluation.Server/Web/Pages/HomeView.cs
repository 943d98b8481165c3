namespace Evaluation.Server.Web.Pages;

/// <summary>The start page: every district with its latest bulletins.</summary>
public sealed record HomeView(FrameView Frame, IReadOnlyList<HomeDistrictView> Districts);

/// <summary>A district on the start page.</summary>
/// <param name="District">Its short name in addresses.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="Issuer">Who issues its bulletins.</param>
/// <param name="Bulletins">Its latest sealed bulletins, the newest first.</param>
public sealed record HomeDistrictView(string District, string Name, string Issuer, IReadOnlyList<HomeBulletinView> Bulletins);

/// <summary>A sealed bulletin on the start page, in the issue in force.</summary>
public sealed record HomeBulletinView(string Week, string Title, string Document, DateOnly SealedOn, int Issue = 1);

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
