using Evaluation.Core.Rules;

namespace Evaluation.Core.Shadow;

/// <summary>A unit on a list of a period, or its place and the money for it; the unit is empty for a list of none.</summary>
public sealed record SecondHonour(string List, string Period, string Group, string Unit, int Rank, decimal Amount);

/// <summary>Lists and prizes in the second count.</summary>
internal sealed class SecondHonours(Papers papers, IReadOnlyList<SecondLine> lines)
{
    private static readonly Period[] ShortestFirst =
        [Period.Week, Period.Month, Period.Quarter, Period.Half, Period.Year];

    private readonly Reckoning reckoning = new(papers, lines, lines);
    private readonly List<(string List, string Unit, DateOnly First, DateOnly Last)> listed = [];
    private readonly List<SecondHonour> made = [];

    /// <summary>The lists and prizes of the periods that end within a week.</summary>
    public IReadOnlyList<SecondHonour> In(DateOnly weekStart, IReadOnlyList<string> barred)
    {
        foreach (var day in papers.AllDays.Where(day => day <= papers.Through && day <= weekStart.AddDays(6)))
        {
            if (day == weekStart)
            {
                made.Clear();
            }

            foreach (var period in ShortestFirst)
            {
                if (papers.EditionOn(day) is { } edition && Days.Ends(edition.Calendar, period, day))
                {
                    Honour(edition, period, day, barred);
                }
            }
        }

        return [.. made.Where(_ => papers.AllDays.Count > 0 && weekStart <= papers.AllDays[^1])];
    }

    private void Honour(Rulebook edition, Period period, DateOnly day, IReadOnlyList<string> barred)
    {
        var lists = edition.Lists.Where(list => list.Period == period).ToList();
        var prizes = edition.Ranking.Prizes.Where(prize => prize.Period == period).ToList();
        foreach (var group in lists.Count + prizes.Count == 0 ? [] : edition.Ranking.Groups)
        {
            var units = papers.Units.Where(unit => papers.TermOn(unit, day)?.Group == group
                && papers.Covers(edition, unit, period, day)).ToList();
            var sights = units.ConvertAll(unit => new Sight(edition, unit, day, null, period) { Each = period });
            var name = Days.Name(edition.Calendar, period, day);
            foreach (var list in sights.Count == 0 ? [] : lists)
            {
                var on = List(list, sights);
                made.AddRange(on.DefaultIfEmpty("").Select(unit => new SecondHonour(list.Name, name, group, unit, 0, 0m)));
            }

            foreach (var prize in prizes)
            {
                made.AddRange(Prizes(prize, sights, barred)
                    .Select(one => new SecondHonour("", name, group, one.Unit, one.Rank, prize.Amount)));
            }
        }
    }

    // The units for which the condition holds; all are judged before one is put on the list.
    private List<string> List(ListRule list, List<Sight> sights)
    {
        var on = sights.Where(at => Holds(list.When, at)).ToList();
        foreach (var at in on)
        {
            listed.Add((list.Name, at.Unit, Days.First(at.Edition.Calendar, at.Each, at.Day), at.Day));
        }

        return on.ConvertAll(at => at.Unit);
    }

    private bool Holds(Formula when, Sight at)
    {
        try
        {
            return reckoning.Holds(when, at with { Listed = list => Streak(list, at) });
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    // Back from this period, or from the one before while the list of this one is not made, one listing after the other.
    private int Streak(string list, Sight at)
    {
        var count = 0;
        var before = Days.First(at.Edition.Calendar, at.Each, at.Day).AddDays(-1);
        for (var i = listed.Count - 1; i >= 0; i--)
        {
            var (name, unit, first, last) = listed[i];
            if (name == list && unit == at.Unit && (last == before || (count == 0 && last == at.Day)))
            {
                (count, before) = (count + 1, first.AddDays(-1));
            }
        }

        return count;
    }

    private IEnumerable<(string Unit, int Rank)> Prizes(PrizeRule prize, List<Sight> sights, IReadOnlyList<string> barred)
    {
        var points = sights.ConvertAll(at => (at.Unit, Points: reckoning.Rounded(at)));
        foreach (var (unit, own) in points)
        {
            var descending = sights[0].Edition.Ranking.Descending;
            var better = points.Count(other => descending ? other.Points > own : other.Points < own);
            var worse = points.Count(other => descending ? other.Points < own : other.Points > own);
            if ((prize.Rank == better + 1 || prize.Last == worse + 1) && (prize.Amount < 0m || !barred.Contains(unit)))
            {
                yield return (unit, better + 1);
            }
        }
    }
}
