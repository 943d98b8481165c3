using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Accounts;

/// <summary>The page of the own account.</summary>
public static class AccountPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get(
            Links.Account,
            ([FromQuery] string? done, [FromQuery] string? provider, AccountPageMaker page, CancellationToken ct) =>
                page.ReturnedAsync(provider, done, ct))
            .OnlyAccounts();
        app.Post(
            Links.AccountPhrase,
            ([FromForm] string current, [FromForm] string phrase, [FromForm] string again, AccountPageMaker page,
                CancellationToken ct) => page.ChangePhraseAsync(current, (phrase, again), ct))
            .OnlyAccounts().Fields("current", "phrase", "again").Further("name");
        app.Post(
            Links.AccountCodesBegin,
            ([FromForm] string current, AccountPageMaker page, CancellationToken ct) => page.AfterAsync(
                (own, by) => own.BeginCodesAsync(current, by, ct), "codes-begun", ct))
            .OnlyAccounts().Fields("current");
        app.Post(
            Links.AccountCodesOn,
            ([FromForm] string code, AccountPageMaker page, CancellationToken ct) => page.CodesOnAsync(code, ct))
            .OnlyAccounts().Fields("code");
        app.Post(
            Links.AccountCodesOff,
            ([FromForm] string current, AccountPageMaker page, CancellationToken ct) => page.AfterAsync(
                (own, by) => own.CodesOffAsync(current, by, ct), "codes-off", ct))
            .OnlyAccounts().Fields("current");
        app.Post(
            Links.AccountSessions,
            ([FromForm] string? session, AccountPageMaker page, CancellationToken ct) =>
                page.EndSessionAsync(session ?? "", ct))
            .OnlyAccounts().Fields("session");
        app.Post(
            Links.AccountTokens,
            ([FromForm] string name, [FromForm] string days, AccountPageMaker page, CancellationToken ct) =>
                page.MakeTokenAsync(name, TokenPages.DaysIn(days), ct))
            .OnlyAccounts().Fields("name", "days");
        app.Post(
            Links.AccountEndToken,
            ([FromForm] string token, AccountPageMaker page, CancellationToken ct) => page.EndTokenAsync(token, ct))
            .OnlyAccounts().Fields("token");
    }
}
