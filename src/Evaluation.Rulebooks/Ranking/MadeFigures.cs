using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>Figures that a rulebook makes of other figures, for the columns in which they are printed.</summary>
public static class MadeFigures
{
    private const int Decimals = 10;

    /// <summary>The figure of a measure made of others, to 10 decimals; 0 where its numbers overflow.</summary>
    /// <param name="measure">A measure that may be printed.</param>
    /// <param name="figures">The figures of the others, by name.</param>
    /// <param name="edition">The edition that names them.</param>
    /// <param name="day">The day whose parameters hold.</param>
    public static decimal Of(
        Measure measure, IReadOnlyDictionary<string, decimal> figures, Rulebook edition, DateOnly day)
    {
        var view = new PeriodView(
            "", day, "", "", [.. edition.Measures.Select(one => figures.GetValueOrDefault(one.Name))]);
        try
        {
            return Math.Round(measure.Value!.Number!(view), Decimals, MidpointRounding.ToEven);
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    /// <summary>The totals with the made figures that the edition prints.</summary>
    internal static IReadOnlyList<UnitTotals> AddTo(IReadOnlyList<UnitTotals> totals, Rulebook edition, DateOnly day)
    {
        if (edition.Measures.All(measure => measure.Value is null))
        {
            return totals;
        }

        return [.. totals.Select(unit => AddTo(unit, edition, day))];
    }

    /// <summary>The totals of a unit with the made figures that the edition prints.</summary>
    internal static UnitTotals AddTo(UnitTotals totals, Rulebook edition, DateOnly day)
    {
        var made = edition.Bulletin.Columns.Select(edition.MeasureOf).Where(column => column.Value is not null)
            .ToList();
        return made.Count == 0 ? totals
            : totals with { WeekFigures = With(totals.WeekFigures), YearFigures = With(totals.YearFigures) };

        IReadOnlyDictionary<string, decimal> With(IReadOnlyDictionary<string, decimal> figures)
        {
            var all = new Dictionary<string, decimal>(figures, StringComparer.Ordinal);
            foreach (var measure in made)
            {
                all[measure.Name] = Of(measure, figures, edition, day);
            }

            return Figures.InOrder([.. all]);
        }
    }
}
