using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;

namespace Evaluation.Server.Board.Past;

/// <summary>Compares the board's tables with a fold of the same events.</summary>
/// <param name="board">The tables.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class Reconciliation(BoardReader board, RuleSets ruleSets)
{
    /// <summary>What differs, as sentences; empty when table and fold agree in every row.</summary>
    /// <param name="district">The district.</param>
    /// <param name="known">The fold up to the position of the tables.</param>
    public Task<IReadOnlyList<string>> DifferencesAsync(string district, Snapshot known, CancellationToken ct) =>
        DifferencesAsync(district, known, known.Score(ruleSets.Of(known.District.Editions)), ct);

    /// <summary>The same where the fold was scored before.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(
        string district, Snapshot known, IReadOnlyList<UnitScore> scores, CancellationToken ct)
    {
        var rules = ruleSets.Of(known.District.Editions);
        var units = scores.Select(score => score.Unit).ToList();
        var sheets = scores.SelectMany(score => score.Sheets).ToList();
        var ranks = new Ranks(known.District, rules, scores.ToDictionary(score => score.Unit, StringComparer.Ordinal));
        var rankings = ranks
            .Weeks(sheets.Count == 0 ? null : sheets.Max(sheet => sheet.Week))
            .SelectMany(week => ranks.Of(week, null, null));
        return
        [
            .. Compare<(string, string, long), LedgerEntry>(
                "台账", known.Entries, await board.OpenOfUnitsAsync(district, units, ct),
                entry => (entry.Fact, entry.Unit, entry.KnownFrom), BoardEquality.Of),
            .. Compare<(string, Week), Sheet>(
                "得分表", sheets, await board.SheetsAsync(district, units, ct), sheet => (sheet.Unit, sheet.Week),
                BoardEquality.Of),
            .. Compare<(Week, string), GroupRanking>(
                "排名", rankings, await board.RankingsAsync(district, null, ct),
                ranking => (ranking.Week, ranking.Group), BoardEquality.Of),
        ];
    }

    private static IEnumerable<string> Compare<TKey, TRow>(
        string table, IEnumerable<TRow> folded, IReadOnlyList<TRow> stored, Func<TRow, TKey> key,
        Func<TRow, TRow, bool> same)
        where TKey : notnull
    {
        var rows = stored.ToDictionary(key);
        foreach (var row in folded)
        {
            if (!rows.Remove(key(row), out var found) || !same(found, row))
            {
                yield return $"{table}中{key(row)}与事件重算不一致。";
            }
        }

        foreach (var extra in rows.Keys)
        {
            yield return $"{table}中{extra}在事件重算中不存在。";
        }
    }
}
