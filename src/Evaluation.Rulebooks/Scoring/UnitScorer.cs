using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Scores a unit day by day: its facts, then what runs out on the day, then the periods that end with it.
/// </summary>
internal sealed class UnitScorer
{
    private readonly string unit;
    private readonly ScoringInput input;
    private readonly ImmutableArray<UnitTerm> terms;
    private readonly UnitDays days;
    private readonly LineMaker lines;
    private readonly SheetBuilder sheets;
    private readonly UnitFigures figures;
    private readonly Dictionary<string, string> firsts;
    private readonly Dictionary<(string Clause, string Fact), decimal> given;
    private readonly PriorityQueue<(Fact Fact, ClausePlan Clause), Due> timers = new();
    private readonly List<PeriodEnd> views = [];
    private List<Fact> ordered = [];
    private OtherFacts? others;
    private int next;

    /// <summary>Begins with the unit's first day.</summary>
    /// <param name="input">What is the same for all units.</param>
    /// <param name="terms">When the unit was evaluated.</param>
    /// <param name="succeeded">The day from which others succeed it; null while none do.</param>
    public UnitScorer(string unit, ScoringInput input, ImmutableArray<UnitTerm> terms, DateOnly? succeeded)
        : this(unit, input, terms, succeeded, new LineMaker(input.Plan), new(StringComparer.Ordinal), [], null)
    {
        lines.Open(unit, input.Carried);
        figures.Open(input.Carried);
    }

    private UnitScorer(
        string unit, ScoringInput input, ImmutableArray<UnitTerm> terms, DateOnly? succeeded,
        LineMaker lines, Dictionary<string, string> firsts, Dictionary<(string Clause, string Fact), decimal> given,
        UnitFigures? before)
    {
        (this.unit, this.input, this.terms) = (unit, input, terms);
        (this.lines, this.firsts, this.given) = (lines, firsts, given);
        days = new UnitDays(input.Rules, input.Plan, terms, input.Begins);
        sheets = new SheetBuilder(unit, input.Rules, input.Plan, succeeded);
        figures = before?.Continued(sheets) ?? new UnitFigures(unit, input.Plan, sheets);
    }

    /// <summary>The unit as others see it at the ends of periods.</summary>
    public IReadOnlyList<PeriodEnd> Views => views;

    /// <summary>Scores the unit; may be called once.</summary>
    /// <param name="facts">Everything that counts for the unit, in any order.</param>
    /// <param name="duties">The ends of periods that are judged.</param>
    public UnitScore Run(IEnumerable<Fact> facts, Duties duties)
    {
        ordered = InOrder(facts);
        others = OthersOf(ordered);
        var judge = new PeriodJudge(unit, input, days, lines, figures, ordered);
        foreach (var (day, periods) in duties.From(terms))
        {
            AdvanceTo(day, day);
            var end = days.FrameOf(day)!;
            foreach (var line in periods.SelectMany(period => judge.Judge(end, period)).Where(BelongsInSheet))
            {
                Add(end, line);
            }

            views.AddRange(periods.SelectMany(period => judge.See(end, period)));
        }

        AdvanceTo(input.Counted.Last, duties.Through ?? DateOnly.MinValue);
        return Build() with { Views = input.Groups is null ? [] : views };
    }

    /// <summary>
    /// Scores the days after those that <see cref="Run"/> was given, as often as wanted: what was given so far stays as
    /// it is. No period ends on these days and nothing runs out on them, so that only facts count.
    /// </summary>
    public UnitScore Then(IEnumerable<Fact> facts)
    {
        var later = new UnitScorer(
            unit, input, terms, null, lines.Copy(), new(firsts, StringComparer.Ordinal), new(given), figures);
        var after = InOrder(facts);
        later.others = OthersOf([.. ordered, .. after]);
        after.ForEach(later.Count);
        return later.Build();
    }

    private OtherFacts? OthersOf(IReadOnlyList<Fact> facts) =>
        input.Plan.LooksForOthers ? new OtherFacts(facts, input.Rules.FormOf) : null;

    private UnitScore Build() => sheets.Build() with { Inherited = OpenedPoints.Of(unit, input.Carried) };

    private List<Fact> InOrder(IEnumerable<Fact> facts)
    {
        List<Fact> ordered =
        [
            .. facts.Where(fact => input.Counts(fact.OccurredOn))
                .Select(fact => OneFirm.In(fact, input.Rules, input.Firms)),
        ];
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
        if (days.FrameOf(fact.OccurredOn) is not { } frame)
        {
            sheets.Add(new Line("", fact.Id, fact.OccurredOn, 0m, [], Reason.NoEdition, null));
            return;
        }

        var view = ViewOf(fact, frame);
        var twin = TwinOf(fact, frame);
        if (twin is null)
        {
            Schedule(fact);
        }

        var opened = input.Carried?.Day > fact.OccurredOn;
        if (twin is null)
        {
            figures.Count(frame, view, opened);
        }

        if (opened)
        {
            AddOpened(frame, fact);
            return;
        }

        var made = false;
        foreach (var clause in frame.Plan.Counting(fact.Kind))
        {
            if (lines.Count(clause, frame, view, twin) is { } line)
            {
                Add(frame, line);
                made = true;
            }
        }

        if (!made && fact.Kind is not BuiltInKinds.Report && fact.ReportedBy is null)
        {
            sheets.Add(frame, Uncounted(frame, view, twin));
        }
    }

