using System.Collections.Immutable;
using Evaluation.Core.Claims;
using Evaluation.Core.Rules;
using Evaluation.Core.Units;

namespace Evaluation.Core.Scoring;

/// <summary>
/// The one way to get a number: facts, rules, roster and a day in, sheets out. Every fact is judged by the edition in force on
/// the day it happened; within a day facts are taken in the order of their names, so that the order of arrival does not matter.
/// </summary>
public sealed class Scorer
{
    private const decimal MostPoints = 1_000_000_000m;

    // The last places of two thirds and of one third must not remain as a difference between months.
    private const int DifferencePlaces = 20;

    private static readonly Period[] Judged = [Period.Week, Period.Month, Period.Quarter, Period.Half, Period.Year];

    private readonly string unit;
    private readonly RuleSet rules;
    private readonly ImmutableArray<UnitTerm> terms;
    private readonly Targets targets;
    private readonly Tally points = new();
    private readonly Tally figures = new();
    private readonly Dictionary<string, (DateOnly On, string Fact)> counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Fact> reports = [];
    private readonly SheetBuilder sheets;
    private readonly Scope scope = new();
    private string? twin;

    private Scorer(string unit, RuleSet rules, Roster roster, Targets targets)
    {
        (this.unit, this.rules, this.targets) = (unit, rules, targets);
        terms = [.. roster.Terms.Where(term => term.Unit == unit)];
        sheets = new SheetBuilder(unit, rules);
        scope.Unit = unit;
    }

    /// <summary>Scores one unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="facts">Everything that counts for it, in any order.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="roster">Who was evaluated when.</param>
    /// <param name="dutiesThrough">
    /// The last day of the last closed week: clauses that judge a period are applied to periods that ended by then. Null judges none.
    /// </param>
    /// <param name="targets">What the units are to reach; none when not given.</param>
    public static UnitScore Score(
        string unit, IEnumerable<Fact> facts, RuleSet rules, Roster roster, DateOnly? dutiesThrough, Targets? targets = null)
    {
        var scorer = new Scorer(unit, rules, roster, targets ?? Targets.None);
        var ordered = facts.OrderBy(fact => fact.OccurredOn).ThenBy(fact => fact.Id, StringComparer.Ordinal).ToList();
        foreach (var report in ordered.Where(fact => fact.Kind == Kinds.Report))
        {
            scorer.reports[report.OccurredOn] = report;
        }

        var next = 0;
        foreach (var (day, period) in scorer.Duties(dutiesThrough))
        {
            for (; next < ordered.Count && ordered[next].OccurredOn <= day; next++)
            {
                scorer.Count(ordered[next]);
            }

            scorer.Judge(day, period);
        }

        for (; next < ordered.Count; next++)
        {
            scorer.Count(ordered[next]);
        }

        return scorer.sheets.Build();
    }

    // The last days of all periods to be judged, in order of day, the shortest period first.
    private IEnumerable<(DateOnly Day, Period Period)> Duties(DateOnly? through)
    {
        if (through is not { } last || terms.Length == 0 || rules.InOrder.Length == 0)
        {
            yield break;
        }

        var first = rules.InOrder.Min(rulebook => rulebook.From);
        var entered = terms.Min(term => term.From);
        for (var day = first > entered ? first : entered; day <= last; day = day.AddDays(1))
        {
            if (rules.On(day) is not { } edition || edition.Clauses.All(clause => clause.Kind is not null))
            {
                continue;
            }

            foreach (var period in Judged.Where(period => edition.Calendar.EndOf(period, day) == day))
            {
                yield return (day, period);
            }
        }
    }

    private void Count(Fact fact)
    {
        if (rules.On(fact.OccurredOn) is not { } edition)
        {
            sheets.Add(null, new Line("", fact.Id, fact.OccurredOn, 0m, [], Reason.NoEdition, null));
            return;
        }

        SetScope(fact, fact.OccurredOn);
        twin = Twins.Key(edition.Kinds, fact) is { } key && !told.TryAdd(key, fact.Id) ? told[key] : null;
        if (twin is null)
        {
            Measure(edition, fact);
        }

        var lines = 0;
        foreach (var clause in edition.Clauses)
        {
            if (clause.Kind == fact.Kind && Line(edition, clause, fact.Id, fact.OccurredOn) is { } line)
            {
                sheets.Add(edition, line);
                lines++;
            }
        }

        if (lines == 0 && fact.Kind is not Kinds.Report)
        {
            sheets.Add(edition, new Line("", fact.Id, fact.OccurredOn, 0m, [], Reason.NoClause, null));
        }
    }

