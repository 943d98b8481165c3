using Evaluation.Core.Claims;
using Evaluation.Core.Rules;
using Evaluation.Core.Scoring;
using Evaluation.Core.Units;

namespace Evaluation.Core.Shadow;

/// <summary>A line of the second count.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Clause">The clause; empty when none counts the fact.</param>
/// <param name="Fact">The fact, or the period as `week/…`, `month/…` and so on.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="Points">Exact.</param>
public sealed record SecondLine(string Unit, string Clause, string Fact, DateOnly On, decimal Points)
{
    /// <summary>The article of the clause; null for none.</summary>
    internal string? Item { get; init; }

    /// <summary>The fact, when it was counted and not as the repetition of another.</summary>
    internal Fact? Counted { get; init; }
}

/// <summary>
/// The rules applied a second time, in the plainest way and by nothing that the scorer uses: whoever doubts a number
/// can read this beside the articles, and a test looks for facts on which both disagree. It goes through the days one
/// by one, makes lines, and for every cap adds up the lines made so far.
/// </summary>
public sealed class SecondCount
{
    private const decimal MostPoints = 1_000_000_000m;

    private const int DifferencePlaces = 20;

    private static readonly Period[] ShortestFirst =
        [Period.Week, Period.Month, Period.Quarter, Period.Half, Period.Year];

    private readonly List<SecondLine> lines = [];
    private readonly Papers papers;
    private readonly Reckoning reckoning;

    /// <summary>Counts.</summary>
    /// <param name="facts">Everything that counts for any unit, in any order.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="dutiesThrough">The last day of the last closed week; null judges no period.</param>
    /// <param name="targets">What the units are to reach.</param>
    public SecondCount(IEnumerable<Fact> facts, RuleSet rules, Roster roster, DateOnly? dutiesThrough, Targets targets)
    {
        papers = new Papers(facts, rules, roster, dutiesThrough, targets);
        reckoning = new Reckoning(papers);
        var units = roster.Terms.Select(term => term.Unit).Concat(papers.Facts.Select(fact => fact.Unit)).Distinct();
        var days = papers.Facts.Select(fact => fact.OccurredOn).Concat(papers.Editions.Select(edition => edition.From))
            .Concat(dutiesThrough is { } last ? [last] : []).ToList();
        foreach (var unit in days.Count == 0 ? [] : units)
        {
            foreach (var day in Days.Each(days.Min(), days.Max()))
            {
                Count(unit, day);
                Judge(unit, day);
            }
        }
    }

    /// <summary>The lines, by unit, in the order in which they were made.</summary>
    public IReadOnlyList<SecondLine> Lines => lines;

    /// <summary>Ranks every group in a week.</summary>
    /// <param name="weekStart">First day of the week.</param>
    /// <param name="edition">The edition that frames the week.</param>
    /// <param name="through">The last day that counts, when it lies within the week.</param>
    public IReadOnlyList<SecondPlace> Places(DateOnly weekStart, Rulebook edition, DateOnly? through) =>
        new SecondRanking(papers, lines, edition).Places(weekStart, through);

    // The facts of a day, in order of their numbers, each by every clause that counts its kind.
    private void Count(string unit, DateOnly day)
    {
        foreach (var fact in papers.Facts.Where(one => one.Unit == unit && one.OccurredOn == day))
        {
            var edition = papers.EditionOn(day);
            var made = edition is null ? []
                : edition.Clauses.Where(clause => clause.Kind == fact.Kind)
                    .Where(clause => Add(clause, new Sight(edition, unit, day, fact, Period.Fact), fact.Id)).ToList();
            if (edition is null || (made.Count == 0 && fact.Kind != Kinds.Report))
            {
                lines.Add(new SecondLine(unit, "", fact.Id, day, 0m));
            }
        }
    }

    // The periods that end on a day, if the unit was evaluated and rules were in force from the first day to the last.
    private void Judge(string unit, DateOnly day)
    {
        if (papers.Through is null || day > papers.Through || papers.EditionOn(day) is not { } edition)
        {
            return;
        }

        foreach (var period in ShortestFirst.Where(period => Days.Ends(edition.Calendar, period, day)))
        {
            var first = Days.First(edition.Calendar, period, day);
            var judging = edition.Clauses.Where(clause => clause.Kind is null && clause.Period == period).ToList();
            if (judging.Count == 0 || Days.Each(first, day).Any(
                one => papers.TermOn(unit, one) is null || papers.EditionOn(one) is null))
            {
                continue;
            }

            foreach (var clause in judging)
            {
                var sight = new Sight(edition, unit, day, null, clause.Over ?? period);
                Add(clause, sight, $"{NameOf(period)}/{first:O}");
            }
        }
    }

