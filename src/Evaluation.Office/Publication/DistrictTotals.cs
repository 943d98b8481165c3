using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>
/// Figures of the whole district: a fact that two units share counts once, so that the total is not the sum of the
/// units.
/// </summary>
public static class DistrictTotals
{
    /// <summary>The total of each measure over the facts of some days.</summary>
    public static IReadOnlyList<decimal> Of(
        Snapshot known, RuleSet rules, IReadOnlyList<Measure> columns, Func<DateOnly, bool> counts)
    {
        var totals = new decimal[columns.Count];
        var seen = new HashSet<(int Column, string Fact)>();
        var twins = Twins.Among(known.Entries.Select(entry => entry.ToFact()), rules);
        var counted = known.Entries.Where(entry => counts(entry.OccurredOn) && rules.On(entry.OccurredOn) is not null);
        foreach (var entry in counted)
        {
            if (twins.Contains((entry.Unit, entry.Fact)))
            {
                continue;
            }

            var fact = entry.ToFact();
            var term = known.District.Roster.On(entry.Unit, entry.OccurredOn);
            var view = new FactView(fact, entry.OccurredOn, term?.Group ?? "", term?.Kind ?? "");
            for (var i = 0; i < columns.Count; i++)
            {
                var measure = rules.On(entry.OccurredOn)!.Measures.FirstOrDefault(one => one.Name == columns[i].Name);
                if (measure?.Amount(view) is { } amount)
                {
                    totals[i] += measure.Sum is not null ? amount : seen.Add((i, fact.Id)) ? 1m : 0m;
                }
            }
        }

        return [.. totals.Select(Exact.Trim)];
    }
}
