using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>Goes through the days one by one, makes lines, and for every cap adds up the lines made so far.</summary>
internal sealed class SecondPass
{
    private const decimal MostPoints = 1_000_000_000m;

    private const int DifferencePlaces = 20;

    private readonly SecondLines lines = new();
    private readonly SecondInput input;
    private readonly SecondFormula formulas;
    private readonly bool looking;

    /// <param name="input">What is given.</param>
    /// <param name="first">
    /// The lines of the first pass; null in it, which leaves out clauses that look at the group.
    /// </param>
    public SecondPass(SecondInput input, SecondLines? first)
    {
        this.input = input;
        looking = first is not null;
        formulas = new SecondFormula(input, lines, first ?? new SecondLines());
        foreach (var unit in input.Units)
        {
            foreach (var day in input.AllDays)
            {
                Count(unit, day);
                RunOut(unit, day);
                Judge(unit, day);
            }
        }
    }

    /// <summary>The lines, by unit, in the order in which they were made.</summary>
    public SecondLines Lines => lines;

    // The facts of a day, in order of their numbers, each by every clause that counts its kind.
    private void Count(string unit, DateOnly day)
    {
        foreach (var fact in input.FactsOf(unit, day, day))
        {
            var edition = input.EditionOn(day);
            var made = edition is null || input.Opening.IsBefore(day) ? []
                : edition.Clauses.Where(clause => clause.Kind == fact.Kind && clause.After is null)
                    .Where(clause => Add(clause, new SecondScope(edition, unit, day, fact, Period.Fact), fact.Id))
                    .ToList();
            if (edition is null || (made.Count == 0 && fact.Kind != BuiltInKinds.Report && fact.ReportedBy is null))
            {
                lines.Add(new SecondLine(unit, "", fact.Id, day, 0m));
            }
        }
    }

    // The facts whose time runs out on a day without what would have stopped it.
    private void RunOut(string unit, DateOnly day)
    {
        if (!(day <= input.Through) || input.EditionOn(day) is not { } edition || input.Opening.IsBefore(day)
            || edition.Clauses.All(clause => clause.After is null) || input.TermOn(unit, day) is null)
        {
            return;
        }

        var running = edition.Clauses.Select(clause => clause.After?.Days).OfType<int>().Distinct()
            .SelectMany(days => input.FactsOf(unit, day.AddDays(-days), day.AddDays(-days)));
        foreach (var fact in running.OrderBy(one => one.Id, StringComparer.Ordinal))
        {
            foreach (var clause in edition.Clauses.Where(one => one.Kind == fact.Kind && one.After is not null))
            {
                if (fact.OccurredOn.AddDays(clause.After!.Days) == day && input.EditionOn(fact.OccurredOn) is not null
                    && !input.IsTwin(fact)
                    && !input.FactsOf(unit).Any(other => Stops(other, fact, clause, edition, day)))
                {
                    Add(clause, new SecondScope(edition, unit, day, fact, Period.Fact), fact.Id);
                }
            }
        }
    }

