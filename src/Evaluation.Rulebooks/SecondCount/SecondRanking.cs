using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>A unit's place in the second count.</summary>
/// <param name="Status">What is shown beside the place, joined; empty for nothing.</param>
public sealed record SecondPlace(
    string Group, string Unit, int WeekRank, int YearRank, decimal WeekPoints, decimal YearPoints, string Status,
    string? Grade, bool Barred);

/// <summary>What breaks ties: an amount, or places of which the first count most.</summary>
internal sealed record Figure(decimal Amount, IReadOnlyList<int> Places)
{
    /// <summary>What a unit has against others, or how often it met them.</summary>
    public IReadOnlyList<(string Opponent, decimal Amount)> Versus { get; init; } = [];
}

/// <summary>What decides a unit's place: its points, and for each tie-break a figure, counted when needed.</summary>
internal sealed record Total(string Unit, decimal Points, IEnumerable<Figure> Figures);

/// <summary>Puts units in order by comparing each with each.</summary>
/// <param name="input">What is given.</param>
/// <param name="lines">All lines.</param>
/// <param name="edition">The edition that decides.</param>
/// <param name="ends">The last day of the week or period.</param>
internal sealed class SecondRanking(SecondInput input, SecondLines lines, Rulebook edition, DateOnly ends)
{
    private const int SharePlaces = 20;

    private readonly RankingRules rules = edition.Ranking;
    private readonly SecondFormula formulas = new(input, lines, lines);
    private readonly Dictionary<(string Unit, DateOnly WeekStart), int?> weekPlaces = [];
    private readonly Dictionary<(string Unit, DateOnly WeekStart), decimal> weekPoints = [];

    // The last day of which something is known.
    private readonly DateOnly known = lines.All.Where(line => line.InSheet).Select(line => line.On)
        .Append(input.Through ?? Begins(input)).Max();

    private static DateOnly Begins(SecondInput input) =>
        input.Editions.Min(one => one.From) is var rules && input.Roster.Begins > rules
            ? input.Roster.Begins.Value : rules;

    /// <summary>The places of all groups, each in protocol order.</summary>
    public IReadOnlyList<SecondPlace> Places(DateOnly weekStart, DateOnly? through)
    {
        var weekEnd = weekStart.AddDays(6);
        var cut = through is not null && through < weekEnd;
        var last = cut ? through!.Value : weekEnd;

        // A week over new year closes the year of its first day, unless counting ends within it.
        var year = cut ? Days.First(edition.Calendar, Period.Year, last) : YearOf(weekStart);
        var yearEnd = Days.Last(edition.Calendar, Period.Year, year);
        yearEnd = yearEnd < weekEnd ? yearEnd : weekEnd;
        var places = new List<SecondPlace>();
        foreach (var group in rules.Groups)
        {
            var units = input.Roster.Terms
                .Where(term => term.Group == group && term.From <= last && (term.To is null || last <= term.To))
                .Select(term => term.Unit).ToList();
            var held = units.ToDictionary(unit => unit, unit => StatusOf(unit, year, yearEnd, last));
            var ranked = units.Where(unit => !Has(held[unit], StatusEffect.Unranked)).ToList();
            var weekly = ranked.ConvertAll(unit => Between(unit, weekStart, weekEnd, weekStart));
            var yearly = ranked.ConvertAll(unit => YearToDate(unit, year, yearEnd, weekStart, last));
            foreach (var unit in units)
            {
                var (at, status) = (ranked.IndexOf(unit), held[unit]);
                var (week, place) = at < 0 ? (0, 0) : (Rank(weekly, at), Rank(yearly, at));
                var points = PointsOf(unit, year, yearEnd) + Opened(unit, year, last)
                    + Handed(unit, year, yearEnd, last);
                places.Add(new SecondPlace(
                    group, unit, week, place, PointsOf(unit, weekStart, weekEnd), points,
                    string.Join('、', status.Select(one => one.Name)), Grade(status, place, Decided(points)),
                    at < 0 || Has(status, StatusEffect.Barred)));
            }
        }

        return places;
    }

