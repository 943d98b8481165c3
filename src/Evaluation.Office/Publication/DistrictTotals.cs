using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// Figures of the whole district: a fact that two units share counts once, so that the total is not the sum of the
/// units; a measure made of others is made of their totals.
/// </summary>
public static class DistrictTotals
{
    /// <summary>The total of each measure over the facts of some days.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="edition">The edition that names the columns.</param>
    /// <param name="last">
    /// The last day: its parameters hold for measures made of others, and what stands does so on it.
    /// </param>
    /// <param name="counts">Which days count.</param>
    public static IReadOnlyList<decimal> Of(
        Snapshot known, RuleSet rules, Rulebook edition, IReadOnlyList<Measure> columns, DateOnly last,
        Func<DateOnly, bool> counts)
    {
        var measures = columns.Any(column => column.Value is not null)
            ? [.. edition.Measures.Where(measure => measure.Value is null)] : columns;
        var totals = Counted(known, rules, measures, last, counts);
        if (ReferenceEquals(measures, columns))
        {
            return totals;
        }

        var figures = measures.Zip(totals).ToDictionary(one => one.First.Name, one => one.Second);
        return [.. columns.Select(column => figures.TryGetValue(column.Name, out var total) ? total
            : Exact.Trim(MadeFigures.Of(column, figures, edition, last)))];
    }

    private static IReadOnlyList<decimal> Counted(
        Snapshot known, RuleSet rules, IReadOnlyList<Measure> measures, DateOnly last, Func<DateOnly, bool> counts)
    {
        var totals = new decimal[measures.Count];
        var taken = measures.Select(_ => new List<Taken>()).ToList();
        var seen = new HashSet<(int Column, string Fact)>();
        var firms = known.District.Roster.Firms;
        var twins = Twins.Among(known.Entries.Select(entry => OneFirm.In(entry.ToFact(), rules, firms)), rules);
        var stands = measures.Any(measure => measure.Stands);
        foreach (var entry in known.Entries.Where(entry => rules.On(entry.OccurredOn) is not null))
        {
            var within = counts(entry.OccurredOn);
            if (!(within || (stands && entry.OccurredOn <= last)) || twins.Contains((entry.Unit, entry.Fact)))
            {
                continue;
            }

            var fact = OneFirm.In(entry.ToFact(), rules, firms);
            var term = known.District.Roster.On(entry.Unit, entry.OccurredOn);
            var view = new FactView(fact, entry.OccurredOn, term?.Group ?? "", term?.Kind ?? "");
            for (var i = 0; i < measures.Count; i++)
            {
                var measure = rules.On(entry.OccurredOn)!.Measures.FirstOrDefault(one => one.Name == measures[i].Name);
                if (measure?.Amount(view) is not { } amount || !(within || measures[i].Stands))
                {
                    continue;
                }

                if (measures[i].Takes is null)
                {
                    totals[i] += measure.Sum is not null ? amount : seen.Add((i, fact.Id)) ? 1m : 0m;
                }
                else if (seen.Add((i, fact.Id)))
                {
                    taken[i].Add(measure.Taken(view, amount, rules));
                }
            }
        }

        return [.. measures.Select((measure, i) => Exact.Trim(
            measure.Takes is null ? totals[i] : Takings.Of(measure, [.. taken[i].OrderBy(one => one.Day)])))];
    }
}
