namespace Evaluation.Server.Kit.Pages;

/// <summary>What surrounds every live page.</summary>
/// <param name="District">The district's short name in addresses; null on pages outside a district.</param>
/// <param name="DistrictName">Its name in print.</param>
/// <param name="Viewer">Who is signed in; null for nobody.</param>
/// <param name="Token">The hidden field against forged requests; null when the page has no form to protect.</param>
public sealed record FrameView(string? District, string? DistrictName, ViewerView? Viewer, TokenView? Token)
{
    /// <summary>What everybody in the district must know now, above every page; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>The frame of a page outside every district.</summary>
    public static readonly FrameView Outside = new(null, null, null, null);
}

/// <summary>Who is signed in.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Role">The role in print, for example 考评办核验员; empty outside of every district.</param>
/// <param name="Unit">The name of the unit acted for; null for the office and the committee.</param>
public sealed record ViewerView(string Account, string Name, string Role, string? Unit)
{
    /// <summary>The other units that may be acted for, with their names in print.</summary>
    public IReadOnlyList<SuggestionView> OtherUnits { get; init; } = [];

    /// <summary>Whether it is somebody with an account of the installation.</summary>
    public bool HasAccount { get; init; }

    /// <summary>Whether it is somebody who looks after the installation.</summary>
    public bool Administrator { get; init; }

    /// <summary>Whether it is somebody who decides claims in the district.</summary>
    public bool Verifies { get; init; }

    /// <summary>Whether it is somebody who says in the district who is what.</summary>
    public bool GivesMandates { get; init; }

    /// <summary>Whether it is somebody who reads in the district what was done.</summary>
    public bool Audits { get; init; }
}

/// <summary>A hidden form field that proves that a form came from this site.</summary>
public sealed record TokenView(string Name, string Value);
