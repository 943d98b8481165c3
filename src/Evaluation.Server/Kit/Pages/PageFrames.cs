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
    // An answer that something failed must not wait for what failed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The frame of a page that says why a request was not fulfilled: the viewer's own district. When it cannot be read
    /// either, what is known of the viewer remains.
    /// </summary>
    public async Task<FrameView> OfRefusedAsync(HttpContext http)
    {
        if (Actor.Of(http.User) is not { } actor)
        {
            return FrameView.Outside;
        }

        using var soon = new CancellationTokenSource(Patience);
        try
        {
            return await OfAsync(http, actor.District is { Length: > 0 } own ? own : null, soon.Token)
                .WaitAsync(soon.Token);
        }
        catch (Exception e) when (e is OperationCanceledException || DatabaseFailures.IsDatabaseGone(e))
        {
            var district = actor.District is { Length: > 0 } own ? own : null;
            return new FrameView(district, district, Viewer(http, actor, actor.Unit), Token(http));
        }
    }

    /// <summary>The frame of a page of a district, or of none.</summary>
    public async Task<FrameView> OfAsync(HttpContext http, string? district, CancellationToken ct)
    {
        var actor = Actor.Of(http.User);
        var (name, unit) = (district, actor?.Unit);
        IReadOnlyList<SuggestionView> others = [];
        if (district is not null)
        {
            await using var session = databases.Session(district);
            name = (await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))?.Name ?? district;
            if (actor?.Unit is not null && await session.StateAsync<Roster>(RosterFold.Stream, ct) is { } roster)
            {
                unit = NameIn(roster, actor.Unit);
                others = [.. actor.Units.Where(one => one != actor.Unit)
                    .Select(one => new SuggestionView(one, NameIn(roster, one)))];
            }
        }

        var viewer = actor is null ? null : Viewer(http, actor, unit) with { OtherUnits = others };
        return new FrameView(district, name, viewer, Token(http))
        {
            Notice = district is null ? null : await progress.StandsAsync(district, ct),
        };
    }

    private static string NameIn(Roster roster, string unit) =>
        roster.Terms.FindLast(term => term.Unit == unit)?.Name ?? unit;

    private static ViewerView Viewer(HttpContext http, Actor actor, string? unit) =>
        new(actor.Account, actor.Name, Roles.LabelOf(actor.Role), unit)
        {
            HasAccount = Person.Of(http.User) is not null,
            Administrator = Person.Of(http.User) is { Administrator: true },
            Verifies = actor.Is([Roles.Verifier]),
            GivesMandates = actor.Is([Roles.Admin]),
            Audits = actor.Is([Roles.Auditor, Roles.Admin]),
        };

    private TokenView Token(HttpContext http)
    {
        var token = antiforgery.GetAndStoreTokens(http);
        return new TokenView(token.FormFieldName, token.RequestToken!);
    }
}