    private void Measure(Rulebook edition, Fact fact)
    {
        foreach (var measure in edition.Measures)
        {
            if (measure.Amount(scope) is not { } amount)
            {
                continue;
            }

            sheets.Add(edition, fact.OccurredOn, measure.Name, amount);
            foreach (var period in Judged)
            {
                figures.Add(measure.Name, period, edition.Calendar.StartOf(period, fact.OccurredOn), amount, fact.Id);
            }
        }
    }

    // A duty is judged only for a period in which the unit was evaluated, and rules were in force, from the first day to the last.
    private void Judge(DateOnly day, Period period)
    {
        var edition = rules.On(day)!;
        var start = edition.Calendar.StartOf(period, day);
        if (TermOn(day) is null || TermOn(start) is null || rules.On(start) is null)
        {
            return;
        }

        SetScope(null, day);
        twin = null;
        scope.Elapsed = (edition.Calendar.Elapsed(day), edition.Calendar.ElapsedMonths(day));
        SetReport(edition, day, period);
        foreach (var clause in edition.Clauses.Where(clause => clause.Kind is null && clause.Period == period))
        {
            SetPeriod(edition, day, clause.Over ?? period);
            if (Line(edition, clause, $"{period.ToString().ToLowerInvariant()}/{start:O}", day) is { } line
                && (line.Points != 0m || line.Reason == Reason.Capped))
            {
                sheets.Add(edition, line);
            }
        }
    }

    // What the formulas of a clause see of the period it judges, or of the longer one of which this is the state.
    private void SetPeriod(Rulebook edition, DateOnly day, Period period)
    {
        var (start, name) = (edition.Calendar.StartOf(period, day), edition.Calendar.NameOf(period, day));
        scope.Measures = [.. edition.Measures.Select(measure => figures.Of(measure.Name, period, start).Sum)];
        scope.Target = indicator => targets.Of(unit, indicator, name);
    }

    private UnitTerm? TermOn(DateOnly day) => terms.FirstOrDefault(term => term.Covers(day));

    private void SetReport(Rulebook edition, DateOnly day, Period period)
    {
        var report = period == Period.Week ? reports.GetValueOrDefault(day) : null;
        scope.NilReport = report is not null && report.Values["nil"].Flag == true;
        scope.Report = report is null ? "missing"
            : WeeklyDeadline.Met(report, edition.Calendar) ? "on_time" : "late";
    }

    private void SetScope(Fact? fact, DateOnly day)
    {
        var term = TermOn(day);
        scope.Fact = fact;
        scope.Day = day;
        scope.Group = term?.Group ?? "";
        scope.UnitKind = term?.Kind ?? "";
    }

    // Null when the clause does not apply. A rulebook's numbers may grow beyond reckoning; that must not end the program.
    private Line? Line(Rulebook edition, Clause clause, string source, DateOnly day)
    {
        try
        {
            var applies = clause.Where is not { } where || where.Flag!(scope);
            return applies ? Apply(edition, clause, clause.Gives.For(scope), source, day)
                : Before(edition, clause, day) != 0m
                    ? Apply(edition, clause, new Given(0m, $"不再满足“{clause.Where!.Printed}”"), source, day)
                : null;
        }
        catch (OverflowException)
        {
            return new Line(clause.Id, source, day, 0m, [new Step(StepKind.Base, "数值超出可计算的范围", 0m)], Reason.Nothing, null);
        }
    }

    // The fixed order of a line's arithmetic: points, factors, share, repeat rule, then the caps of the clause and of its article.
    private Line Apply(Rulebook edition, Clause clause, Given given, string source, DateOnly day)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        steps.Add(new Step(StepKind.Base, given.How.Length == 0 && scope.Fact is null ? clause.Where?.Values(scope) ?? "" : given.How, given.Number));
        var sum = given.Number;
        foreach (var factor in clause.Times.Where(factor => sum != 0m && (factor.Where is null || factor.Where.Flag!(scope))))
        {
            sum *= Multiply(steps, StepKind.Factor, factor.Name, factor.Number.Number!(scope));
        }

