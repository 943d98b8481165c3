using Evaluation.Office.Claims;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Claims;

/// <summary>
/// The firms and projects that a form offers. They tell what other units are at: where that is not for everybody, only
/// those that the own unit named.
/// </summary>
/// <param name="board">Names and claims.</param>
/// <param name="sights">What the viewer sees of others.</param>
public sealed class OfferedNames(BoardReader board, Sights sights)
{
    /// <summary>Names by code.</summary>
    /// <param name="request">Who asks, and in which district.</param>
    /// <param name="ct">Gives up the reading.</param>
    public async Task<IEnumerable<KeyValuePair<string, string>>> OfAsync(RequestContext request, CancellationToken ct)
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
