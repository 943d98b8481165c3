using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Counts the measures of a unit and of its persons, and the places that are counted back to.</summary>
/// <param name="unit">The unit.</param>
/// <param name="plan">The editions.</param>
/// <param name="sheets">The unit's sheets.</param>
internal sealed class UnitFigures(string unit, ScoringPlan plan, SheetBuilder sheets)
{
    private readonly Dictionary<string, Tally> persons = new(StringComparer.Ordinal);

    /// <summary>The measures of the unit.</summary>
    public Tally OfUnit { get; } = new(plan.Measures.Count);

    /// <summary>Begins with what was counted before the district did.</summary>
    public void Open(CarriedPeriods? carried)
    {
        foreach (var (balance, period, begin) in carried?.Of(unit) ?? [])
        {
            if (balance.Of == BalanceOf.Measure && plan.MeasureNumber(balance.Name) is { } number)
            {
                OfUnit.Add(number, period, begin, balance.Amount, Opening.Source);
            }
        }
    }

    /// <summary>The measures of a person's facts.</summary>
    public Tally OfPerson(string person)
    {
        person = plan.Rules.FormOf(person);
        if (!persons.TryGetValue(person, out var tally))
        {
            persons[person] = tally = new Tally(plan.Measures.Count);
        }

        return tally;
    }

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

    public void Count(DayFrame frame, FactView view)
    {
        var fact = view.Fact;
        var person = plan.JudgesPeople ? view.Text("person") : "";
        foreach (var (_, index, amount) in MeasuresOf(frame, view))
        {
            sheets.Add(frame, index, amount);
            foreach (var span in plan.FigureSpans)
            {
                OfUnit.Add(index, span, frame.BeginOf(span), amount, fact.Id);
                if (person is not "")
                {
                    OfPerson(person).Add(index, span, frame.BeginOf(span), amount, fact.Id);
                }
            }
        }

        foreach (var place in fact.ReportedBy is null ? frame.Plan.Places(fact.Kind) : [])
        {
            if (view.Number(place.Field!) is >= 1m and <= TieBreaker.LastPlace and var number)
            {
                sheets.Add(frame, place.FigureOf((int)number), 1m);
            }
        }
    }

    private bool Holds(Measure measure, FactView view)
    {
        var holder = measure.Holder is { } field ? view.Text(field) : "";
        return holder.Length == 0 ? view.Fact.ReportedBy is null : holder == unit;
    }
}