        if (scope.Fact is { Part: not 1m } shared)
        {
            sum *= Multiply(steps, StepKind.Share, "", shared.Part);
        }

        var reason = given.Number == 0m ? Reason.Nothing : scope.Fact is null ? Reason.Judged : Reason.Counted;
        string? earlier = null;
        if (twin is not null)
        {
            sum *= Multiply(steps, StepKind.Repeat, "同一事项只计一次", 0m);
            (reason, earlier) = (Reason.Repeated, twin);
        }
        else if (sum != 0m && clause.Repeat is { } repeat && Repeats(clause, repeat, out earlier))
        {
            sum *= Multiply(steps, StepKind.Repeat, $"{repeat.WithinDays}日内重复", repeat.Factor);
            reason = Reason.Repeated;
        }

        if (Before(edition, clause, day) is not 0m and var before)
        {
            steps.Add(new Step(StepKind.Before, "此前已计", -before));
            sum = Math.Round(sum - before, DifferencePlaces, MidpointRounding.ToEven);
        }

        if (Math.Abs(sum) > MostPoints)
        {
            throw new OverflowException();
        }

        var limited = Limit(edition, clause, source, day, sum, steps, ref earlier);
        return new Line(clause.Id, source, day, limited, steps.ToImmutable(), limited != sum ? Reason.Capped : reason, earlier);
    }

    // What the clause gave for the longer period that it judges at the end of each shorter one; 0 for every other clause.
    private decimal Before(Rulebook edition, Clause clause, DateOnly day) =>
        clause.Over is { } over ? points.Of(clause.Id, over, edition.Calendar.StartOf(over, day)).Sum : 0m;

    private static decimal Multiply(ImmutableArray<Step>.Builder steps, StepKind kind, string text, decimal factor)
    {
        steps.Add(new Step(kind, text, factor));
        return factor;
    }

    // The last counted fact decides, so that a row of repeats does not stretch the window for ever.
    private bool Repeats(Clause clause, RepeatRule repeat, out string? earlier)
    {
        var fact = scope.Fact!;
        var key = $"{clause.Id}\u001F{string.Join('\u001F', repeat.Same.Select(field => fact.Values.GetValueOrDefault(field).ToString()))}";
        if (counted.TryGetValue(key, out var last) && fact.OccurredOn.DayNumber - last.On.DayNumber <= repeat.WithinDays)
        {
            earlier = last.Fact;
            return true;
        }

        counted[key] = (fact.OccurredOn, fact.Id);
        earlier = null;
        return false;
    }

    private decimal Limit(
        Rulebook edition, Clause clause, string source, DateOnly day, decimal sum, ImmutableArray<Step>.Builder steps, ref string? earlier)
    {
        var item = clause.Item is null ? null : edition.Items.FirstOrDefault(one => one.Id == clause.Item);
        foreach (var (owner, limit) in clause.Limits.Select(limit => (clause.Id, limit)).Concat((item?.Limits ?? []).Select(limit => ($"#{item!.Id}", limit))))
        {
            var (used, last) = limit.Period == Period.Fact ? (0m, null) : points.Of(owner, limit.Period, edition.Calendar.StartOf(limit.Period, day));
            var left = limit.Points - used;
            if (limit.Floor ? sum < Math.Min(left, 0m) : sum > Math.Max(left, 0m))
            {
                sum = limit.Floor ? Math.Min(left, 0m) : Math.Max(left, 0m);
                steps.Add(new Step(limit.Floor ? StepKind.Floor : StepKind.Cap, LimitText(clause, item, owner, limit), sum));
                earlier = last ?? earlier;
            }
        }

        foreach (var period in Judged)
        {
            var start = edition.Calendar.StartOf(period, day);
            points.Add(clause.Id, period, start, sum, source);
            if (item is not null)
            {
                points.Add($"#{item.Id}", period, start, sum, source);
            }
        }

        return sum;
    }

    private static string LimitText(Clause clause, Item? item, string owner, Limit limit) =>
        $"{(owner == clause.Id ? "" : $"“{item!.Id}”")}{ClauseWords.Of(limit)}";
}
