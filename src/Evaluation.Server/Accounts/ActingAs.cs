using Evaluation.Office.Mandates;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Server.Accounts;

/// <summary>
/// What a person who is signed in with an account is in the district of the address, by the mandates that the district
/// has given. They are looked up for each request: one that was ended a moment ago is none.
/// </summary>
internal static class ActingAs
{
    /// <summary>Makes the person of the request one of its district.</summary>
    public static async Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        var byToken = Person.ByToken(http.User);
        if ((Person.Of(http.User) ?? byToken) is { } person && http.GetRouteValue("district") is string district
            && await ActorAsync(http, person, district) is { } actor)
        {
            http.User = byToken is null
                ? person.As(actor, AccountSignIn.SchemeName)
                : actor.ToPrincipal(TokenSignIn.SchemeName);
        }

        await next(http);
    }

    private static async Task<Actor?> ActorAsync(HttpContext http, Person person, string district)
    {
        var services = http.RequestServices;
        var districts = services.GetRequiredService<Districts>();
        if (await districts.MissingAsync(district, http.RequestAborted) is not null)
        {
            return null;
        }

        await using var session = services.GetRequiredService<Databases>().Session(district);
        var roll = await services.GetRequiredService<StateCache>().At(session)
            .StateAsync<MandateRoll>(MandateRoll.Stream, http.RequestAborted) ?? MandateRoll.Empty;
        var now = districts.TimeIn(district, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var wanted = http.GetEndpoint()?.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements).OfType<RoleInDistrict>().SelectMany(one => one.Roles).ToList();
        var all = roll.Acting(
            person.Account, DateOnly.FromDateTime(now.DateTime), person.Administrator, wanted ?? [],
            ActingUnit.Of(http.Request));
        return all is not [var acting, ..] ? null
            : new Actor(person.Account, person.Name, acting.Role, acting.Unit, district)
            {
                Also = [.. all.Select(one => one.Role).Where(role => role != acting.Role).Distinct()],
                Units = [.. all.Select(one => one.Unit).OfType<string>().Distinct()],
            };
    }
}
