using System.Collections.Immutable;
using Evaluation.Core.Claims;
using Evaluation.Core.Rules;
using Evaluation.Core.Units;

namespace Evaluation.Core.Scoring;

/// <summary>Scores a unit day by day: its facts, then what runs out on the day, then the periods that end with it.</summary>
/// <param name="unit">The unit.</param>
/// <param name="rules">The adopted editions.</param>
/// <param name="terms">When it was evaluated.</param>
/// <param name="leaders">Who led units when.</param>
/// <param name="targets">What units are to reach.</param>
/// <param name="groups">The other units in the second pass; null in the first, which leaves out who looks at them.</param>
internal sealed class UnitScorer(
    string unit, RuleSet rules, ImmutableArray<UnitTerm> terms, IReadOnlyList<LeaderTerm> leaders, Targets targets,
    GroupViews? groups)
{
    private static readonly Period[] Judged = [Period.Week, Period.Month, Period.Quarter, Period.Half, Period.Year];

    private readonly Tally points = new();
    private readonly Tally figures = new();
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Fact> reports = [];
    private readonly Dictionary<(Streak Streak, string? Person), (int Count, DateOnly End)> streaks = [];
    private readonly Dictionary<(string Clause, string Fact), decimal> credited = [];
    private readonly PriorityQueue<(Fact Fact, Clause Clause), Due> timers = new();
    private readonly SheetBuilder sheets = new(unit, rules);
    private readonly List<PeriodView> views = [];
    private readonly Scope scope = new() { Unit = unit };
    private LineMaker lines = null!;
    private List<Fact> ordered = [];
    private int next;

    /// <summary>The unit as others see it at the ends of periods.</summary>
    public IReadOnlyList<PeriodView> Views => views;

    /// <summary>Scores; once.</summary>
    public UnitScore Run(IEnumerable<Fact> facts, DateOnly? dutiesThrough)
    {
        lines = new LineMaker(scope, points);
        ordered = [.. facts.OrderBy(fact => fact.OccurredOn).ThenBy(fact => fact.Id, StringComparer.Ordinal)];
        foreach (var report in ordered.Where(fact => fact.Kind == Kinds.Report))
        {
            reports[report.OccurredOn] = report;
        }

        foreach (var (day, periods) in Duties(dutiesThrough))
        {
            AdvanceTo(day, day);
            periods.ForEach(period => Judge(day, period));
            periods.ForEach(period => View(day, period));
        }

        AdvanceTo(DateOnly.MaxValue, dutiesThrough ?? DateOnly.MinValue);
        return sheets.Build() with { Views = groups is null ? [] : views };
    }

    // The days on which a period ends that is to be judged, with these periods, the shortest first.
    private IEnumerable<(DateOnly Day, List<Period> Periods)> Duties(DateOnly? through)
    {
        if (through is not { } last || terms.IsEmpty || rules.InOrder.IsEmpty)
        {
            yield break;
        }

        var first = rules.InOrder.Min(rulebook => rulebook.From);
        var entered = terms.Min(term => term.From);
        for (var day = first > entered ? first : entered; day <= last; day = day.AddDays(1))
        {
            if (rules.On(day) is { } edition && EditionPlan.Of(edition).Judges
                && Judged.Where(period => edition.Calendar.EndOf(period, day) == day).ToList() is { Count: > 0 } periods)
            {
                yield return (day, periods);
            }
        }
    }

    // Facts of a day come before what runs out on it.
    private void AdvanceTo(DateOnly day, DateOnly timersThrough)
    {
        while (true)
        {
            var fact = next < ordered.Count && ordered[next].OccurredOn <= day ? ordered[next] : null;
            var due = timers.TryPeek(out _, out var first) && first.Day <= day && first.Day <= timersThrough;
            if (fact is null && !due)
            {
                return;
            }

            if (fact is not null && (!due || fact.OccurredOn <= first!.Day))
            {
                next++;
                Count(fact);
            }
            else
            {
                RunOut(timers.Dequeue(), first!.Day);
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

        var plan = EditionPlan.Of(edition);
        SetScope(fact, fact.OccurredOn);
        lines.Twin = Twins.Key(edition.Kinds, fact) is { } key && !told.TryAdd(key, fact.Id) ? told[key] : null;
        if (lines.Twin is null)
        {
            Measure(edition, plan, fact);
            Schedule(fact);
        }

        var made = 0;
        foreach (var clause in plan.Counting(fact.Kind))
        {
            made += Add(edition, plan, clause, fact.Id, fact.OccurredOn, visible: true) ? 1 : 0;
        }

        if (made == 0 && fact.Kind is not Kinds.Report && fact.ReportedBy is null)
        {
            sheets.Add(edition, new Line("", fact.Id, fact.OccurredOn, 0m, [], Reason.NoClause, null));
        }
    }

    // Zero for a period is not told, unless there is a reason to: most duties are met.
    private bool Add(Rulebook edition, EditionPlan plan, Clause clause, string source, DateOnly day, bool visible)
    {
        if (lines.Make(edition, plan, clause, source, day) is not { } line
            || (!visible && line.Points == 0m && line.Reason is not (Reason.Capped or Reason.NoTarget or Reason.NotBest)))
        {
            return false;
        }

        sheets.Add(edition, line);
        if (plan.TellsCredit)
        {
            credited[(clause.Id, source)] = credited.GetValueOrDefault((clause.Id, source)) + line.Points;
        }

        return true;
    }

    private void Measure(Rulebook edition, EditionPlan plan, Fact fact)
    {
        var person = plan.TellsPeople ? scope.Text("person") : "";
        foreach (var measure in plan.Measures(fact.Kind))
        {
            if (Holds(measure, fact) && measure.Amount(scope) is { } amount)
            {
                sheets.Add(edition, fact.OccurredOn, measure.Name, amount);
                Add(edition, measure.Name, fact, amount);
                if (person.Length > 0)
                {
                    Add(edition, PersonsFigure(measure.Name, person), fact, amount);
                }
            }
        }

        foreach (var place in fact.ReportedBy is null ? plan.Places(fact.Kind) : [])
        {
            if (scope.Number(place.Field!) is >= 1m and <= TieBreaker.LastPlace and var number)
            {
                sheets.Add(edition, fact.OccurredOn, place.FigureOf((int)number), 1m);
            }
        }
    }

    private bool Holds(Measure measure, Fact fact)
    {
        var holder = measure.Holder is { } field ? scope.Text(field) : "";
        return holder.Length == 0 ? fact.ReportedBy is null : holder == unit;
    }

    private void Add(Rulebook edition, string name, Fact fact, decimal amount)
    {
        foreach (var period in Judged)
        {
            figures.Add(name, period, edition.BeginOf(period, fact.OccurredOn), amount, fact.Id);
        }
    }

    private static string PersonsFigure(string measure, string person) => $"{measure}\u001F{person}";

    // The edition in force on the day on which the time is over decides, as for everything that happens on a day.
    private void Schedule(Fact fact)
    {
        foreach (var edition in rules.InOrder)
        {
            var clauses = EditionPlan.Of(edition).Timers(fact.Kind);
            for (var i = 0; i < clauses.Length; i++)
            {
                var day = fact.OccurredOn.AddDays(clauses[i].After!.Days);
                if (rules.On(day) == edition)
                {
                    timers.Enqueue((fact, clauses[i]), new Due(day, fact.Id, i));
                }
            }
        }
    }

    private void RunOut((Fact Fact, Clause Clause) due, DateOnly day)
    {
        var timer = due.Clause.After!;
        if (TermOn(day) is null || ordered.TakeWhile(fact => fact.OccurredOn <= day).Any(Stops))
        {
            return;
        }

        var edition = rules.On(day)!;
        SetScope(due.Fact, day);
        lines.Twin = null;
        Add(edition, EditionPlan.Of(edition), due.Clause, due.Fact.Id, day, visible: false);

        bool Stops(Fact other)
        {
            if (other.Kind != timer.UnlessKind
                || other.Values.GetValueOrDefault(timer.Same) != due.Fact.Values.GetValueOrDefault(timer.Same))
            {
                return false;
            }

            SetScope(other, other.OccurredOn);
            return timer.UnlessWhere?.Flag!(scope) ?? true;
        }
    }

    // A duty is judged only for a period in which the unit was evaluated, and rules were in force, from the first day to the last.
    private bool Covers(Rulebook edition, DateOnly day, Period period) =>
        edition.Calendar.StartOf(period, day) is var start
        && TermOn(day) is not null && TermOn(start) is not null && rules.On(start) is not null;

    private void Judge(DateOnly day, Period period)
    {
        var edition = rules.On(day)!;
        var plan = EditionPlan.Of(edition);
        if (plan.Judging(period) is not { Length: > 0 } clauses || !Covers(edition, day, period))
        {
            return;
        }

        SetScope(null, day);
        lines.Twin = null;
        SetReport(edition, day, period);
        var start = edition.Calendar.StartOf(period, day);
        foreach (var clause in clauses.Where(clause => groups is not null || !clause.LooksAtGroup))
        {
            SetPeriod(edition, day, clause.Over ?? period, person: null);
            scope.Peers = clause.LooksAtGroup ? groups!.On(clause.Over ?? period, day, scope.Group) : null;
            scope.Points = scope.Peers?.Of(unit)?.Points ?? 0m;
            scope.Weight = Weights.Of(clause, plan, judged => Lacks(edition, judged, day));
            lines.Lacking = clause.Absent is { } absent && Lacks(edition, clause, day) ? absent : null;
            foreach (var person in People(clause, start, day))
            {
                if (person is not null)
                {
                    SetPeriod(edition, day, clause.Over ?? period, person);
                }

                CountStreaks(clause, person, start, day);
                var source = $"{period.ToString().ToLowerInvariant()}/{start:O}{(person is null ? "" : $"/{person}")}";
                Add(edition, plan, clause, source, day, visible: false);
            }
        }

        lines.Lacking = null;
    }

    private bool Lacks(Rulebook edition, Clause clause, DateOnly day)
    {
        var name = edition.Calendar.NameOf(clause.Over ?? clause.Period, day);
        return clause.Formulas.SelectMany(formula => formula.Uses.Targets)
            .Any(indicator => targets.Of(unit, indicator, name) is null);
    }

    // The holders of a post through the whole period, each for himself; a clause for no post judges the unit.
    private List<string?> People(Clause clause, DateOnly start, DateOnly end) => clause.For is { } post
        ? [.. leaders.Where(term => term.Unit == unit && term.Post == post
            && term.From <= start && (term.To is null || end <= term.To)).Select(term => term.Person)]
        : [null];

    private void CountStreaks(Clause clause, string? person, DateOnly start, DateOnly end)
    {
        foreach (var streak in clause.Formulas.SelectMany(formula => formula.Uses.Streaks))
        {
            var (count, last) = streaks.GetValueOrDefault((streak, person));
            streaks[(streak, person)] = (streak.Holds(scope) ? (last.AddDays(1) == start ? count : 0) + 1 : 0, end);
        }

        scope.Streak = streak => streaks.GetValueOrDefault((streak, person)).Count;
    }

    private void View(DateOnly day, Period period)
    {
        var edition = rules.On(day)!;
        var plan = EditionPlan.Of(edition);
        var wanted = (groups is null ? plan.GroupViews : plan.HonourViews).Where(view => view.Each == period).ToList();
        if (wanted.Count == 0 || !Covers(edition, day, period))
        {
            return;
        }

        SetScope(null, day);
        foreach (var (_, of) in wanted)
        {
            SetPeriod(edition, day, of, person: null);
            var view = scope.Copy();
            view.Points = points.Of(LineMaker.Everything, of, edition.BeginOf(of, day)).Sum;
            views.Add(new PeriodView(of, day, view));
        }
    }

    // What the formulas of a clause see of the period it judges, or of the longer one of which this is the state.
    private void SetPeriod(Rulebook edition, DateOnly day, Period period, string? person)
    {
        var (start, name) = (edition.BeginOf(period, day), edition.Calendar.NameOf(period, day));
        scope.Elapsed = (edition.Calendar.Elapsed(day), edition.Calendar.ElapsedMonths(day));
        scope.Measures = [.. edition.Measures.Select(measure => figures.Of(
            person is null ? measure.Name : PersonsFigure(measure.Name, person), period, start).Sum)];
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
        scope.Credited = fact is null ? _ => 0m : clause => credited.GetValueOrDefault((clause, fact.Id));
    }

    private sealed record Due(DateOnly Day, string Fact, int Clause) : IComparable<Due>
    {
        public int CompareTo(Due? other) =>
            Day.CompareTo(other!.Day) is not 0 and var byDay ? byDay
            : string.CompareOrdinal(Fact, other.Fact) is not 0 and var byFact ? byFact
            : Clause.CompareTo(other.Clause);
    }
}
