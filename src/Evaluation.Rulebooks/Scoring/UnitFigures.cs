using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Counts the measures of a unit and of its persons, and the places that are counted back to.</summary>
internal sealed class UnitFigures
{
    private readonly string unit;
    private readonly ScoringPlan plan;
    private readonly SheetBuilder sheets;
    private readonly Dictionary<string, FigureCounts> persons = new(StringComparer.Ordinal);

    // By measure: the week and the year of its last fact, and the figures that these came to.
    private readonly Dictionary<int, ((Week Of, decimal Figure) Week, (DateOnly Of, decimal Figure) Year)> taken;

    // By measure: what stood after its last fact.
    private readonly Dictionary<int, decimal> stands;

    /// <param name="sheets">The unit's sheets.</param>
    public UnitFigures(string unit, ScoringPlan plan, SheetBuilder sheets)
        : this(unit, plan, sheets, new FigureCounts(plan), [], [])
    {
    }

    private UnitFigures(
        string unit, ScoringPlan plan, SheetBuilder sheets, FigureCounts ofUnit,
        Dictionary<int, ((Week, decimal), (DateOnly, decimal))> taken, Dictionary<int, decimal> stands) =>
        (this.unit, this.plan, this.sheets, OfUnit, this.taken, this.stands) =
            (unit, plan, sheets, ofUnit, taken, stands);

    /// <summary>The measures of the unit.</summary>
    public FigureCounts OfUnit { get; }

    /// <summary>Begins with what was counted before the district did.</summary>
    public void Open(CarriedPeriods? carried)
    {
        foreach (var (balance, period, begin) in carried?.Of(unit) ?? [])
        {
            if (balance.Of == BalanceOf.Measure && plan.MeasureNumber(balance.Name) is { } number)
            {
                OfUnit.Open(number, period, begin, balance.Amount);
            }
        }
    }

    /// <summary>The measures of a person's facts.</summary>
    public FigureCounts OfPerson(string person)
    {
        person = plan.Rules.FormOf(person);
        if (!persons.TryGetValue(person, out var counts))
        {
            persons[person] = counts = new FigureCounts(plan);
        }

        return counts;
    }

    /// <summary>Goes on with other sheets where no period ends any more.</summary>
    public UnitFigures Continued(SheetBuilder other) =>
        new(unit, plan, other, OfUnit.Kept(), new(taken), new(stands));

    /// <summary>The measures that a fact adds to, with their numbers and what it adds.</summary>
    public IEnumerable<(Measure Measure, int Index, decimal Amount)> MeasuresOf(DayFrame frame, FactView view)
    {
        foreach (var (measure, index) in frame.Plan.Measures(view.Fact.Kind))
        {
            if (Holds(measure, view) && measure.Amount(view) is { } amount)
            {
                yield return (measure, index, amount);
            }
        }
    }

    /// <summary>Counts a fact.</summary>
    /// <param name="frame">Its day.</param>
    /// <param name="opened">Whether it is in the balances, so that only what stands counts it.</param>
    public void Count(DayFrame frame, FactView view, bool opened)
    {
        var fact = view.Fact;
        var person = plan.JudgesPeople ? view.Text("person") : "";
        foreach (var (measure, index, amount) in MeasuresOf(frame, view).Where(one => !opened || one.Measure.Stands))
        {
            OfUnit.Add(frame, measure, index, amount, view);
            if (person is not "")
            {
                OfPerson(person).Add(frame, measure, index, amount, view);
            }

            if (plan.Takes.IsEmpty || !plan.Takes.Contains(index))
            {
                sheets.Add(frame, index, amount);
            }
            else
            {
                Take(frame, measure, index);
            }
        }

        if (!opened && fact.ReportedBy is null)
        {
            CountPlaces(frame, view);
        }
    }

    private void CountPlaces(DayFrame frame, FactView view)
    {
        foreach (var place in frame.Plan.Places(view.Fact.Kind))
        {
            if (view.Number(place.Field!) is >= 1m and <= TieBreaker.LastPlace and var number)
            {
                sheets.Add(frame, place.FigureOf((int)number), 1m);
            }
        }

        foreach (var tie in frame.Plan.Versus(view.Fact.Kind))
        {
            if (view.Text(tie.Field!) is { Length: > 0 } opponent)
            {
                sheets.Add(frame, tie.FigureOf(opponent), Against(tie, view));
            }
        }
    }

    private static decimal Against(TieBreaker tie, FactView view)
    {
        try
        {
            return tie.Against?.Number!(view) ?? 1m;
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    // What differs since the fact before is added, so that the parts of a week and of a year add up to its figure.
    private void Take(DayFrame frame, Measure measure, int index)
    {
        if (plan.Stands.Contains(index))
        {
            var now = OfUnit.Between(measure, index, frame.Day, frame.Day);
            sheets.Add(frame, index, now - stands.GetValueOrDefault(index));
            stands[index] = now;
            return;
        }

        var (week, year) = taken.GetValueOrDefault(index);
        var ofWeek = OfUnit.Between(measure, index, frame.Week.Start, frame.Day);
        var ofYear = OfUnit.Between(measure, index, frame.Year, frame.Day);
        sheets.Add(frame, index, ofWeek - (week.Of == frame.Week ? week.Figure : 0m));
        sheets.Add(
            frame, UnitScore.OfYear(measure.Name), ofYear - (year.Of == frame.Year ? year.Figure : 0m));
        taken[index] = ((frame.Week, ofWeek), (frame.Year, ofYear));
    }

    private bool Holds(Measure measure, FactView view)
    {
        var holder = measure.Holder is { } field ? view.Text(field) : "";
        return holder.Length == 0 ? view.Fact.ReportedBy is null : holder == unit;
    }
}
