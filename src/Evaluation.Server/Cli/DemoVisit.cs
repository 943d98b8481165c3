using Evaluation.Core.Claims;
using Evaluation.Core.Ledger;
using Evaluation.Core.Rules;
using Evaluation.Core.Scoring;
using Evaluation.Core.Words;
using Evaluation.Server.Ledger;
using Evaluation.Server.Ranking;

namespace Evaluation.Server.Cli;

/// <summary>A visit worth demonstrating.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Enterprise">The firm.</param>
/// <param name="On">The day.</param>
/// <param name="Week">The running week.</param>
internal sealed record DemoVisit(string Unit, string Enterprise, DateOnly On, Week Week)
{
    /// <summary>
    /// Chooses by trying: the score is a pure function, so that a fact that never happened can be counted without storing it.
    /// The unit that would overtake another one comes first; null when no unit would get a point.
    /// </summary>
    public static async Task<DemoVisit?> ChooseAsync(Desk desk, LiveBoard running, CancellationToken ct)
    {
        var board = desk.Get<BoardReader>();
        var file = (await board.DistrictAsync(running.District, ct))!.Value.File;
        var week = running.Week;
        var units = running.Groups.SelectMany(group => group.Rows).Select(row => row.Unit).ToList();
        var entries = await board.OpenOfUnitsAsync(running.District, units, ct);
        var rules = desk.Get<RuleSets>().Of(file.Editions);
        DemoVisit? best = null;
        var bestGain = 0m;
        foreach (var group in running.Groups)
        {
            for (var i = 0; i < group.Rows.Count; i++)
            {
                var unit = group.Rows[i].Unit;
                if (Unvisited(entries, unit) is not { } enterprise || file.Roster.On(unit, week.Start) is null)
                {
                    continue;
                }

                var visit = new DemoVisit(unit, enterprise, week.Start, week);
                var gain = visit.Gain(entries, rules, file);
                var ahead = i > 0 ? group.Rows[i - 1].YearPoints - group.Rows[i].YearPoints : 0m;
                if (0m < ahead && ahead < gain)
                {
                    return visit;
                }

                (best, bestGain) = gain > bestGain ? (visit, gain) : (best, bestGain);
            }
        }

        return best;
    }

    // A firm that others have visited, and this unit never: no rule against repeats can hold it back.
    private static string? Unvisited(IEnumerable<LedgerEntry> entries, string unit)
    {
        var visits = entries.Where(entry => entry.Kind == Kinds.Visit)
            .ToLookup(entry => entry.Unit == unit, entry => entry.Values["enterprise"].Text!);
        return visits[false].Except(visits[true], StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private decimal Gain(IEnumerable<LedgerEntry> entries, RuleSet rules, DistrictFile file)
    {
        var values = new Dictionary<string, Value> { ["enterprise"] = Value.Of(Enterprise), ["leader"] = Value.Of("top") };
        var facts = entries.Where(entry => entry.Unit == Unit).Select(entry => entry.ToFact()).ToList();
        return Total([.. facts, new Fact("~", Kinds.Visit, Unit, On, 1m, values)]) - Total(facts);

        decimal Total(IEnumerable<Fact> known) =>
            Scorer.Score(Unit, known, rules, file.Roster, file.LastClosed?.End, file.Targets).Sheets
                .Sum(sheet => sheet.Total);
    }
}
