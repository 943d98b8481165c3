using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Board.Live;

/// <summary>How far a district's board is behind its events.</summary>
/// <param name="Position">The event up to which the board has worked.</param>
/// <param name="Last">The district's last event.</param>
/// <param name="Behind">How many events lie between them.</param>
public sealed record BoardLag(string District, long Position, long Last, long Behind);

/// <summary>Reads how far the boards of all districts are behind.</summary>
/// <param name="board">How far they are.</param>
/// <param name="events">How far they should be.</param>
public sealed class BoardLags(Districts districts, BoardReader board, EventReader events)
{
    /// <summary>All districts, in order of their codes.</summary>
    public async Task<IReadOnlyList<BoardLag>> AllAsync(CancellationToken ct)
    {
        var all = new List<BoardLag>();
        foreach (var district in await districts.AllAsync(ct))
        {
            var position = await board.ProjectedAsync(district, ct);
            var last = await events.LastPositionAsync(district, ct);
            var behind = last > position ? await events.CountAsync(district, position, ct: ct) : 0;
            all.Add(new BoardLag(district, position, last, behind));
        }

        return all;
    }
}