    private static bool Has(List<StatusRule> held, StatusEffect effect) =>
        held.Exists(status => status.Effect == effect);

    // The statuses whose condition holds for the year to date.
    private List<StatusRule> StatusOf(string unit, DateOnly first, DateOnly last, DateOnly rosterDay)
    {
        var totals = new Totals(
            Decided(PointsOf(unit, first, last) + Opened(unit, first, rosterDay)
                + Handed(unit, first, last, rosterDay)),
            name => FigureOf(name, unit, first, last) + Opened(unit, first, rosterDay, name)
                + HandedFigure(name, unit, first, last, rosterDay));
        var scope = new SecondScope(edition, unit, last < rosterDay ? last : rosterDay, null, Period.Year)
        {
            Each = Period.Year,
            Totals = totals,
            RosterDay = rosterDay,
        };
        return [.. rules.Status.Where(status => Holds(
            status.When, scope with { Carried = formulas.CarriesToDate(status.When, edition, scope.Day) }))];
    }

    private bool Holds(Formula when, SecondScope at)
    {
        try
        {
            return formulas.Holds(when, at);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    // The first grade that is reached, by points or by a place among those of this and better grades; else the last.
    private string? Grade(List<StatusRule> held, int place, decimal points)
    {
        if (rules.Grades.IsEmpty || place == 0)
        {
            return null;
        }

        var grade = 0;
        while (grade < rules.Grades.Length - 1 && !(rules.Grades[grade] switch
        {
            { From: { } from } => points >= from,
            { Places: not null } => place <= rules.Grades.Take(grade + 1).Sum(one => one.Places ?? 0),
            _ => true,
        }))
        {
            grade++;
        }

        grade += held.Count(one => one.Effect == StatusEffect.Lower);
        grade -= held.Count(one => one.Effect == StatusEffect.Lift);
        return rules.Grades[Math.Min(Math.Max(grade, 0), rules.Grades.Length - 1)].Name;
    }

    /// <summary>
    /// One more than the number of those who are better; where equals are numbered on, also of the equals before.
    /// </summary>
    public int Rank(List<Total> totals, int place)
    {
        if (rules.TieBreak.Any(tie => tie.IsVersus))
        {
            return RankByElimination(totals, place);
        }

        return 1 + totals.Where((other, i) => Compare(other, totals[place]) is var order
            && (order > 0 || (order == 0 && !rules.Joint && i < place))).Count();
    }

    // Who is better by the points goes before; of those who are equal, who is better by the first comparison; and so
    // on. Whom a direct comparison sees are those who are equal until then.
    private int RankByElimination(List<Total> totals, int place)
    {
        var own = totals[place];
        var before = totals.Count(other => ByPoints(other, own) > 0);
        var equals = totals.Where(other => ByPoints(other, own) == 0).ToList();
        for (var i = 0; i < rules.TieBreak.Length; i++)
        {
            var order = equals.ConvertAll(other => rules.TieBreak[i].IsVersus
                ? Versus(other, i, equals, totals).CompareTo(Versus(own, i, equals, totals))
                : Compare(other.Figures.ElementAt(i), own.Figures.ElementAt(i)));
            before += order.Count(one => one > 0);
            equals = [.. equals.Where((_, at) => order[at] == 0)];
        }

        return 1 + before + (rules.Joint ? 0 : equals.IndexOf(own));
    }

    private decimal Versus(Total one, int tie, List<Total> equals, List<Total> all) =>
        one.Figures.ElementAt(tie).Versus.Sum(met => rules.TieBreak[tie].OfOpponents
            ? all.Where(other => other.Unit == met.Opponent)
                .Sum(other => met.Amount * Compared(edition, ends, other.Points))
            : equals.Exists(other => other.Unit == met.Opponent && other != one) ? met.Amount : 0m);

    // Above 0 when the first is better.
    private int Compare(Total first, Total second)
    {
        var order = ByPoints(first, second);
        return order != 0 ? order : first.Figures.Zip(second.Figures, Compare).FirstOrDefault(one => one != 0);
    }

    private int ByPoints(Total first, Total second)
    {
        var order = Compared(edition, ends, first.Points).CompareTo(Compared(edition, ends, second.Points));
        return rules.Descending ? order : -order;
    }

    // More, or more first places, or as many and more second places, and so on.
    private static int Compare(Figure first, Figure second) => first.Places.Concat(second.Places).Distinct().Order()
        .Select(place => Times(first, place).CompareTo(Times(second, place)))
        .Prepend(first.Amount.CompareTo(second.Amount)).FirstOrDefault(one => one != 0);

    private static int Times(Figure figure, int place) => figure.Places.Count(one => one == place);

    private decimal Compared(Rulebook by, DateOnly day, decimal points) =>
        SecondRounding.Compared(input, by, day, points);

    private decimal Decided(decimal points) => SecondRounding.Decided(input, edition, ends, points);

    /// <summary>What a unit has between two days; the last week whose places count is given by its first day.</summary>
    public Total Between(string unit, DateOnly first, DateOnly last, DateOnly weekStart) => new(
        unit, PointsOf(unit, first, last), rules.TieBreak.Select(tie => tie switch
        {
            { Measure: { } measure } => new Figure(FigureOf(measure, unit, first, last), []),
            { IsVersus: true } => new Figure(0m, []) { Versus = [.. input.Versus(tie, unit, first, last)] },
            { Kind: not null } => new Figure(0m, [.. input.Stated(tie, unit, first, last)]),
            _ => new Figure(0m, [.. Weeks(first, weekStart).Select(week => WeekPlace(unit, week)).OfType<int>()]),
        }));

    /// <summary>The same for a year to date, with what the unit was handed as the successor of others.</summary>
    public Total YearToDate(string unit, DateOnly first, DateOnly last, DateOnly weekStart, DateOnly rosterDay)
    {
        var own = Between(unit, first, last, weekStart);
        return own with
        {
            Points = own.Points + Opened(unit, first, rosterDay) + Handed(unit, first, last, rosterDay),
            Figures = rules.TieBreak.Zip(own.Figures, (tie, figure) => tie.Measure is not { } measure ? figure
                : figure with
                {
                    Amount = figure.Amount + Opened(unit, first, rosterDay, measure)
                        + HandedFigure(measure, unit, first, last, rosterDay),
                }),
        };
    }

    /// <summary>The points of a year that the unit was handed as the successor of others.</summary>
    public decimal Handed(string unit, DateOnly first, DateOnly last, DateOnly rosterDay) =>
        Handed(unit, first, last, rosterDay, PointsOf, null);

    private decimal HandedFigure(string measure, string unit, DateOnly first, DateOnly last, DateOnly rosterDay) =>
        input.TakesOne(measure) ? 0m
            : Handed(unit, first, last, rosterDay, (of, from, to) => FigureOf(measure, of, from, to), measure);

    // The points of a year that the unit brought along, or the figure of a measure.
    private decimal Opened(string unit, DateOnly year, DateOnly known, string? measure = null) =>
        measure is not null && input.TakesOne(measure) ? 0m
            : input.Opening.ToDate(
                unit, measure is null ? BalanceOf.Points : BalanceOf.Measure, measure ?? "", year, known);

    // Of every merger or split up to a day that made the unit: its share of what those who ended had on the day before,
    // their own and what they were handed themselves.
    private decimal Handed(
        string unit, DateOnly first, DateOnly last, DateOnly rosterDay,
        Func<string, DateOnly, DateOnly, decimal> had, string? measure) => input.Roster.Successions
        .Where(one => one.Day <= rosterDay && one.To.Exists(to => to.Unit == unit)
            && input.EditionOn(one.Day)?.Ranking.Carries == true)
        .Sum(one =>
        {
            var before = one.Day.AddDays(-1) < last ? one.Day.AddDays(-1) : last;
            var all = one.From.Sum(from => had(from, first, before) + Opened(from, first, one.Day, measure)
                + Handed(from, first, last, one.Day, had, measure));
            var share = one.To.First(to => to.Unit == unit).Share;
            return share == 1m ? all : Math.Round(all * share, SharePlaces, MidpointRounding.ToEven);
        });

    // The first days of the weeks that begin on or after a day, or that belong to the year which begins on it.
    private IEnumerable<DateOnly> Weeks(DateOnly first, DateOnly lastWeek)
    {
        for (var week = lastWeek; week >= first || YearOf(week) == first; week = week.AddDays(-7))
        {
            yield return week;
        }
    }

    // A week belongs to the year of its first day, but the first one of rules to that of their first day.
    private DateOnly YearOf(DateOnly weekStart)
    {
        var day = weekStart.AddDays(6);
        while (day > weekStart && !input.YearsByFirstDay && input.EditionOn(day) is not null
            && input.EditionOn(day.AddDays(-1)) is not null)
        {
            day = day.AddDays(-1);
        }

        return Days.First(
            edition.Calendar, Period.Year,
            input.YearsByFirstDay || input.EditionOn(day) is null ? weekStart : day);
    }

    // The place by the points of a week, in the group to which the unit belonged; null when weeks were not compared, or
    // nothing is known of it yet.
    private int? WeekPlace(string unit, DateOnly weekStart) => Once(weekPlaces, (unit, weekStart), () =>
    {
        var end = weekStart.AddDays(6);
        if (weekStart > known || input.Roster.Begins > weekStart || input.EditionOn(end) is not { } by
            || by.Ranking.TieBreak.All(tie => tie.Period is null) || input.TermOn(unit, end)?.Group is not { } group)
        {
            return null;
        }

        var own = Compared(by, end, WeekPoints(unit, weekStart));
        return 1 + input.Units.Where(other => input.TermOn(other, end)?.Group == group)
            .Select(other => Compared(by, end, WeekPoints(other, weekStart)))
            .Count(other => by.Ranking.Descending ? other > own : other < own);
    });

    private decimal WeekPoints(string unit, DateOnly weekStart) =>
        Once(weekPoints, (unit, weekStart), () => PointsOf(unit, weekStart, weekStart.AddDays(6)));

    // Many ties need the same week again.
    private static T Once<T>(
        Dictionary<(string Unit, DateOnly WeekStart), T> found, (string Unit, DateOnly WeekStart) key, Func<T> find)
    {
        if (!found.TryGetValue(key, out var one))
        {
            found[key] = one = find();
        }

        return one;
    }

    private decimal PointsOf(string unit, DateOnly first, DateOnly last) => ByWeek(
        lines.Of(unit, first, last).Select(line => (line.On, line.Points)));

    // What is more than a sum is made as the edition of its last fact makes it; what stands counts from the first day.
    private decimal FigureOf(string measure, string unit, DateOnly first, DateOnly last)
    {
        var counted = input.Counted(measure, unit, null, input.Stands(measure) ? DateOnly.MinValue : first, last)
            .ToList();
        if (!input.TakesOne(measure))
        {
            return ByWeek(counted.Select(one => (one.Fact.OccurredOn, one.Amount)));
        }

        if (counted.Count == 0)
        {
            return 0m;
        }

        var rule = input.EditionOn(counted[^1].Fact.OccurredOn)!.Measures.First(one => one.Name == measure);
        return SecondMeasures.Of(rule, rule.Takes == Taking.Standing
            ? [.. input.Counted(measure, unit, null, DateOnly.MinValue, last)] : counted);
    }

    // Week by week, a week over new year in two parts, as bulletins are added up: thirds then end in the same place.
    private decimal ByWeek(IEnumerable<(DateOnly On, decimal Amount)> amounts) => amounts
        .GroupBy(one => (First(Period.Week, one.On), First(Period.Year, one.On)))
        .Sum(part => part.Sum(one => one.Amount));

    private DateOnly First(Period period, DateOnly day) => Days.First(edition.Calendar, period, day);
}
