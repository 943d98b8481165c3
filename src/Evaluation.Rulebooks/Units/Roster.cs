using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Units;

/// <summary>A term in which a unit has one name and one ranking group.</summary>
/// <param name="Unit">The unit's short name, which never changes; a re-formed unit is a new unit.</param>
/// <param name="Name">The name in print.</param>
/// <param name="Kind">What it is: 镇街, 部门, 园区, 县.</param>
/// <param name="Group">The group in which it is ranked.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it lasts.</param>
public sealed record UnitTerm(string Unit, string Name, string Kind, string Group, DateOnly From, DateOnly? To)
{
    /// <summary>Whether the day is in this term.</summary>
    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>A term in which a person leads a unit.</summary>
public sealed record LeaderTerm(string Unit, string Person, string Post, DateOnly From, DateOnly? To)
{
    /// <summary>Whether terms together hold every day from the first to the last.</summary>
    public static bool Cover(IEnumerable<LeaderTerm> terms, DateOnly first, DateOnly last)
    {
        foreach (var term in terms.Where(term => term.From <= last).OrderBy(term => term.From))
        {
            var end = term.To ?? last;
            first = term.From <= first && first <= end ? end.AddDays(1) : first;
        }

        return first > last;
    }
}

/// <summary>
/// A merger or split (承接): which units end and which succeed them. A merger has one successor, a split one
/// predecessor.
/// </summary>
/// <param name="From">The units that end on the day before.</param>
/// <param name="To">The successors with their shares, which add to 1.</param>
/// <param name="Day">The first day of the new state.</param>
/// <param name="Document">The document that decides it.</param>
/// <param name="Reason">Why.</param>
public sealed record Succession(
    ImmutableList<string> From, ImmutableList<SuccessorShare> To, DateOnly Day, string Document, string Reason)
{
    /// <summary>Whether several units became one.</summary>
    [JsonIgnore]
    public bool Merges => To.Count == 1;

    /// <summary>Whether the unit is one of the successors.</summary>
    public bool Makes(string unit) => To.Exists(one => one.Unit == unit);
}

/// <summary>A successor, and its share of what its predecessors had.</summary>
public sealed record SuccessorShare(string Unit, decimal Share);

/// <summary>The dated list of a district's units (考评对象名册), in the office's fixed protocol order.</summary>
/// <param name="Terms">
/// In order of entry, a successor in the place of the first unit that it follows: the order in which units are printed
/// when nothing else decides.
/// </param>
/// <param name="Leaders">Who led which unit when.</param>
public sealed record Roster(ImmutableList<UnitTerm> Terms, ImmutableList<LeaderTerm> Leaders)
{
    /// <summary>No units yet.</summary>
    public static readonly Roster Empty = new([], []);

    /// <summary>Mergers and splits, in the order in which they were recorded.</summary>
    public ImmutableList<Succession> Successions { get; init; } = [];

    /// <summary>
    /// The first day of the week with which the district's evaluation begins: before it nothing is due and nobody is
    /// ranked; null when it begins with the rules.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Begins { get; init; }

    /// <summary>What units bring along that begin within a year; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Opening? Opening { get; init; }

    /// <summary>Which files of firms are of one firm; null while none are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MergedFirms? Firms { get; init; }

    /// <summary>The day from which others succeed the unit; null while none do.</summary>
    public DateOnly? SucceededOn(string unit) => Successions.Find(one => one.From.Contains(unit))?.Day;

    /// <summary>The unit as it was on a day; null when it was not evaluated then.</summary>
    public UnitTerm? On(string unit, DateOnly day) => Terms.Find(term => term.Unit == unit && term.Covers(day));

    /// <summary>All units evaluated on a day, in protocol order.</summary>
    public IEnumerable<UnitTerm> On(DateOnly day) => Terms.Where(term => term.Covers(day));

    /// <summary>Whether the unit was ever on the list.</summary>
    public bool Knows(string unit) => Terms.Exists(term => term.Unit == unit);

    /// <summary>
    /// A unit's short name as the list has it, however it was typed (<see cref="Sameness"/>); a name that is not on the
    /// list stays as it is.
    /// </summary>
    public string Listed(string unit) =>
        Knows(unit) ? unit : Terms.Find(term => Sameness.Equal(term.Unit, unit))?.Unit ?? unit;
}
