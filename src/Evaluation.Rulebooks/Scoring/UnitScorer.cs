using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Scores a unit day by day: its facts, then what runs out on the day, then the periods that end with it.</summary>
/// <param name="unit">The unit.</param>
/// <param name="rules">The adopted editions.</param>
/// <param name="plan">The same, laid out.</param>
/// <param name="terms">When it was evaluated.</param>
/// <param name="leaders">Who led units when.</param>
/// <param name="targets">What units are to reach.</param>
/// <param name="groups">The other units in the second pass; null in the first, which leaves out who looks at them.</param>
/// <param name="succeeded">The day from which others go on for it; null while nobody does.</param>
internal sealed class UnitScorer(
    string unit, RuleSet rules, ScoringPlan plan, ImmutableArray<UnitTerm> terms, IReadOnlyList<LeaderTerm> leaders, TargetAmounts targets,
    GroupViews? groups, DateOnly? succeeded)
{
    private Dictionary<string, string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Fact> reports = [];
    private readonly Dictionary<(Streak Streak, string? Person), (int Count, DateOnly End)> streaks = [];
    private Dictionary<(string Clause, string Fact), decimal> credited = [];
    private readonly PriorityQueue<(Fact Fact, ClausePlan Clause), Due> timers = new();
    private readonly SheetBuilder sheets = new(unit, rules, plan.Measures, succeeded);
    private readonly List<PeriodView> views = [];
    private Scope scope = new() { Unit = unit };
    private LineMaker lines = null!;
    private UnitFigures figures = null!;
    private List<Fact> ordered = [];
    private int next;
    private DayFrame? frame;
    private UnitTerm? term;
    private Value[] laid = [];

    /// <summary>The unit as others see it at the ends of periods.</summary>
    public IReadOnlyList<PeriodView> Views => views;

    /// <summary>Scores; once.</summary>
    /// <param name="facts">Everything that counts for the unit, in any order.</param>
    /// <param name="duties">The ends of periods that are judged.</param>
    public UnitScore Run(IEnumerable<Fact> facts, Duties duties)
    {
        lines = new LineMaker(scope, plan);
        figures = new UnitFigures(unit, plan, scope, sheets);
        ordered = InOrder(facts);
        ordered.FindAll(fact => fact.Kind == BuiltInKinds.Report).ForEach(report => reports[report.OccurredOn] = report);

        foreach (var (day, periods) in duties.From(terms))
        {
            AdvanceTo(day, day);
            periods.ForEach(period => Judge(day, period));
            periods.ForEach(period => View(day, period));
        }

        AdvanceTo(DateOnly.MaxValue, duties.Through ?? DateOnly.MinValue);
        return sheets.Build() with { Views = groups is null ? [] : views };
    }

    /// <summary>
    /// Scores the days after those that <see cref="Run"/> was given, as often as wanted: what was given so far stays as it is.
    /// No period ends on these days and nothing runs out on them, so that only facts count.
    /// </summary>
    public UnitScore Then(IEnumerable<Fact> facts)
    {
        var later = new UnitScorer(unit, rules, plan, terms, leaders, targets, groups, null)
        {
            told = new(told, StringComparer.Ordinal),
            credited = new(credited),
            scope = scope.Copy(),
        };
        later.lines = lines.Later(later.scope);
        later.figures = new UnitFigures(unit, plan, later.scope, later.sheets);
        InOrder(facts).ForEach(later.Count);
        return later.sheets.Build();
    }

    private static List<Fact> InOrder(IEnumerable<Fact> facts)
    {
        List<Fact> ordered = [.. facts];
        ordered.Sort(static (one, other) => one.OccurredOn.CompareTo(other.OccurredOn) is not 0 and var byDay ? byDay
            : string.CompareOrdinal(one.Id, other.Id));
        return ordered;
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
        if (FrameOf(fact.OccurredOn) is not { } frame)
        {
            sheets.Add(new Line("", fact.Id, fact.OccurredOn, 0m, [], Reason.NoEdition, null));
            return;
        }

        SetScope(fact, fact.OccurredOn, frame.Plan);
        lines.Twin = Twins.Key(frame.Edition.Kinds, fact) is { } key && !told.TryAdd(key, fact.Id) ? told[key] : null;
        if (lines.Twin is null)
        {
            figures.Count(frame, fact);
            Schedule(fact);
        }

        var made = false;
        foreach (var clause in frame.Plan.Counting(fact.Kind))
        {
            made |= Add(frame, clause, fact.Id, visible: true);
        }

        if (!made && fact.Kind is not BuiltInKinds.Report && fact.ReportedBy is null)
        {
            sheets.Add(frame, Uncounted(frame, fact));
        }
    }

    // Why a fact has no line of its own: measures count it, conditions leave it out, or nothing knows it.
    private Line Uncounted(DayFrame frame, Fact fact)
    {
        var unmet = frame.Plan.Counting(fact.Kind).Select(plan => plan.Clause)
            .Where(clause => clause.Where is { } where && !where.Holds(scope)).ToList();
        var counted = lines.Twin is null ? figures.MeasuresOf(frame, fact).Select(one => one.Measure.Label).ToList() : [];
        var (reason, why) = unmet.Count > 0 ? (Reason.Unmet, Wording.Later(() => Conditions(unmet)))
            : counted.Count > 0 ? (Reason.Measured, Wording.Later(() => Measures(counted)))
            : (Reason.NoClause, Wording.None);
        return new Line(
            "", fact.Id, fact.OccurredOn, 0m, reason == Reason.NoClause ? [] : [new Step(StepKind.Base, why, 0m)], reason, null);

        static string Conditions(List<Clause> unmet) =>
            string.Join('；', unmet.Select(clause => $"不符合{clause.Id}的条件“{clause.Where!.Printed}”")) + "，不计分";

        static string Measures(List<string> labels) =>
            $"计入指标{string.Join('、', labels.Select(label => $"“{label}”"))}，由按期间考核的条款计分";
    }

    private DayFrame? FrameOf(DateOnly day)
    {
        if (frame?.Day != day)
        {
            frame = rules.On(day) is { } edition ? new DayFrame(plan.Of(edition), day, plan.AnewBy(day)) : null;
        }

        return frame;
    }

    // Zero for a period is not told, unless there is a reason to: most duties are met.
    private bool Add(DayFrame frame, ClausePlan clause, string source, bool visible)
    {
        if (lines.Make(clause, frame, source) is not { } line
            || (!visible && line.Points == 0m
                && line.Reason is not (Reason.Capped or Reason.NoTarget or Reason.NotBest or Reason.TooLarge)))
        {
            return false;
        }

        sheets.Add(frame, line);
        if (plan.TellsCredit)
        {
            credited[(line.Clause, source)] = credited.GetValueOrDefault((line.Clause, source)) + line.Points;
        }

        return true;
    }

    // The edition in force on the day on which the time is over decides, as for everything that happens on a day.
    private void Schedule(Fact fact)
    {
        foreach (var edition in rules.InOrder)
        {
            var clauses = plan.Of(edition).Timers(fact.Kind);
            for (var i = 0; i < clauses.Length; i++)
            {
                var day = fact.OccurredOn.AddDays(clauses[i].Clause.After!.Days);
                if (ReferenceEquals(rules.On(day), edition))
                {
                    timers.Enqueue((fact, clauses[i]), new Due(day, fact.Id, i));
                }
            }
        }
    }

    private void RunOut((Fact Fact, ClausePlan Clause) due, DateOnly day)
    {
        var timer = due.Clause.Clause.After!;
        if (TermOn(day) is null || ordered.TakeWhile(fact => fact.OccurredOn <= day).Any(Stops))
        {
            return;
        }

        var frame = FrameOf(day)!;
        SetScope(due.Fact, day, frame.Plan);
        lines.Twin = null;
        Add(frame, due.Clause, due.Fact.Id, visible: false);

        bool Stops(Fact other)
        {
            if (other.Kind != timer.UnlessKind
                || other.Values.GetValueOrDefault(timer.Same) != due.Fact.Values.GetValueOrDefault(timer.Same))
            {
                return false;
            }

            SetScope(other, other.OccurredOn, null);
            return timer.UnlessWhere?.Holds(scope) ?? true;
        }
    }

    // A duty is judged only for a period in which the unit was evaluated, and rules were in force, on every day.
    private bool Covers(Rulebook edition, DateOnly day, Period period)
    {
        for (var at = edition.Calendar.StartOf(period, day); at <= day; at = at.AddDays(1))
        {
            if (TermOn(at) is null || rules.On(at) is null)
            {
                return false;
            }
        }

        return true;
    }

    private void Judge(DateOnly day, Period period)
    {
        var frame = FrameOf(day)!;
        var (edition, clauses) = (frame.Edition, frame.Plan.Judging(period));
        if (clauses.Length == 0 || !Covers(edition, day, period))
        {
            return;
        }

        SetScope(null, day, null);
        lines.Twin = null;
        SetReport(edition, day, period);
        var start = edition.Calendar.StartOf(period, day);
        var source = $"{period.ToString().ToLowerInvariant()}/{start:O}";
        foreach (var plan in clauses)
        {
            var clause = plan.Clause;
            if (groups is null && clause.LooksAtGroup)
            {
                continue;
            }

            SetPeriod(frame, clause.Over ?? period, figures.OfUnit);
            scope.Peers = clause.LooksAtGroup ? groups!.On(period, clause.Over ?? period, day, scope.Group) : null;
            scope.Points = (scope.Peers?.Of(unit)?.Points).GetValueOrDefault();
            scope.Weight = Weights.Of(plan, clauses, judged => Lacks(edition, judged, day));
            lines.Lacking = clause.Absent is { } absent && Lacks(edition, clause, day) ? absent : null;
            foreach (var person in People(clause, start, day))
            {
                if (person is not null)
                {
                    SetPeriod(frame, period, figures.OfPerson(person));
                }

                CountStreaks(clause, person, start, day);
                Add(frame, plan, person is null ? source : $"{source}/{person}", visible: false);
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
        ? [.. leaders.Where(term => term.Unit == unit && term.Post == post).GroupBy(term => term.Person)
            .Where(terms => LeaderTerm.Cover(terms, start, end)).Select(terms => terms.Key)]
        : [null];

    private void CountStreaks(Clause clause, string? person, DateOnly start, DateOnly end)
    {
        scope.Streak = streak => streaks.GetValueOrDefault((streak, person)).Count;
        foreach (var streak in clause.Formulas.SelectMany(formula => formula.Uses.Streaks))
        {
            var (count, last) = streaks.GetValueOrDefault((streak, person));
            streaks[(streak, person)] = (streak.Holds(scope) ? (last.AddDays(1) == start ? count : 0) + 1 : 0, end);
        }
    }

    private void View(DateOnly day, Period period)
    {
        var frame = FrameOf(day)!;
        var wanted = (groups is null ? frame.Plan.GroupViews : frame.Plan.HonourViews).Where(view => view.Each == period).ToList();
        if (wanted.Count == 0 || !Covers(frame.Edition, day, period))
        {
            return;
        }

        SetScope(null, day, null);
        foreach (var (_, of) in wanted)
        {
            SetPeriod(frame, of, figures.OfUnit);
            var view = scope.Copy();
            view.Points = lines.Total(of, frame);
            views.Add(new PeriodView(period, of, day, view));
        }
    }

    // What the formulas of a clause see of the period it judges, or of the longer one of which this is the state.
    private void SetPeriod(DayFrame frame, Period period, Tally tally)
    {
        var (calendar, day) = (frame.Edition.Calendar, frame.Day);
        var (begin, name) = (frame.BeginOf(period), calendar.NameOf(period, day));
        scope.Elapsed = (calendar.Elapsed(day), calendar.ElapsedMonths(day));
        scope.Measures = [.. frame.Plan.MeasureIndexes.Select(index => tally.Of(index, period, begin).Sum)];
        scope.Target = indicator => targets.Of(unit, indicator, name);
    }

    private Value[] Lay(Fact fact, Rulebook edition)
    {
        var order = edition.Kinds.OrderOf(fact.Kind);
        if (laid.Length != order.Count)
        {
            laid = new Value[order.Count];
        }

        order.Lay(fact.Values, laid);
        return laid;
    }

    private UnitTerm? TermOn(DateOnly day)
    {
        if (term?.Covers(day) != true)
        {
            term = terms.FirstOrDefault(one => one.Covers(day));
        }

        return term;
    }

    private void SetReport(Rulebook edition, DateOnly day, Period period)
    {
        var report = period == Period.Week ? reports.GetValueOrDefault(day) : null;
        scope.NilReport = report?.Values["nil"].Flag == true;
        scope.Report = WeeklyDeadline.Standing(report, edition.Calendar);
    }

    private void SetScope(Fact? fact, DateOnly day, EditionPlan? edition)
    {
        var term = TermOn(day);
        scope.Fact = fact;
        scope.Laid = edition is null ? null : Lay(fact!, edition.Edition);
        scope.Day = day;
        scope.Group = term?.Group ?? "";
        scope.UnitKind = term?.Kind ?? "";
        if (plan.TellsCredit)
        {
            scope.Credited = clause => credited.GetValueOrDefault((clause, fact!.Id));
        }
    }
}
