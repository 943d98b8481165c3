using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>Makes balances with which a district begins within its periods.</summary>
/// <param name="chance">Draws.</param>
/// <param name="editions">The editions, whose clauses, articles and measures are known by name.</param>
/// <param name="yearStarts">Month and day on which the year begins.</param>
internal sealed class OpeningMaker(Chance chance, ImmutableList<Draft> editions, string yearStarts)
{
    private static readonly decimal[] Points = [0m, 0m, 1m, 2m, 0.5m, 5m, -1m, -3m];

    private static readonly decimal[] Figures = [0m, 1m, 1m, 2m, 3m, 7m, 3_00000000m];

    /// <summary>All or some of the balances of a district that begins on a day, seldom of another day.</summary>
    public Opening Make(DateOnly day, IReadOnlyList<string> units)
    {
        day = chance.Of100(92) ? day : day.AddDays(chance.Between(-10, 10));
        var calendar = new Calendar(
            RulebookMaker.StartOf(editions[0].Calendar), TimeSpan.Zero, new DueTime(0, default),
            new DueTime(0, default),
            (Month: int.Parse(yearStarts[..2], null), Day: int.Parse(yearStarts[3..], null)))
        {
            MonthEnds = RulebookMaker.MonthEndsOf(editions[0].Calendar),
        };
        var names = Periods.All.Where(period => calendar.StartOf(period, day) < day)
            .Select(period => calendar.NameOf(period, day)).ToList();
        var share = chance.Pick(100, 100, 85, 40);
        return new Opening(day, "委号", "移交",
        [
            .. from name in names
               from thing in Things()
               where chance.Of100(share)
               from unit in units
               where chance.Of100(90)
               select new Balance(
                   unit, thing.Of, thing.Name, name,
                   chance.Pick(thing.Of == BalanceOf.Measure ? Figures : Points)),
        ]);
    }

    private IEnumerable<(BalanceOf Of, string Name)> Things() =>
    [
        (BalanceOf.Points, ""),
        .. Named("clauses").Select(name => (BalanceOf.Clause, name)),
        .. Named("items").Where(_ => chance.Of100(50)).Select(name => (BalanceOf.Article, name)),
        .. editions.SelectMany(one => one.Sections["measures"]).Select(one => one.Name).Distinct()
            .Select(name => (BalanceOf.Measure, name)),
    ];

    private IEnumerable<string> Named(string section) => editions.SelectMany(one => one.Sections[section])
        .Select(entry => entry.Parts.First(part => part.StartsWith("id: ", StringComparison.Ordinal))[4..]).Distinct();
}
