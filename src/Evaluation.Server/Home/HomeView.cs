using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Home;

/// <summary>The start page: every district with its latest bulletins.</summary>
public sealed record HomeView(FrameView Frame, IReadOnlyList<HomeDistrictView> Districts);

/// <summary>A district on the start page.</summary>
/// <param name="District">Its short name in addresses.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="Issuer">Who issues its bulletins.</param>
/// <param name="Bulletins">Its latest sealed bulletins of weeks, the newest first.</param>
public sealed record HomeDistrictView(
    string District, string Name, string Issuer, IReadOnlyList<HomeBulletinView> Bulletins)
{
    /// <summary>Those of months, quarters and other periods, the last sealed first.</summary>
    public IReadOnlyList<HomeBulletinView> Periods { get; init; } = [];
}

/// <summary>A sealed bulletin on the start page, in the issue in force.</summary>
public sealed record HomeBulletinView(string Week, string Title, string Document, DateOnly SealedOn, int Issue = 1);