    private static string NameOf(Period period) => period switch
    {
        Period.Week => "week",
        Period.Month => "month",
        Period.Quarter => "quarter",
        Period.Half => "half",
        _ => "year",
    };

    // Whether the clause made a line. A fact whose number grows beyond reckoning gets 0; a period then has no line.
    private bool Add(Clause clause, Sight at, string source)
    {
        try
        {
            if (Line(clause, at, source) is { } line)
            {
                lines.Add(line);
                return true;
            }

            return false;
        }
        catch (OverflowException)
        {
            if (at.Fact is not null)
            {
                lines.Add(new SecondLine(at.Unit, clause.Id, source, at.Day, 0m) { Item = clause.Item });
            }

            return at.Fact is not null;
        }
    }

    // gives, times, share, repeat, less what was given before for the same longer period, limits of clause and item.
    private SecondLine? Line(Clause clause, Sight at, string source)
    {
        var holds = reckoning.Holds(clause.Where, at);
        var before = clause.Over is { } over ? Made(at, over, line => line.Clause == clause.Id) : 0m;
        if (!holds && before == 0m)
        {
            return null;
        }

        var points = holds ? reckoning.Points(clause.Gives, at) : 0m;
        foreach (var factor in clause.Times)
        {
            if (points != 0m && reckoning.Holds(factor.Where, at))
            {
                points *= reckoning.Number(factor.Number, at);
            }
        }

        var repeated = false;
        if (at.Fact is { } fact)
        {
            points *= fact.Part;
            repeated = papers.IsTwin(fact)
                || (points != 0m && clause.Repeat is { } rule && Repeats(clause, rule, fact));
            points *= papers.IsTwin(fact) ? 0m : repeated ? clause.Repeat!.Factor : 1m;
        }

        var counted = repeated || points == 0m ? null : at.Fact;
        points = before == 0m ? points : Math.Round(points - before, DifferencePlaces, MidpointRounding.ToEven);
        if (Math.Abs(points) > MostPoints)
        {
            throw new OverflowException();
        }

        var limited = Limited(clause, at, points);
        return at.Fact is null && limited == 0m && points == 0m
            ? null
            : new SecondLine(at.Unit, clause.Id, source, at.Day, limited) { Item = clause.Item, Counted = counted };
    }

    // The last counted fact that is alike decides.
    private bool Repeats(Clause clause, RepeatRule rule, Fact fact)
    {
        var last = lines.LastOrDefault(line => line.Unit == fact.Unit && line.Clause == clause.Id
            && line.Counted is { } earlier && Papers.Same(rule.Same, earlier, fact));
        return last is not null && fact.OccurredOn.DayNumber - last.On.DayNumber <= rule.WithinDays;
    }

    private decimal Limited(Clause clause, Sight at, decimal points)
    {
        foreach (var limit in clause.Limits)
        {
            points = Limited(limit, points, Made(at, limit.Period, line => line.Clause == clause.Id));
        }

        foreach (var limit in at.Edition.Items.FirstOrDefault(item => item.Id == clause.Item)?.Limits ?? [])
        {
            points = Limited(limit, points, Made(at, limit.Period, line => line.Item == clause.Item));
        }

        return points;
    }

    // A cap never takes away what was given, a floor never gives back what was taken.
    private static decimal Limited(Limit limit, decimal points, decimal made) =>
        limit.Floor
            ? Math.Max(points, Math.Min(limit.Points - made, 0m))
            : Math.Min(points, Math.Max(limit.Points - made, 0m));

    // What the unit's lines of a stretch of time come to so far; a single fact begins with nothing.
    private decimal Made(Sight at, Period period, Func<SecondLine, bool> which)
    {
        if (period == Period.Fact)
        {
            return 0m;
        }

        var first = Days.First(at.Edition.Calendar, period, at.Day);
        return lines.Where(line => line.Unit == at.Unit && first <= line.On && line.On <= at.Day && which(line))
            .Sum(line => line.Points);
    }
}
