using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Units;

/// <summary>The units of a district on a day.</summary>
/// <param name="Groups">The ranking groups with their units, in the order of the list.</param>
/// <param name="Gone">Units that are not evaluated on the day, but were or will be.</param>
/// <param name="MayChange">Whether the viewer may enter changes.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
/// <param name="Refusal">Why the day could not be read; null for nothing.</param>
public sealed record RosterView(
    FrameView Frame, DateOnly Day, IReadOnlyList<(string Group, IReadOnlyList<UnitRow> Units)> Groups,
    IReadOnlyList<UnitRow> Gone, bool MayChange, string? Done, string? Refusal)
{
    /// <summary>How many units are evaluated on the day.</summary>
    public int Count => Groups.Sum(group => group.Units.Count);
}

/// <summary>A unit in the list.</summary>
/// <param name="Unit">Its short name.</param>
/// <param name="Name">Its name on the day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Days">From when to when it is evaluated, in print.</param>
/// <param name="Top">Its top leaders on the day.</param>
/// <param name="Members">Its other leaders on the day.</param>
public sealed record UnitRow(string Unit, string Name, string Kind, string Days, string Top, string Members);

/// <summary>A unit with all that is on the list about it.</summary>
/// <param name="Unit">Its short name.</param>
/// <param name="Name">Its name now, or the last one.</param>
/// <param name="Terms">Its names and groups from day to day.</param>
/// <param name="Leaders">Its leaders, those in office first.</param>
/// <param name="Successions">Mergers and splits that it was part of, in sentences.</param>
/// <param name="MayChange">Whether the viewer may enter changes.</param>
/// <param name="Running">Whether it is still on the list.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record RosterUnitView(
    FrameView Frame, string Unit, string Name,
    IReadOnlyList<(string Name, string Kind, string Group, string Days)> Terms, IReadOnlyList<LeaderRow> Leaders,
    IReadOnlyList<string> Successions, bool MayChange, bool Running, string? Done);

/// <summary>A leader of a unit.</summary>
/// <param name="Post">The post in print.</param>
/// <param name="Days">From when to when, in print.</param>
/// <param name="InOffice">Whether no last day is entered.</param>
public sealed record LeaderRow(string Person, string Post, string Days, bool InOffice);
