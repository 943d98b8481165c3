using Evaluation.Office.Decisions;

namespace Evaluation.Office.Units;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>The district exists: the range of units that are evaluated together. Stream `district`.</summary>
/// <param name="District">The district's short name, also the name of its tenant.</param>
/// <param name="Name">The name in print.</param>
/// <param name="WeekStarts">The first day of the district's weeks.</param>
/// <param name="UtcOffset">
/// The district's time against universal time; days and deadlines are the district's own.
/// </param>
/// <param name="Issuer">Who signs the bulletins.</param>
[StoredAs("district.founded.v1")]
public sealed record DistrictFounded(
    string District, [property: Naming] string Name, DayOfWeek WeekStarts, TimeSpan UtcOffset,
    [property: Naming] string Issuer)
{
    /// <summary>The stream with which a district begins to exist.</summary>
    public const string Stream = "district";

    /// <summary>The district's day at a moment.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(UtcOffset).DateTime);
}

/// <summary>A unit is evaluated from a day on. Stream `roster`.</summary>
[StoredAs("unit.entered.v1")]
public sealed record UnitEntered(
    [property: Naming] string Unit, [property: Naming] string Name, string Kind, string Group, DateOnly From);

/// <summary>A unit is ranked in another group from a day on.</summary>
[StoredAs("unit.regrouped.v1")]
public sealed record UnitRegrouped(string Unit, string Group, DateOnly From);

/// <summary>A unit bears another name from a day on.</summary>
[StoredAs("unit.renamed.v1")]
public sealed record UnitRenamed(string Unit, [property: Naming] string Name, DateOnly From);

/// <summary>A unit is evaluated up to and including a day.</summary>
[StoredAs("unit.left.v1")]
public sealed record UnitLeft(string Unit, DateOnly To);

/// <summary>
/// Units end on the day before and one unit, new or existing, succeeds them (合并). Stream `roster`, as all that
/// follows.
/// </summary>
/// <param name="Units">The units that end.</param>
/// <param name="Name">Its name in print; null when it exists already.</param>
/// <param name="Kind">What it is; null when it exists already.</param>
/// <param name="Group">Its ranking group; null when it exists already.</param>
/// <param name="From">The first day on which they are one.</param>
/// <param name="Document">The document that decides it.</param>
/// <param name="Reason">Why.</param>
[StoredAs("units.merged.v1")]
public sealed record UnitsMerged(
    IReadOnlyList<string> Units, string Into, [property: Naming] string? Name, string? Kind, string? Group,
    DateOnly From, string Document, string Reason);

/// <summary>A unit ends on the day before and new ones succeed it (拆分).</summary>
/// <param name="Unit">The unit that ends.</param>
/// <param name="Into">The new units.</param>
/// <param name="From">Their first day.</param>
/// <param name="Document">The document that decides it.</param>
/// <param name="Reason">Why.</param>
[StoredAs("unit.split.v1")]
public sealed record UnitSplit(
    string Unit, IReadOnlyList<SplitPart> Into, DateOnly From, string Document, string Reason);

/// <summary>A unit that comes out of a split.</summary>
/// <param name="Name">Its name in print.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Group">Its ranking group.</param>
/// <param name="Share">
/// Its share of what the unit had, in case the rules hand it on; the shares of all parts add to 1.
/// </param>
public sealed record SplitPart(
    [property: Naming] string Unit, [property: Naming] string Name, string Kind, string Group, decimal Share);

/// <summary>A person leads a unit from a day on. Post is `top` (党政一把手) or `member` (班子成员).</summary>
[StoredAs("leader.appointed.v1")]
public sealed record LeaderAppointed(string Unit, [property: Naming] string Person, string Post, DateOnly From);

/// <summary>A person leads a unit up to and including a day.</summary>
[StoredAs("leader.released.v1")]
public sealed record LeaderReleased(string Unit, string Person, DateOnly To);