    // What happened before the beginning is in the balances; what stands then does so without one.
    private void AddOpened(DayFrame frame, Fact fact)
    {
        if (fact.Kind is not BuiltInKinds.Report && fact.ReportedBy is null)
        {
            var through = input.Carried!.Day.AddDays(-1);
            var why = $"发生在期初结转（截至{through:yyyy-MM-dd}）以前，已含在结转数内，不另计分";
            sheets.Add(frame, new Line(
                "", fact.Id, fact.OccurredOn, 0m, [new Step(StepKind.Base, why, 0m)], Reason.Opened, null));
        }
    }

    private FactView ViewOf(Fact fact, DayFrame frame) =>
        ViewOf(fact, frame.Day, frame.Edition.Kinds.OrderOf(fact.Kind).Lay(fact.Values));

    private FactView ViewOf(Fact fact, DateOnly day, ImmutableArray<Value> byPosition)
    {
        var term = days.TermOn(day);
        return new FactView(fact, day, term?.Group ?? "", term?.Kind ?? "")
        {
            ByPosition = byPosition,
            Given = given,
            Others = others,
        };
    }

    // The first fact that says the same; null for the first one itself.
    private string? TwinOf(Fact fact, DayFrame frame) =>
        Twins.Key(input.Rules, frame.Edition.Kinds, fact) is { } key && !firsts.TryAdd(key, fact.Id)
            ? firsts[key] : null;

    // Why a fact has no line of its own: measures count it, conditions leave it out, or nothing knows it.
    private Line Uncounted(DayFrame frame, FactView view, string? twin)
    {
        var fact = view.Fact;
        var unmet = frame.Plan.Counting(fact.Kind).Select(plan => plan.Clause)
            .Where(clause => clause.Where is { } where && !where.Holds(view)).ToList();
        var counted = twin is null ? figures.MeasuresOf(frame, view).Select(one => one.Measure.Label).ToList() : [];
        var asking = input.Plan.LooksForOthers
            ? frame.Edition.Clauses.Where(clause => clause.LooksFor(fact.Kind)).Select(clause => clause.Id).ToList()
            : [];
        var (reason, why) = unmet.Count > 0 ? (Reason.Unmet, Wording.Later(() => Conditions(unmet)))
            : asking.Count > 0 ? (Reason.Measured, Wording.Later(() => Asked(asking)))
            : counted.Count > 0 ? (Reason.Measured, Wording.Later(() => Measures(counted)))
            : (Reason.NoClause, Wording.None);
        return new Line(
            "", fact.Id, fact.OccurredOn, 0m, reason == Reason.NoClause ? [] : [new Step(StepKind.Base, why, 0m)],
            reason, null);

        static string Conditions(List<Clause> unmet) =>
            string.Join('；', unmet.Select(clause => $"不符合{clause.Id}的条件“{clause.Where!.Printed}”")) + "，不计分";

        static string Asked(List<string> clauses) =>
            $"是{string.Join('、', clauses.Select(clause => $"“{clause}”"))}的条件，本身不计分";

        static string Measures(List<string> labels) =>
            $"计入指标{string.Join('、', labels.Select(label => $"“{label}”"))}，由按期间考核的条款计分";
    }

    private void Add(DayFrame frame, MadeLine made)
    {
        var line = made.Line;
        sheets.Add(frame, line);
        if (input.Plan.UsesCredit)
        {
            given[(line.Clause, line.Fact)] = given.GetValueOrDefault((line.Clause, line.Fact)) + made.ForClause;
        }
    }

    // A zero line for a period is omitted unless it needs explaining; most duties are met.
    private static bool BelongsInSheet(MadeLine made) =>
        made.Line.Points != 0m || made.Line.Reason is Reason.Capped or Reason.NoTarget or Reason.NotBest
            or Reason.TooLarge or Reason.NotWhole;

    // The edition in force on the day on which the time is over decides, as for everything that happens on a day.
    private void Schedule(Fact fact)
    {
        foreach (var edition in input.Rules.InOrder)
        {
            var clauses = input.Plan.Of(edition).Timers(fact.Kind);
            for (var i = 0; i < clauses.Length; i++)
            {
                var day = fact.OccurredOn.AddDays(clauses[i].Clause.After!.Days);
                if (ReferenceEquals(input.Rules.On(day), edition))
                {
                    timers.Enqueue((fact, clauses[i]), new Due(day, fact.Id, i));
                }
            }
        }
    }

    private void RunOut((Fact Fact, ClausePlan Clause) due, DateOnly day)
    {
        var timer = due.Clause.Clause.After!;
        if (days.TermOn(day) is null || day < input.Carried?.Day
            || ordered.TakeWhile(fact => fact.OccurredOn <= day).Any(Stops))
        {
            return;
        }

        var frame = days.FrameOf(day)!;
        if (lines.Count(due.Clause, frame, ViewOf(due.Fact, frame), twin: null) is { } line && BelongsInSheet(line))
        {
            Add(frame, line);
        }

        bool Stops(Fact other) =>
            other.Kind == timer.UnlessKind
            && FormOf(other) == FormOf(due.Fact)
            && timer.UnlessWhere?.Holds(ViewOf(other, other.OccurredOn, byPosition: default)) != false;

        Value FormOf(Fact one) => input.Rules.FormOf(one.Values.GetValueOrDefault(timer.Same));
    }
}
