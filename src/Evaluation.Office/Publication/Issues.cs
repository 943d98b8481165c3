using System.Globalization;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>The outline of an issue: the first one, or one that took its place.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Position">The last event that it knows.</param>
public sealed record Issue(Week Week, int Number, long Position);

/// <summary>
/// All issues of a district. Each knows every issue sealed before it, so that the order of positions is the order of
/// sealing.
/// </summary>
/// <param name="InOrder">In the order of sealing.</param>
public sealed record Issues(IReadOnlyList<Issue> InOrder)
{
    /// <summary>
    /// The name under which an issue is stored: the week's, for example `2023-W05`; of a later issue with its number,
    /// `2023-W05.002`.
    /// </summary>
    public static string IdOf(string week, int issue) =>
        issue == 1 ? week : string.Create(CultureInfo.InvariantCulture, $"{week}.{issue:000}");

    /// <summary>The name under which the paper for everybody is stored beside that for members.</summary>
    /// <param name="id">The name of the issue.</param>
    public static string PublicIdOf(string id) => $"{id}.public";

    /// <summary>The issues that a district's file knows.</summary>
    public static Issues Of(DistrictFile file) => new(
    [
        .. file.Sealings.Select(one => new Issue(one.Week, 1, one.Position))
            .Concat(file.Reissues.Select(one => new Issue(one.Week, one.Issue, one.Position)))
            .OrderBy(one => one.Position),
    ]);

    /// <summary>Those that an issue at a position knows.</summary>
    public Issues KnownAt(long position) => new([.. InOrder.Where(one => one.Position < position)]);

    /// <summary>The issue of a week in force; null before the first.</summary>
    public Issue? InForce(Week week) => InOrder.LastOrDefault(one => one.Week == week);

    /// <summary>An issue of a week; null when there is none.</summary>
    public Issue? Of(Week week, int number) => InOrder.FirstOrDefault(one => one.Week == week && one.Number == number);

    /// <summary>The position of the last bulletin in the order of weeks; null for none.</summary>
    public long? LastBulletin => InOrder.LastOrDefault(one => one.Number == 1)?.Position;

    /// <summary>The weeks with a new issue since the last bulletin, each with the position of its last issue.</summary>
    public IReadOnlyDictionary<Week, long> SinceLastBulletin() =>
        InOrder.Where(one => one.Number > 1 && one.Position > (LastBulletin ?? 0))
        .GroupBy(one => one.Week).ToDictionary(week => week.Key, week => week.Max(one => one.Position));
}
