using System.Collections.Concurrent;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;

namespace Evaluation.Server.Board.Views;

/// <summary>What the clauses gave, added up from the sheets; kept until the board moves on.</summary>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class ClauseTotalsReader(BoardReader board, RuleSets ruleSets) : IClauseTotals
{
    private readonly ConcurrentDictionary<string, (long Position, ClauseTotals Totals)> kept =
        new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<ClauseTotals?> OfAsync(string district, CancellationToken ct)
    {
        if (kept.TryGetValue(district, out var known) && known.Position == await board.PositionAsync(district, ct))
        {
            return known.Totals;
        }

        if (await board.DistrictAsync(district, ct) is not { } head)
        {
            return null;
        }

        var rules = ruleSets.Of(head.File.Editions);
        var clauses = new Dictionary<(string, int, string), ClauseTotal>();
        var weeks = new Dictionary<string, Week>(StringComparer.Ordinal);
        var units = head.File.Roster.Terms.Select(term => term.Unit).Distinct().ToList();
        foreach (var sheet in await board.SheetsAsync(district, units, ct))
        {
            foreach (var line in sheet.Lines.Where(line => line.Clause.Length > 0))
            {
                if (rules.On(line.On) is { } edition)
                {
                    var key = (edition.Id, edition.Edition, line.Clause);
                    if (!clauses.TryGetValue(key, out var total))
                    {
                        clauses[key] = total = new ClauseTotal();
                    }

                    total.Add(sheet.Unit, line);
                }
            }

            if (!weeks.TryGetValue(sheet.Unit, out var last) || sheet.Week > last)
            {
                weeks[sheet.Unit] = sheet.Week;
            }
        }

        var totals = new ClauseTotals(
            clauses, weeks.ToDictionary(one => one.Key, one => one.Value.Id, StringComparer.Ordinal));
        kept[district] = (head.Position, totals);
        return totals;
    }
}
