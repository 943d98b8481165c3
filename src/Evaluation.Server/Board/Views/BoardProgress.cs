using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Views;

/// <summary>How far boards have come, and why one stands still, in the office's words.</summary>
/// <param name="stops">The districts that stand still.</param>
public sealed class BoardProgress(BoardReader board, BoardStops stops) : IBoardProgress
{
    /// <inheritdoc/>
    public Task<long> ProjectedAsync(string district, CancellationToken ct) => board.ProjectedAsync(district, ct);

    /// <inheritdoc/>
    public async Task<string?> StandsAsync(string district, CancellationToken ct) =>
        // One that is still looking for the event may go on in the next moment.
        await stops.OfAsync(district, ct) is { Position: not null } stop ? Sentence(stop) : null;

    /// <summary>Where a board stands and what that means for people.</summary>
    public static string Sentence(BoardStop stop) => stop.Position is { } position
        ? $"计分停在第{position}号事件（{EventLabels.Of(stop.Event!)}，{stop.Stream}）之前："
            + (stop.Unreadable ? "该事件读不出。" : "该事件无法计分。")
            + "排名只计到此前为止，此后的填报和核验均已登记在案，排除故障后自动补计，请联系系统管理员。"
        : "有事件无法计分，正在查找。排名暂未更新，填报和核验均已登记在案。";
}
