using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Past;

/// <summary>Compares every table of the board that people read with a fold of the same events.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class Reconciliation(Databases databases, RuleSets ruleSets)
{
    /// <summary>What differs, as sentences; empty when table and fold agree in every row.</summary>
    /// <param name="district">The district.</param>
    /// <param name="known">The fold up to the position of the tables.</param>
    public Task<IReadOnlyList<string>> DifferencesAsync(string district, Snapshot known, CancellationToken ct) =>
        DifferencesAsync(district, known, known.Score(ruleSets.Of(known.District)), ct);

    /// <summary>The same where the fold was scored before.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(
        string district, Snapshot known, IReadOnlyList<UnitScore> scores, CancellationToken ct)
    {
        await using var moment = await BoardMoment.OpenAsync(databases.For(district), district, ct);
        var differences = new List<string>();
        await foreach (var difference in CompareAsync(moment, known, scores, ct))
        {
            differences.Add(difference.ToString());
        }

        return differences;
    }

    /// <summary>What differs at a moment of the board, table by table.</summary>
    internal IAsyncEnumerable<BoardDifference> CompareAsync(
        BoardMoment moment, Snapshot known, IReadOnlyList<UnitScore> scores, CancellationToken ct) =>
        new BoardComparison(moment, known, ruleSets.Of(known.District), scores).RunAsync(ct);
}
