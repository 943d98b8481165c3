using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Judges a unit at the ends of periods, and shows it to clauses, lists and prizes that look at its group.
/// </summary>
/// <param name="input">What is the same for all units.</param>
/// <param name="days">What holds for the unit on a day.</param>
/// <param name="lines">The arithmetic of its lines.</param>
/// <param name="figures">Its measures so far.</param>
/// <param name="facts">All its facts, of which the weekly reports are judged.</param>
internal sealed class PeriodJudge(
    string unit, ScoringInput input, UnitDays days, LineMaker lines, UnitFigures figures, IEnumerable<Fact> facts)
{
    private const int DaysOf52Weeks = 364;

    private readonly Dictionary<DateOnly, Fact> reports = Reports(facts);
    private readonly Dictionary<(Streak Streak, string? Person), (int Count, DateOnly End)> streaks = [];

    /// <summary>The lines of a period that ends on a day, by every clause that judges it; zeros among them.</summary>
    public IEnumerable<MadeLine> Judge(DayFrame end, Period period)
    {
        var clauses = end.Plan.Judging(period);
        var whole = clauses.Length == 0 ? null : days.JudgedFrom(end, period);
        if (clauses.Length == 0 || (whole is null && !days.Says(end, period) && !Cut(end, period)))
        {
            yield break;
        }

        var start = end.Edition.Calendar.StartOf(period, end.Day);
        var source = $"{Periods.KeyOf(period)}/{end.Edition.Calendar.NamedBy(period, end.Day):O}";
        foreach (var plan in clauses.Where(plan => input.Groups is not null || !plan.Clause.LooksAtGroup))
        {
            var clause = plan.Clause;
            var carried = Carries(clause, end);
            var from = carried && Cut(end, period) ? days.CarriedFrom(end, period, input.Carried!) : whole;
            if (from is null)
            {
                if (!carried && days.Says(end, period))
                {
                    yield return MadeLine.Empty(NotWhole(clause, source, end));
                }

                continue;
            }

            var ofUnit = ViewOf(plan, clauses, end, carried);
            var lacking = clause.Absent is not null && Lacks(clause, end) ? clause.Absent : null;
            foreach (var person in People(clause, from.Value, end.Day))
            {
                var view = person is null ? ofUnit
                    : Counted(ofUnit, end, period, period, figures.OfPerson(person));
                view = Counting(clause, view, person, start);
                if (clause.WeightOf is not null && clause.WeightFor(view) == 0m)
                {
                    continue;
                }

                if (lines.Judge(plan, end, view, person is null ? source : $"{source}/{person}", lacking) is { } line)
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>
    /// The unit as others see it at the end of a period: in the first pass for clauses, in the second for lists and
    /// prizes.
    /// </summary>
    public IEnumerable<PeriodEnd> See(DayFrame end, Period period)
    {
        var wanted = input.Groups is null ? end.Plan.GroupViews : end.Plan.HonourViews;
        if (wanted.All(one => one.Each != period))
        {
            yield break;
        }

        var (whole, cut) = (days.JudgedFrom(end, period) is not null, Cut(end, period));
        foreach (var (each, of) in wanted.Where(one => one.Each == period))
        {
            var carried = input.Carried?.Carries(end.Edition, each, of, input.Groups is not null, end.Day) == true;
            if (carried && cut ? days.CarriedFrom(end, period, input.Carried!) is not null : whole)
            {
                yield return See(end, period, of, carried);
            }
        }
    }

    private bool Cut(DayFrame end, Period period) => input.Carried?.Cuts(end.Edition, period, end.Day) == true;

    // The time of the year goes on with its balances, whatever shorter period is judged.
    private bool GoesOn(DayFrame end, Period of) =>
        of != Period.Year && input.Carried?.Holds(end.Edition, Period.Year, end.Day) == true;

    private bool Carries(Clause clause, DayFrame end) => input.Carried?.Carries(end.Edition, clause, end.Day) == true;

    // Who looks at points sees the number that decides.
    private PeriodEnd See(DayFrame end, Period each, Period of, bool carried)
    {
        var points = lines.Total(of, end);
        var decided = input.Rules.RankingOn(end.Edition, end.Day).Decided(points);
        var view = ViewOf(end, each, of, carried) with { Points = decided };
        return new PeriodEnd(
            each, of, input.Plan.AsksPoints ? view with { PointsOf = lines.PointsOf(of, end) } : view, points);
    }

    // What the formulas of a clause see of the unit, and of its group when they look at it.
    private PeriodView ViewOf(ClausePlan plan, ClausePlan[] beside, DayFrame end, bool carried)
    {
        var clause = plan.Clause;
        var view = ViewOf(end, clause.Period, clause.Over ?? clause.Period, carried);
        var peers = clause.LooksAtGroup
            ? input.Groups!.On(clause.Period, clause.Over ?? clause.Period, end.Day, view.Group)
            : null;
        var own = peers?.Of(unit);
        return view with
        {
            Weight = Weights.Of(plan, beside, view, judged => Lacks(judged, end)),
            Peers = peers,
            Points = own?.Points ?? 0m,
            PointsOf = own?.PointsOf ?? Figures.None,
        };
    }

    // A period that ends, or the state by then of the longer one that holds it.
    private PeriodView ViewOf(DayFrame end, Period each, Period of, bool carried)
    {
        var (calendar, day) = (end.Edition.Calendar, end.Day);
        var (term, name) = (days.TermOn(day), calendar.NameOf(of, day));
        var beginning = carried ? Beginning.Before(end.Edition) : days.BeginningBy(end);
        var report = each == Period.Week ? reports.GetValueOrDefault(day) : null;
        return Counted(new PeriodView(unit, day, term?.Group ?? "", term?.Kind ?? "", [])
        {
            Target = indicator => beginning.Target(input.Targets.Of(unit, indicator, name), of, day),
            Elapsed = (GoesOn(end, of) ? Beginning.Before(end.Edition) : beginning).Elapsed(day),
            Judged = beginning.Share(of, day),
            Report = WeeklyDeadline.Standing(report, calendar),
            NilReport = report?.Values["nil"].Flag == true,
        }, end, each, of, figures.OfUnit);
    }

    // With the measures of the unit or of a person, and with those of earlier periods where somebody looks at them.
    private PeriodView Counted(PeriodView view, DayFrame end, Period each, Period of, FigureCounts counts) =>
        !end.Plan.LooksEarlier ? view with { Measures = counts.Of(end, of) }
        : view with
        {
            Measures = counts.Of(end, of),
            Earlier = function =>
            {
                var day = Earlier(end, each, function);
                var first = end.Edition.Calendar.StartOf(of, day);
                return new PeriodView(unit, day, "", "", counts.Between(end.Plan, first, day));
            },
        };

    // The last day of the period before, or of the same one of the year before; weeks are compared 52 weeks apart.
    private static DateOnly Earlier(DayFrame end, Period each, string function)
    {
        var calendar = end.Edition.Calendar;
        return function == "previous" ? calendar.StartOf(each, end.Day).AddDays(-1)
            : calendar.EndOf(each, each is Period.Week or Period.Fortnight ? end.Day.AddDays(-DaysOf52Weeks)
                : end.Day.AddYears(-1));
    }

    private Line NotWhole(Clause clause, string source, DayFrame end)
    {
        var beginning = days.BeginningBy(end);
        var what = beginning.OfDistrict ? "本区考评" : "考评办法";
        var why = $"{what}自{beginning.Day:yyyy-MM-dd}起，本期不满一期，不考核";
        return new Line(clause.Id, source, end.Day, 0m, [new Step(StepKind.Base, why, 0m)], Reason.NotWhole, null);
    }

    private bool Lacks(Clause clause, DayFrame end)
    {
        var name = end.Edition.Calendar.NameOf(clause.Over ?? clause.Period, end.Day);
        return clause.Formulas.SelectMany(formula => formula.Uses.Targets)
            .Any(indicator => input.Targets.Of(unit, indicator, name) is null);
    }

    // The holders of a post through the whole period, each for himself; a clause for no post judges the unit.
    private List<string?> People(Clause clause, DateOnly start, DateOnly end) => clause.For is { } post
        ? [.. input.Leaders.Where(term => term.Unit == unit && term.Post == post)
            .GroupBy(term => input.Rules.FormOf(term.Person))
            .Where(terms => LeaderTerm.Cover(terms, start, end)).Select(terms => terms.First().Person)]
        : [null];

    // One streak may use another, which is written inside it and counted before it.
    private PeriodView Counting(Clause clause, PeriodView view, string? person, DateOnly start)
    {
        foreach (var streak in clause.Formulas.SelectMany(formula => formula.Uses.Streaks))
        {
            var (before, last) = streaks.GetValueOrDefault((streak, person));
            var count = streak.Holds(view) ? (last.AddDays(1) == start ? before : 0) + 1 : 0;
            streaks[(streak, person)] = (count, view.Day);
            view = view with { Streaks = view.Streaks.SetItem(streak, count) };
        }

        return view;
    }

    private static Dictionary<DateOnly, Fact> Reports(IEnumerable<Fact> facts)
    {
        var reports = new Dictionary<DateOnly, Fact>();
        foreach (var report in facts.Where(fact => fact.Kind == BuiltInKinds.Report))
        {
            reports[report.OccurredOn] = report;
        }

        return reports;
    }
}
