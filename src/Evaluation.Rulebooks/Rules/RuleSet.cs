using System.Collections.Immutable;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Rules;

/// <summary>Compiled editions, ready to score with.</summary>
public sealed record RuleSet
{
    private const int YearsAhead = 2, YearsUnjudged = 10;

    /// <summary>The editions of a district.</summary>
    /// <param name="inOrder">In order of adoption.</param>
    public RuleSet(ImmutableArray<Rulebook> inOrder) => InOrder =
        [.. inOrder.Select(edition => edition with
        {
            Calendar = edition.Calendar with { First = FirstDay(inOrder, edition.From) },
        })];

    /// <summary>In order of adoption; each knows the first day of rules that it continues.</summary>
    public ImmutableArray<Rulebook> InOrder { get; private init; }

    /// <summary>
    /// Whether the first week of rules is ranked in the year before, as bulletins were that were sealed before
    /// <see cref="Calendar.First"/> was the rule; false for everything that is counted now.
    /// </summary>
    public bool YearsByFirstDay { get; private init; }

    /// <summary>
    /// Whether names are the same only if they are the same code points, as bulletins were counted that were sealed
    /// before <see cref="Sameness"/> was the rule; false for everything that is counted now.
    /// </summary>
    public bool ByCodePoint { get; init; }

    /// <summary>
    /// The last day of the last week that was sealed before one number decided (<see cref="RankingRules.ByExact"/>):
    /// what ends by then is counted as it was sealed. Null where no week was, as in everything new.
    /// </summary>
    public DateOnly? ExactThrough { get; init; }

    /// <summary>The ranking rules of an edition for a week or period that ends on a day.</summary>
    public RankingRules RankingOn(Rulebook edition, DateOnly day) =>
        day <= ExactThrough ? edition.Ranking with { ByExact = true } : edition.Ranking;

    /// <summary>
    /// The days whose facts count: up to two years after the last week judged, or ten after the first edition began
    /// while none was. A fact further ahead, of a decision dated "until further notice", waits until weeks come near
    /// it; otherwise scores and rankings would be kept of thousands of weeks in which nobody has lived.
    /// </summary>
    /// <param name="through">The last day of the last closed week; null while none was closed.</param>
    public (DateOnly First, DateOnly Last) Counted(DateOnly? through)
    {
        var last = through is { } judged ? Later(judged, YearsAhead)
            : InOrder.IsEmpty ? Week.LastDay
            : Later(InOrder.Min(edition => edition.From), YearsUnjudged);
        return (Week.FirstDay, last < Week.LastDay ? last : Week.LastDay);

        static DateOnly Later(DateOnly day, int years) =>
            day < Week.LastDay.AddYears(-years) ? day.AddYears(years) : Week.LastDay;
    }

    /// <summary>Other editions, with which sealed weeks are counted in the same way.</summary>
    public RuleSet With(ImmutableArray<Rulebook> editions) => new(editions)
    {
        ByCodePoint = ByCodePoint,
        ExactThrough = ExactThrough,
    };

    /// <summary>The same with <see cref="YearsByFirstDay"/>.</summary>
    public RuleSet ByFirstDay() => this with
    {
        YearsByFirstDay = true,
        InOrder =
            [.. InOrder.Select(edition => edition with { Calendar = edition.Calendar with { First = null } })],
    };

    /// <summary>A name in the form in which it is compared with others.</summary>
    internal string FormOf(string name) => ByCodePoint ? name : Sameness.Of(name);

    /// <summary>A value of a fact in the form in which it is compared with those of others.</summary>
    internal Value FormOf(Value value) => ByCodePoint ? value : Sameness.Of(value);

    /// <summary>The kinds in force on a day: the built-in ones and those of the edition that decides on it.</summary>
    public KindSet KindsOn(DateOnly day) => On(day)?.Kinds ?? KindSet.BuiltIn;

    /// <summary>
    /// The edition that decides on a day: of those in force, the one adopted last; null when none is.
    /// </summary>
    public Rulebook? On(DateOnly day)
    {
        for (var i = InOrder.Length - 1; i >= 0; i--)
        {
            if (InOrder[i].InForce(day))
            {
                return InOrder[i];
            }
        }

        return null;
    }

    /// <summary>
    /// A period by its name, as the edition has it that decides on its last day, or the last one adopted where none
    /// does; null when the text names none, or there are no rules.
    /// </summary>
    public NamedPeriod? PeriodOf(string name)
    {
        var found = InOrder.Reverse().Select(edition => NamedPeriod.Of(name, edition.Calendar)).OfType<NamedPeriod>()
            .ToList();
        return found.Find(one => On(one.Last) is { } decides && NamedPeriod.Of(name, decides.Calendar) == one)
            ?? found.FirstOrDefault();
    }

    /// <summary>
    /// First day from which a period's points are added up: its own, or that of an edition which starts over within it.
    /// A year is added up from its first day, as in the weeks' year to date.
    /// </summary>
    public DateOnly CountedFrom(NamedPeriod period) => period.Span == Period.Year ? period.First
        : InOrder.Where(edition => edition.Restarts && ReferenceEquals(On(edition.From), edition))
            .Select(edition => edition.From).Where(from => period.First < from && from <= period.Last)
            .Append(period.First).Max();

    // Back over the editions that leave no day without rules.
    private static DateOnly FirstDay(ImmutableArray<Rulebook> editions, DateOnly from)
    {
        while (editions.FirstOrDefault(one => one.From < from && from.AddDays(-1) <= one.To) is { } earlier)
        {
            from = earlier.From;
        }

        return from;
    }
}
