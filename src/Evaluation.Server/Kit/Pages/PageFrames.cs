using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Server.Kit.Pages;

/// <summary>Makes what surrounds a live page: district, viewer, and the field that protects its forms.</summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="antiforgery">Protects forms.</param>
/// <param name="progress">Whether the district's board goes on.</param>
public sealed class PageFrames(Databases databases, IAntiforgery antiforgery, IBoardProgress progress)
{
    /// <summary>The frame of a page of a district, or of none.</summary>
    public async Task<FrameView> OfAsync(HttpContext http, string? district, CancellationToken ct)
    {
        var actor = Actor.Of(http.User);
        var (name, unit) = (district, actor?.Unit);
        if (district is not null)
        {
            await using var session = databases.Session(district);
            name = (await Read.StateAsync<DistrictFounded>(session, DistrictFounded.Stream, ct))?.Name ?? district;
            if (actor?.Unit is not null && await Read.StateAsync<Roster>(session, RosterFold.Stream, ct) is { } roster)
            {
                unit = roster.Terms.FindLast(term => term.Unit == actor.Unit)?.Name ?? actor.Unit;
            }
        }

        var viewer = actor is null ? null : new ViewerView(actor.Account, actor.Name, Roles.LabelOf(actor.Role), unit);
        var token = antiforgery.GetAndStoreTokens(http);
        return new FrameView(district, name, viewer, new TokenView(token.FormFieldName, token.RequestToken!))
        {
            Notice = district is null ? null : await progress.StandsAsync(district, ct),
        };
    }
}
