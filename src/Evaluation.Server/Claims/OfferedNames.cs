using Evaluation.Office.Claims;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Claims;

/// <summary>
/// The firms and projects that a form offers. They tell what other units are at: where that is not for everybody, only
/// those that the own unit named.
/// </summary>
/// <param name="request">Who asks, and in which district.</param>
/// <param name="board">Names and claims.</param>
/// <param name="sights">What the viewer sees of others.</param>
public sealed class OfferedNames(RequestContext request, BoardReader board, Sights sights)
{
    // A page may ask for each of its rows.
    private IReadOnlyList<KeyValuePair<string, string>>? known;

    /// <summary>Names by code.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> OfAsync(CancellationToken ct) =>
        known ??= [.. await ReadAsync(ct)];

    private async Task<IEnumerable<KeyValuePair<string, string>>> ReadAsync(CancellationToken ct)
    {
        var names = await board.NamesAsync(request.District, ct);
        if (await sights.OfAsync(ct) is not { OnlyPublished: true, Unit: { } unit })
        {
            return names;
        }

        var own = await board.ClaimsAsync(
            request.District, Enum.GetValues<ClaimStatus>(), unit, int.MaxValue, ct);
        var named = own.SelectMany(claim => claim.Facts.Values).Select(value => value.Text).ToHashSet();
        return names.Where(pair => named.Contains(pair.Key));
    }
}
