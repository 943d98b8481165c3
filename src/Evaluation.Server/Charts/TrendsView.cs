using Evaluation.Office.Charts;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Charts;

/// <summary>How the year of a district went.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Span">The sealed weeks in print; null while none is sealed.</param>
/// <param name="Groups">A figure of each group, with its units.</param>
/// <param name="Others">Clauses and targets.</param>
public sealed record TrendsView(
    FrameView Frame, string? Span, IReadOnlyList<(Figure Figure, IReadOnlyList<UnitLink> Units)> Groups,
    IReadOnlyList<Figure> Others);

/// <summary>A unit that leads on to its page.</summary>
public sealed record UnitLink(string Unit, string Name);

/// <summary>How the year of a unit went.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="Name">The unit's name in print.</param>
public sealed record UnitCourseView(FrameView Frame, string Name)
{
    /// <summary>What sealed weeks say of it; null where none ranks it.</summary>
    public UnitYear? Year { get; init; }
}

/// <summary>What sealed weeks say of a unit.</summary>
/// <param name="Group">The group in which it was last ranked.</param>
/// <param name="Through">The last sealed week and its last day, in print.</param>
/// <param name="Headline">Its way.</param>
/// <param name="Got">What it got in the last week; empty where it was not ranked in it.</param>
/// <param name="Week">The name of the last sealed week.</param>
/// <param name="Sheet">Where each line of that week is explained.</param>
/// <param name="Facts">Key figures.</param>
/// <param name="Figures">Places, points by clause, targets.</param>
/// <param name="Months">Points by month and article; null within the first month.</param>
/// <param name="Losses">Points lost.</param>
/// <param name="Best">The best results.</param>
public sealed record UnitYear(
    string Group, string Through, string Headline, string Got, string Week, string Sheet,
    IReadOnlyList<UnitFact> Facts, IReadOnlyList<Figure> Figures, Figure? Months, Figure Losses,
    IReadOnlyList<BestResult> Best);

/// <summary>A line that gave much.</summary>
/// <param name="About">The fact in words, and the clause.</param>
/// <param name="On">Its day.</param>
/// <param name="Points">Its points, in print.</param>
/// <param name="Link">Where it is explained.</param>
public sealed record BestResult(string About, DateOnly On, string Points, string Link);