    private bool Stops(Fact other, Fact fact, Clause clause, Rulebook edition, DateOnly day)
    {
        if (other.OccurredOn > day || other.Kind != clause.After!.UnlessKind
            || !input.Same([clause.After.Same], other, fact))
        {
            return false;
        }

        try
        {
            return formulas.Holds(
                clause.After.UnlessWhere, new SecondScope(edition, other.Unit, other.OccurredOn, other, Period.Fact));
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    // The periods that end on a day, if the unit was evaluated and rules were in force from the first day to the last.
    private void Judge(string unit, DateOnly day)
    {
        if (!(day <= input.Through) || input.EditionOn(day) is not { } edition)
        {
            return;
        }

        foreach (var period in Days.ShortestFirst.Where(period => Days.Ends(edition.Calendar, period, day)))
        {
            var judging = edition.Clauses.Where(clause => clause.Kind is null && clause.Period == period
                && (looking || !SecondFormula.LooksAtGroup(clause))).ToList();
            var name = $"{NameOf(period)}/{Days.Named(edition.Calendar, period, day):O}";
            foreach (var clause in judging)
            {
                var carried = formulas.Carries(clause, edition, day);
                if (!(carried ? input.Opening.Covers(edition, unit, period, day)
                    : input.Covers(edition, unit, period, day)))
                {
                    if (!carried && input.Says(edition, unit, period, day))
                    {
                        lines.Add(new SecondLine(unit, clause.Id, name, day, 0m));
                    }

                    continue;
                }

                var scope = new SecondScope(edition, unit, day, null, clause.Over ?? period)
                {
                    Each = period,
                    Carried = carried,
                };
                if (clause.For is not { } post)
                {
                    Add(clause, scope, name);
                    continue;
                }

                foreach (var person in input.HoldersOf(post, edition, unit, period, day))
                {
                    Add(clause, scope with { Person = person }, $"{name}/{person}");
                }
            }
        }
    }

    private static string NameOf(Period period) => period switch
    {
        Period.Week => "week",
        Period.TenDays => "ten_days",
        Period.Fortnight => "fortnight",
        Period.HalfMonth => "half_month",
        Period.Month => "month",
        Period.Bimonth => "bimonth",
        Period.Quarter => "quarter",
        Period.Half => "half",
        _ => "year",
    };

    // Whether the clause applies. If its number overflows it gives 0.
    private bool Add(Clause clause, SecondScope at, string source)
    {
        at = at with { Clause = clause };
        if (at.Fact is null && clause.WeightOf is not null && formulas.OwnWeight(clause, at) == 0m)
        {
            return false;
        }

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
            lines.Add(new SecondLine(at.Unit, clause.Id, source, at.Day, 0m) { Article = clause.Article });
            return true;
        }
    }

    // gives, times, share, repeat, less what was given before, the best ones, limits of clause and article.
    private SecondLine? Line(Clause clause, SecondScope at, string source)
    {
        var part = Part(clause, at);
        if (part == 0m)
        {
            return null;
        }

        var absent = at.Fact is null && formulas.Lacks(clause, at) ? clause.Absent : null;
        if (absent is Absent.Skip or Absent.Reweight)
        {
            return new SecondLine(at.Unit, clause.Id, source, at.Day, 0m);
        }

        var holds = absent is not null || formulas.Holds(clause.Where, at);
        var before = clause.Over is { } over ? SoFar(clause, at, over) : 0m;
        if (!holds && before == 0m)
        {
            return null;
        }

        var points = !holds || absent == Absent.Zero ? 0m
            : absent == Absent.Full ? formulas.Weight(at) : formulas.Points(clause.Gives, at);
        points = Times(clause.Times, points, at) * part;
        var repeated = at.Fact is { } fact && (input.IsTwin(fact)
            || (points != 0m && clause.Repeat is { } rule && Repeats(clause, rule, at)));
        points *= !repeated ? 1m : input.IsTwin(at.Fact!) ? 0m : clause.Repeat!.Factor;
        var counted = repeated || points == 0m ? null : at.Fact;
        points = before == 0m ? points : Math.Round(points - before, DifferencePlaces, MidpointRounding.ToEven);
        if (Math.Abs(points) > MostPoints)
        {
            throw new OverflowException();
        }

        var choosing = clause.Limits.Any(limit => limit.Best is not null) && !(repeated && points == 0m);
        decimal? worth = choosing ? points : null;
        var worst = worth is null ? null : WorstKept(clause, at);
        var best = worst is null ? points : Math.Max(points - worst.Value, 0m);
        var limited = Limited(clause.Limits, best, at, limit => SoFar(clause, at, limit.Period));
        var article = at.Edition.Articles.FirstOrDefault(one => one.Id == clause.Article);
        var factored = Times(article?.Times ?? [], limited, at);
        var left = Limited(
            article?.Limits ?? [], factored, at, limit => SoFar(clause, at, limit.Period, ofArticle: true));
        var total = Total(left, at);
        return new SecondLine(at.Unit, clause.Id, source, at.Day, total)
        {
            Article = clause.Article,
            OfClause = article is { Times.IsEmpty: false } ? limited : left,
            OfArticle = left,
            Counted = counted,
            Worth = worth,
            InSheet = (at.Fact is not null && clause.After is null)
                || total != 0m || limited != best || left != factored || points <= worst,
        };
    }

    // What the units agreed on comes first; without it, where the clause divides, each field gives its unit its part.
    private decimal Part(Clause clause, SecondScope at)
    {
        if (at.Fact is not { } fact)
        {
            return 1m;
        }

        if (clause.Share is not { } share || fact.Part != 1m)
        {
            return fact.ReportedBy is null ? fact.Part : 0m;
        }

        var reporter = fact.ReportedBy ?? fact.Unit;
        if (!formulas.Holds(share.Where, at))
        {
            return fact.Unit == reporter ? 1m : 0m;
        }

        // Who is not named leaves the part to the unit that reports.
        var named = share.Others.Select(other => (Unit: SecondInput.TextOf(fact, other.Field), other.Part)).ToList();
        return named.Where(one => one.Unit == fact.Unit).Sum(one => one.Part)
            + (fact.Unit != reporter ? 0m
                : share.Own + named.Where(one => one.Unit.Length == 0).Sum(one => one.Part));
    }

    // The last counted fact that is alike decides, unless an edition started over since.
    private bool Repeats(Clause clause, RepeatRule rule, SecondScope at)
    {
        var restart = input.Editions
            .Where(one => one.Restarts && one.From <= at.Day && input.EditionOn(one.From) == one)
            .Select(one => one.From).Append(DateOnly.MinValue).Max();
        var last = lines.Of(at.Unit, clause.Id, restart, at.Day).LastOrDefault(line =>
            line.Counted is { } earlier && input.Same(rule.Same, earlier, at.Fact!));
        return last?.Counted is { } counted
            && at.Fact!.OccurredOn.DayNumber - counted.OccurredOn.DayNumber <= rule.WithinDays;
    }

    // Of the best that count so far the one that a better one would replace; null while there is room.
    private decimal? WorstKept(Clause clause, SecondScope at)
    {
        if (clause.Limits.FirstOrDefault(limit => limit.Best is not null) is not { Best: { } most } limit)
        {
            return null;
        }

        var first = input.Begin(at.Edition, limit.Period, at.Day);
        var kept = lines.Of(at.Unit, clause.Id, first, at.Day)
            .Select(line => line.Worth).OfType<decimal>().OrderDescending().Take(most).ToList();
        return kept.Count < most ? null : kept[^1];
    }

    // With the factors of the whole, which may make too much of it.
    private decimal Total(decimal points, SecondScope at)
    {
        var total = Times(at.Edition.Times, points, at);
        return at.Edition.Times.IsEmpty || Math.Abs(total) <= MostPoints ? total : throw new OverflowException();
    }

    private decimal Times(ImmutableArray<Factor> factors, decimal points, SecondScope at)
    {
        foreach (var factor in factors)
        {
            points = points != 0m && formulas.Holds(factor.Where, at) ? points * formulas.Number(factor.Number, at)
                : points;
        }

        return points;
    }

    // A cap never takes away what was given, a floor never gives back what was taken.
    private decimal Limited(
        ImmutableArray<Limit> limits, decimal points, SecondScope at, Func<Limit, decimal> made)
    {
        foreach (var limit in limits.Where(limit => limit.Best is null))
        {
            var most = (limit.By is { } by ? formulas.Number(by, at) : limit.Points) - made(limit);
            points = limit.Floor ? Math.Max(points, Math.Min(most, 0m)) : Math.Min(points, Math.Max(most, 0m));
        }

        return points;
    }

    // What the unit's lines by the clause, or by its article, add up to so far in a period; a single fact begins with
    // nothing.
    private decimal SoFar(Clause clause, SecondScope at, Period period, bool ofArticle = false)
    {
        if (period == Period.Fact)
        {
            return 0m;
        }

        var first = input.Begin(at.Edition, period, at.Day);
        var made = ofArticle
            ? lines.Of(at.Unit, first, at.Day).Where(line => line.Article == clause.Article)
            : lines.Of(at.Unit, clause.Id, first, at.Day);
        var opened = !ofArticle
            ? input.Opening.Of(at.Unit, BalanceOf.Clause, clause.Id, at.Edition, period, at.Day)
            : input.Opening.OfArticle(at.Unit, clause.Article!, at.Edition, period, at.Day);
        return made.Aggregate(opened, (sum, line) => sum + (ofArticle ? line.OfArticle : line.OfClause));
    }
}
