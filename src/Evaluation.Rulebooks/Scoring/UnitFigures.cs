using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>Counts the measures of a unit and of its persons, and the places that are counted back to.</summary>
/// <param name="unit">The unit.</param>
/// <param name="plan">The editions.</param>
/// <param name="scope">The fact in view.</param>
/// <param name="sheets">The unit's sheets.</param>
internal sealed class UnitFigures(string unit, ScoringPlan plan, Scope scope, SheetBuilder sheets)
{
    private readonly Dictionary<string, Tally> persons = new(StringComparer.Ordinal);

    /// <summary>The measures of the unit.</summary>
    public Tally OfUnit { get; } = new(plan.Measures.Count);

    /// <summary>The measures of a person's facts.</summary>
    public Tally OfPerson(string person)
    {
        if (!persons.TryGetValue(person, out var tally))
        {
            persons[person] = tally = new Tally(plan.Measures.Count);
        }

        return tally;
    }

    /// <summary>The measures that the fact in view adds to, with their numbers and what it adds.</summary>
    public IEnumerable<(Measure Measure, int Index, decimal Amount)> MeasuresOf(DayFrame frame, Fact fact)
    {
        foreach (var (measure, index) in frame.Plan.Measures(fact.Kind))
        {
            if (Holds(measure, fact) && measure.Amount(scope) is { } amount)
            {
                yield return (measure, index, amount);
            }
        }
    }

    /// <summary>Counts the fact in view.</summary>
    public void Count(DayFrame frame, Fact fact)
    {
        var person = plan.TellsPeople ? scope.Text("person") : "";
        foreach (var (_, index, amount) in MeasuresOf(frame, fact))
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
            if (scope.Number(place.Field!) is >= 1m and <= TieBreaker.LastPlace and var number)
            {
                sheets.Add(frame, place.FigureOf((int)number), 1m);
            }
        }
    }

    private bool Holds(Measure measure, Fact fact)
    {
        var holder = measure.Holder is { } field ? scope.Text(field) : "";
        return holder.Length == 0 ? fact.ReportedBy is null : holder == unit;
    }
}
