using System.Collections.Immutable;
using Evaluation.Office.Decisions;

namespace Evaluation.Office.Weeks;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A day with the holiday it belongs to, for example 春节.</summary>
public sealed record NamedDay(DateOnly Day, string Name);

/// <summary>
/// The holidays of a year were stated (放假安排), as the State Council announces them; a later statement of the same
/// year replaces this one and all that amended it. Stream `calendar`.
/// </summary>
/// <param name="Holidays">Days off, those on weekends too.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked (调休).</param>
/// <param name="Document">Document number (文号).</param>
[StoredAs("calendar.stated.v1")]
public sealed record CalendarStated(
    int Year, IReadOnlyList<NamedDay> Holidays, IReadOnlyList<NamedDay> Workdays, string Document);

/// <summary>
/// Days of a year's statement became others (调整放假安排); all other days stay. Stream `calendar`.
/// </summary>
/// <param name="Year">The year whose statement is amended; a day may lie in the year before or after.</param>
/// <param name="Holidays">Days off.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked.</param>
/// <param name="Usual">Days that are again what they are without a statement.</param>
/// <param name="Document">Document number (文号).</param>
[StoredAs("calendar.amended.v1")]
public sealed record CalendarAmended(
    int Year, IReadOnlyList<NamedDay> Holidays, IReadOnlyList<NamedDay> Workdays, IReadOnlyList<NamedDay> Usual,
    string Document);

/// <summary>A day found by counting working days.</summary>
/// <param name="Assumed">
/// Years on the way whose holidays were not stated; in them only Saturdays and Sundays are off.
/// </param>
public sealed record CountedDay(DateOnly Day, IReadOnlyList<int> Assumed)
{
    /// <summary>What was assumed, in brackets; empty when nothing was.</summary>
    public string Note() =>
        Assumed.Count == 0 ? "" : $"（{string.Join('、', Assumed)}年放假安排未登记，按周六、周日休息推算）";

    /// <inheritdoc/>
    public override string ToString() => $"{Day:yyyy-MM-dd}{Note()}";
}

/// <summary>Which days are worked (工作日), by the holidays stated so far.</summary>
/// <param name="ByYear">
/// What holds for each year: its statement with the days that were amended since; each day is in one of them.
/// </param>
public sealed record WorkingDays(ImmutableSortedDictionary<int, CalendarStated> ByYear)
{
    /// <summary>The stream of the holidays.</summary>
    public const string Stream = "calendar";

    /// <summary>Nothing was stated: Saturdays and Sundays are off.</summary>
    public static readonly WorkingDays None = new(ImmutableSortedDictionary<int, CalendarStated>.Empty);

    /// <summary>The documents of the days that were amended since their year was stated.</summary>
    public ImmutableSortedDictionary<DateOnly, string> Amended { get; init; } =
        ImmutableSortedDictionary<DateOnly, string>.Empty;

    private readonly ImmutableHashSet<DateOnly> holidays =
        [.. ByYear.Values.SelectMany(stated => stated.Holidays).Select(one => one.Day)];

    private readonly ImmutableHashSet<DateOnly> workdays =
        [.. ByYear.Values.SelectMany(stated => stated.Workdays).Select(one => one.Day)];

    /// <summary>Whether a day is worked.</summary>
    public bool IsWorked(DateOnly day) =>
        workdays.Contains(day) || (!IsWeekend(day) && !holidays.Contains(day));

    /// <summary>The n-th working day after a day; the day itself is not counted.</summary>
    /// <param name="day">The day from which is counted.</param>
    /// <param name="count">From 1.</param>
    public CountedDay After(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var assumed = new SortedSet<int>();
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorked(day) ? 1 : 0;
            if (!ByYear.ContainsKey(day.Year))
            {
                assumed.Add(day.Year);
            }
        }

        return new CountedDay(day, [.. assumed]);
    }

    /// <summary>The working days after an event of their stream.</summary>
    public static WorkingDays Evolve(WorkingDays? known, object @event) => @event switch
    {
        CalendarStated e => (known ?? None).Replaced(e),
        CalendarAmended e => (known ?? None).With(e),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the working days."),
    };

    // A day that the new statement names is in no other year's, and what was amended of the old one is gone with it.
    private WorkingDays Replaced(CalendarStated stated)
    {
        var named = stated.Holidays.Concat(stated.Workdays).Select(one => one.Day).ToHashSet();
        var old = ByYear.GetValueOrDefault(stated.Year);
        named.UnionWith((old?.Holidays ?? []).Concat(old?.Workdays ?? []).Select(one => one.Day));
        return new WorkingDays(Without(named).SetItem(stated.Year, stated)) { Amended = Amended.RemoveRange(named) };
    }

    private WorkingDays With(CalendarAmended amended)
    {
        var named = amended.Holidays.Concat(amended.Workdays).Select(one => one.Day).ToList();
        var rest = Without([.. named, .. amended.Usual.Select(one => one.Day)]);
        var year = rest[amended.Year];
        return new WorkingDays(rest.SetItem(amended.Year, year with
        {
            Holidays = [.. year.Holidays.Concat(amended.Holidays).OrderBy(one => one.Day)],
            Workdays = [.. year.Workdays.Concat(amended.Workdays).OrderBy(one => one.Day)],
        }))
        {
            Amended = Amended.RemoveRange(amended.Usual.Select(one => one.Day))
                .SetItems(named.Select(day => KeyValuePair.Create(day, amended.Document))),
        };
    }

    private ImmutableSortedDictionary<int, CalendarStated> Without(HashSet<DateOnly> days) =>
        ByYear.ToImmutableSortedDictionary(year => year.Key, year => year.Value with
        {
            Holidays = [.. year.Value.Holidays.Where(one => !days.Contains(one.Day))],
            Workdays = [.. year.Value.Workdays.Where(one => !days.Contains(one.Day))],
        });

    internal static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
