using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Past;

/// <summary>Compares every table of the board that people read with a fold of the same events.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="replay">The fold of the events.</param>
public sealed class Reconciliation(Databases databases, RuleSets ruleSets, Replay replay)
{
    /// <summary>Where a district's board differs from the events up to its position, in Chinese words.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(string district, CancellationToken ct)
    {
        await using var moment = await BoardMoment.OpenAsync(databases.For(district), district, ct);
        return await ListAsync(moment, ct);
    }

    /// <summary>The same where the fold is there and was not scored.</summary>
    public Task<IReadOnlyList<string>> DifferencesAsync(string district, Snapshot known, CancellationToken ct) =>
        DifferencesAsync(district, known, known.Score(ruleSets.Of(known.District)), ct);

    /// <summary>
    /// The same for a board that was just read; when it has gone on since, it is compared as it is now, because the
    /// rows of a later position always differ from what was known at an earlier one.
    /// </summary>
    /// <param name="known">What was known at the board's position.</param>
    /// <param name="scores">The scores of that.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<IReadOnlyList<string>> DifferencesAsync(
        string district, Snapshot known, IReadOnlyList<UnitScore> scores, CancellationToken ct)
    {
        await using var moment = await BoardMoment.OpenAsync(databases.For(district), district, ct);
        return (moment.Head?.Position ?? 0) == known.Position
            ? await ListAsync(moment, known, scores, ct)
            : await ListAsync(moment, ct);
    }

    private async Task<IReadOnlyList<string>> ListAsync(BoardMoment moment, CancellationToken ct)
    {
        if (moment.Head is not { } head)
        {
            return [];
        }

        var known = await replay.AtAsync(moment.District, head.Position, ct);
        return await ListAsync(moment, known, known.Score(ruleSets.Of(known.District)), ct);
    }

    private async Task<IReadOnlyList<string>> ListAsync(
        BoardMoment moment, Snapshot known, IReadOnlyList<UnitScore> scores, CancellationToken ct)
    {
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
