using System.Globalization;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Accounts;

/// <summary>The page on which tokens of programs are made and ended.</summary>
public static class TokenPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get(Links.Tokens, (TokenPageMaker page, CancellationToken ct) => page.ShowAsync(null, null, null, ct))
            .OnlyAdministrators().Discloses(Disclosed.People);
        app.Post(
            Links.Tokens,
            ([FromForm] string name, [FromForm] string district, [FromForm] string role, [FromForm] string? unit,
                [FromForm] string days, TokenPageMaker page, CancellationToken ct) => page.MakeAsync(
                    new ProgramRequest(
                        name, district, role, Characters.ShowsNothing(unit) ? null : unit.Trim(), DaysIn(days)),
                    ct))
            .OnlyAdministrators().Fields("name", "district", "role", "days");
        app.Post(
            Links.EndToken,
            ([FromForm] string token, TokenPageMaker page, CancellationToken ct) => page.EndAsync(token, ct))
            .OnlyAdministrators().Fields("token");
    }

    /// <summary>A number of days as it was typed; 0 for what is none, which is refused.</summary>
    internal static int DaysIn(string typed) => int.TryParse(
        Typed.Narrow(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;
}
