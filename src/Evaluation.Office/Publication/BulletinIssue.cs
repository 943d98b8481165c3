using System.Text.Json.Serialization;
using Evaluation.Office.Weeks;

namespace Evaluation.Office.Publication;

/// <summary>What a new issue of a sealed week is made with, beside the numbers.</summary>
/// <param name="Number">The number of the issue, from 2.</param>
/// <param name="Kind">Revision or correction.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="Standing">The issue in force, which this one replaces.</param>
/// <param name="StandingSha256">The hash of its record.</param>
public sealed record IssueFrame(
    int Number, IssueKind Kind, string Reason, string ProposedBy, Bulletin Standing, string StandingSha256);

/// <summary>A line of a sheet that another issue of the week gave other points, or did not have.</summary>
/// <param name="Fact">The fact or period.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="Before">Points in the issue before; 0 when the line was not there.</param>
/// <param name="After">Points now; 0 when the line is no longer there.</param>
/// <param name="Because">Why it is so now.</param>
public sealed record LineChange(
    string Unit, string Clause, string Fact, DateOnly On, decimal Before, decimal After, string Because);

/// <summary>A unit's points and ranks in one issue; rank 0 for a unit that is not ranked.</summary>
public sealed record PublishedPlace(decimal WeekPoints, int WeekRank, decimal YearPoints, int YearRank)
{
    /// <summary>A unit that is not ranked.</summary>
    public static readonly PublishedPlace None = new(0m, 0, 0m, 0);

    /// <summary>The place of a row.</summary>
    public static PublishedPlace Of(BulletinRow? row) =>
        row is null ? None : new PublishedPlace(row.WeekPoints, row.WeekRank, row.YearPoints, row.YearRank);
}

/// <summary>A unit whose points or ranks differ between two issues.</summary>
public sealed record PlaceChange(string Group, string Unit, string Name, PublishedPlace Before, PublishedPlace After);

/// <summary>What a new issue replaces, why, and what it changes.</summary>
/// <param name="Number">The number of the issue, from 2.</param>
/// <param name="Kind">`revision` (计划修订) or `correction` (差错更正).</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedBy">Who proposed it; who sealed it is in the record.</param>
/// <param name="SupersedesIssue">The number of the issue before.</param>
/// <param name="SupersedesDocument">Its document number.</param>
/// <param name="SupersedesSha256">The hash of its record.</param>
/// <param name="Lines">Lines with other points.</param>
/// <param name="Places">Units with other points or ranks.</param>
public sealed record BulletinIssue(
    int Number, string Kind, string Reason, string ProposedBy, int SupersedesIssue, string SupersedesDocument,
    string SupersedesSha256, IReadOnlyList<LineChange> Lines, IReadOnlyList<PlaceChange> Places)
{
    /// <summary>
    /// Whether the year to date also holds what became known of earlier weeks, which the next bulletin corrects.
    /// </summary>
    [JsonIgnore]
    public bool HoldsEarlierWeeks => Places.Any(one =>
        one.After.YearPoints - one.Before.YearPoints != one.After.WeekPoints - one.Before.WeekPoints);

    /// <summary>The kind.</summary>
    [JsonIgnore]
    public IssueKind Of => Kind == KindOf(IssueKind.Revision) ? IssueKind.Revision : IssueKind.Correction;

    /// <summary>What a new bulletin of the week changes.</summary>
    public static BulletinIssue Between(IssueFrame frame, Bulletin made) => new(
        frame.Number, KindOf(frame.Kind), frame.Reason, frame.ProposedBy, frame.Standing.Issue?.Number ?? 1,
        frame.Standing.Document, frame.StandingSha256, [.. LinesOf(frame.Standing, made)],
        [.. PlacesOf(frame.Standing, made)]);

    /// <summary>A kind as records spell it.</summary>
    public static string KindOf(IssueKind kind) => kind == IssueKind.Revision ? "revision" : "correction";

    private static IEnumerable<LineChange> LinesOf(Bulletin before, Bulletin after)
    {
        var earlier = LinesIn(before).ToDictionary(one => (one.Unit, one.Line.Clause, one.Line.Fact, one.Line.On));
        foreach (var (unit, line) in LinesIn(after))
        {
            var was = earlier.Remove((unit, line.Clause, line.Fact, line.On), out var old) ? old.Line.Points : 0m;
            if (was != line.Points)
            {
                yield return new LineChange(unit, line.Clause, line.Fact, line.On, was, line.Points, line.Because);
            }
        }

        // What is left was only in the issue before.
        foreach (var (unit, line) in earlier.Values.Where(gone => gone.Line.Points != 0m)
            .OrderBy(gone => gone.Unit, StringComparer.Ordinal).ThenBy(gone => gone.Line.On)
            .ThenBy(gone => gone.Line.Fact, StringComparer.Ordinal)
            .ThenBy(gone => gone.Line.Clause, StringComparer.Ordinal))
        {
            yield return new LineChange(
                unit, line.Clause, line.Fact, line.On, line.Points, 0m, BulletinMaker.NoLongerCounts);
        }
    }

    private static IEnumerable<PlaceChange> PlacesOf(Bulletin before, Bulletin after)
    {
        var earlier = RowsIn(before).ToDictionary(one => one.Row.Unit, StringComparer.Ordinal);
        foreach (var (group, row) in RowsIn(after))
        {
            earlier.Remove(row.Unit, out var old);
            if (PublishedPlace.Of(old.Row) != PublishedPlace.Of(row) || old.Group != group)
            {
                yield return new PlaceChange(
                    group, row.Unit, row.Name, PublishedPlace.Of(old.Row), PublishedPlace.Of(row));
            }
        }

        foreach (var (group, row) in earlier.Values.OrderBy(gone => gone.Row.Unit, StringComparer.Ordinal))
        {
            yield return new PlaceChange(group, row.Unit, row.Name, PublishedPlace.Of(row), PublishedPlace.None);
        }
    }

    private static IEnumerable<(string Unit, BulletinLine Line)> LinesIn(Bulletin bulletin) =>
        bulletin.Sheets.SelectMany(sheet => sheet.Lines, (sheet, line) => (sheet.Unit, line));

    private static IEnumerable<(string Group, BulletinRow Row)> RowsIn(Bulletin bulletin) =>
        bulletin.Groups.SelectMany(group => group.Rows, (group, row) => (group.Group, row));
}
