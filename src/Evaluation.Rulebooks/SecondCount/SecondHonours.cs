using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>A unit on a list of a period, or its place and the money; the unit is empty for a list of none.</summary>
public sealed record SecondHonour(string List, string Period, string Group, string Unit, int Rank, decimal Amount);

/// <summary>Lists and prizes in the second count.</summary>
/// <param name="input">What is given.</param>
/// <param name="lines">All lines.</param>
/// <param name="weekStart">First day of the week in which the periods end.</param>
/// <param name="places">The places of the week.</param>
internal sealed class SecondHonours(
    SecondInput input, SecondLines lines, DateOnly weekStart, IReadOnlyList<SecondPlace> places)
{
    private readonly SecondFormula formulas = new(input, lines, lines);
    private readonly List<(string List, Period Each, string Unit, DateOnly First, DateOnly Last)> listed = [];

    /// <summary>
    /// The lists and prizes. The periods are judged from the first one on, because a list may use those before.
    /// </summary>
    public IReadOnlyList<SecondHonour> All()
    {
        var made = new List<SecondHonour>();
        foreach (var day in input.AllDays.Where(day => day <= input.Through && day <= weekStart.AddDays(6)))
        {
            foreach (var period in Days.ShortestFirst)
            {
                if (input.EditionOn(day) is { } edition && Days.Ends(edition.Calendar, period, day))
                {
                    var honours = edition.Ranking.Groups.SelectMany(group => Of(edition, period, day, group)).ToList();
                    made.AddRange(day < weekStart ? [] : honours);
                }
            }
        }

        return made;
    }

    /// <summary>
    /// The places of a period shorter than a year beside those of the year to date; 0 for a unit that was not there
    /// through the whole of it, or has none in the year.
    /// </summary>
    public IEnumerable<SecondPlace> Places(Rulebook edition, Period period, DateOnly day)
    {
        var ranking = new SecondRanking(input, lines, edition, day);
        foreach (var group in edition.Ranking.Groups)
        {
            var totals = Scopes(edition, period, day, group).Where(at => PlaceOf(at.Unit) is not { YearRank: 0 })
                .Select(TotalOf).ToList();
            foreach (var year in places.Where(place => place.Group == group))
            {
                var at = totals.FindIndex(total => total.Unit == year.Unit);
                yield return year with
                {
                    WeekRank = at < 0 ? 0 : ranking.Rank(totals, at),
                    WeekPoints = at < 0 ? 0m : totals[at].Points,
                };
            }
        }
    }

    private List<SecondScope> Scopes(Rulebook edition, Period period, DateOnly day, string group)
    {
        var carried = formulas.Carries(edition, period, day);
        return
        [
            .. input.Units.Where(unit => input.TermOn(unit, day)?.Group == group
                && (carried ? input.Opening.Covers(edition, unit, period, day)
                    : input.Covers(edition, unit, period, day)))
                .Select(unit => new SecondScope(edition, unit, day, null, period) { Each = period, Carried = carried }),
        ];
    }

    private List<SecondHonour> Of(Rulebook edition, Period period, DateOnly day, string group)
    {
        var lists = edition.Lists.Where(list => list.Period == period).ToList();
        if (lists.Count == 0 && (day < weekStart || edition.Ranking.Prizes.IsEmpty))
        {
            return [];
        }

        var scopes = Scopes(edition, period, day, group);
        var name = Days.Name(edition.Calendar, period, day);
        var made = new List<SecondHonour>();
        foreach (var list in scopes.Count == 0 ? [] : lists)
        {
            made.AddRange(List(list, scopes).DefaultIfEmpty("")
                .Select(unit => new SecondHonour(list.Name, name, group, unit, 0, 0m)));
        }

        return [.. made, .. Prizes(scopes, name, group)];
    }

    // The units for which the condition holds; all are judged before one is put on the list.
    private List<string> List(ListRule list, List<SecondScope> scopes)
    {
        var on = scopes.Where(at => Holds(list.When, at)).ToList();
        foreach (var at in on)
        {
            listed.Add((list.Name, at.Each, at.Unit, Days.First(at.Edition.Calendar, at.Each, at.Day), at.Day));
        }

        return on.ConvertAll(at => at.Unit);
    }

    private bool Holds(Formula when, SecondScope at)
    {
        try
        {
            return formulas.Holds(when, at with { Listed = list => Streak(list, at) });
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    // Back from this period, or from the one before while the list of this one is not made, listing after listing.
    private int Streak(string list, SecondScope at)
    {
        var count = 0;
        var before = Days.First(at.Edition.Calendar, at.Each, at.Day).AddDays(-1);
        for (var i = listed.Count - 1; i >= 0; i--)
        {
            var (name, each, unit, first, last) = listed[i];
            if (name == list && each == at.Each && unit == at.Unit
                && (last == before || (count == 0 && last == at.Day)))
            {
                (count, before) = (count + 1, first.AddDays(-1));
            }
        }

        return count;
    }

    // The places of the period, without units that have none in the ranking of the week; those barred get no money.
    private IEnumerable<SecondHonour> Prizes(List<SecondScope> scopes, string name, string group)
    {
        var totals = scopes.Where(at => PlaceOf(at.Unit) is not { YearRank: 0 }).Select(TotalOf).ToList();
        foreach (var at in scopes.Take(1))
        {
            var ranking = new SecondRanking(input, lines, at.Edition, at.Day);
            var ranks = totals.Select((_, i) => ranking.Rank(totals, i)).ToList();
            foreach (var prize in at.Edition.Ranking.Prizes.Where(prize => prize.Period == at.Each))
            {
                for (var i = 0; i < totals.Count; i++)
                {
                    var fromLast = 1 + ranks.Count(rank => rank > ranks[i]);
                    if ((prize.Rank == ranks[i] || prize.Last == fromLast)
                        && (prize.Amount < 0m || PlaceOf(totals[i].Unit)?.Barred != true))
                    {
                        yield return new SecondHonour("", name, group, totals[i].Unit, ranks[i], prize.Amount);
                    }
                }
            }
        }
    }

    private SecondPlace? PlaceOf(string unit) => places.FirstOrDefault(place => place.Unit == unit);

    // Ties of a year are broken as in the ranking, those of shorter periods by their own figures.
    private Total TotalOf(SecondScope at)
    {
        var points = formulas.Points(at);
        if (at.Each == Period.Year)
        {
            var year = Days.First(at.Edition.Calendar, Period.Year, at.Day);
            var ranking = new SecondRanking(input, lines, at.Edition, at.Day);
            var handed = ranking.Handed(at.Unit, year, at.Day, at.Day);
            return ranking.YearToDate(at.Unit, year, at.Day, weekStart, at.Day) with { Points = points + handed };
        }

        return new Total(at.Unit, points, at.Edition.Ranking.TieBreak.Select(
            tie => new Figure(tie.Measure is { } measure ? formulas.Figure(measure, at) : 0m, [])));
    }
}
