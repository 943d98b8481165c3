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

    /// <summary>As what a person acts who has several mandates: as the first of those that are asked for.</summary>
    /// <param name="held">Role and unit of each mandate.</param>
    /// <param name="wanted">The roles that the endpoint is for; empty when it does not say.</param>
    /// <param name="person">The person.</param>
    /// <param name="district">The district.</param>
    /// <returns>The person there; null for nobody.</returns>
    public static Actor? Choose(
        IReadOnlyList<(string Role, string? Unit)> held, IReadOnlyList<string> wanted, Person person, string district)
    {
        // Office before unit: it sees more.
        var ordered = held.OrderBy(mandate => mandate.Unit is not null)
            .ThenBy(mandate => Array.IndexOf(Roles.All, mandate.Role)).ToList();
        var fitting = ordered.FindAll(mandate => wanted.Contains(mandate.Role));
        var chosen = fitting.Count > 0 ? fitting[0] : ordered.FirstOrDefault();
        return chosen.Role is null ? null : new Actor(person.Account, person.Name, chosen.Role, chosen.Unit, district)
        {
            Also = [.. ordered.Select(mandate => mandate.Role).Where(role => role != chosen.Role).Distinct()],
        };
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
        var held = roll.Of(person.Account, DateOnly.FromDateTime(now.DateTime))
            .Select(mandate => (mandate.Role, mandate.Unit)).ToList();
        if (person.Administrator)
        {
            held.Add((Roles.Admin, null));
        }

        var wanted = http.GetEndpoint()?.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements).OfType<RoleInDistrict>().SelectMany(one => one.Roles).ToList();
        return Choose(held, wanted ?? [], person, district);
    }
}
