using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Views;

namespace Evaluation.Demonstration;

/// <summary>A visit worth demonstrating.</summary>
/// <param name="Filed">Whether the firm is on file.</param>
internal sealed record DemoVisit(string Unit, string Enterprise, DateOnly On, bool Filed)
{
    private const int DaysApart = 3;

    /// <summary>
    /// Chooses by trying: the score is a pure function, so that a fact that never happened can be counted without
    /// storing it. The unit that would overtake another one comes first; null when no unit would get a point.
    /// </summary>
    public static async Task<DemoVisit?> ChooseAsync(Stage stage, LiveBoard running, DateOnly on, CancellationToken ct)
    {
        var unknown = $"演示企业{stage.Number()}";
        var board = stage.Get<BoardReader>();
        var file = (await board.DistrictAsync(running.District, ct))!.Value.File;
        var units = running.Groups.SelectMany(group => group.Rows).Select(row => row.Unit).ToList();
        var entries = await board.OpenOfUnitsAsync(running.District, units, ct);
        DemoVisit? best = null;
        var bestGain = 0m;
        foreach (var group in running.Groups)
        {
            for (var i = 0; i < group.Rows.Count; i++)
            {
                var unit = group.Rows[i].Unit;
                if (file.Roster.On(unit, on) is null)
                {
                    continue;
                }

                var known = Unvisited(entries, unit, on);
                var visit = new DemoVisit(unit, known ?? unknown, on, known is not null);
                var gain = visit.Gain(entries, stage.Rules, file);
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

    // A firm that others have visited, but not in these days, and this unit never: neither a rule against repeats nor a
    // likely duplicate can hold it back.
    private static string? Unvisited(IEnumerable<LedgerEntry> entries, string unit, DateOnly on)
    {
        var visits = entries.Where(entry => entry.Kind == BuiltInKinds.Visit)
            .ToLookup(
                entry => entry.Unit == unit
                    || Math.Abs(entry.OccurredOn.DayNumber - on.DayNumber) <= DaysApart,
                entry => entry.Values["enterprise"].Text!);
        return visits[false].Except(visits[true], StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private decimal Gain(IEnumerable<LedgerEntry> entries, RuleSet rules, DistrictFile file)
    {
        var values = new Dictionary<string, Value>
        {
            ["enterprise"] = Value.Of(Enterprise),
            ["leader"] = Value.Of("top"),
        };
        var facts = entries.Where(entry => entry.Unit == Unit).Select(entry => entry.ToFact()).ToList();
        return Total([.. facts, new Fact("~", BuiltInKinds.Visit, Unit, On, 1m, values)]) - Total(facts);

        decimal Total(IEnumerable<Fact> known) =>
            Scorer.Score(Unit, known, rules, file.Roster, file.LastClosed?.End, file.Targets).Sheets
                .Sum(sheet => sheet.Total);
    }
}
