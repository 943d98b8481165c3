using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Accounts;

/// <summary>Adding, showing, naming and removing passkeys.</summary>
public static class PasskeyPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get(
            Links.SignInPasskey,
            ([FromQuery(Name = "return")] string? back, PasskeyPageMaker page, CancellationToken ct) =>
                page.SignInPageAsync(back, null, ct)).AllowAnonymous();
        app.Post(
            Links.SignInPasskeyAnswer,
            ([FromForm] string credential, [FromForm(Name = "return")] string? back, PasskeyPageMaker page,
                CancellationToken ct) => page.SignInAsync(credential, back, ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Fields("credential");
        app.Post(
            Links.AccountPasskeysBegin,
            async ([FromForm] string current, PasskeyPageMaker page, AccountPageMaker account, CancellationToken ct) =>
                (await page.BeginAsync(current, ct)).TryGet(out var asked, out var refusal)
                    ? asked
                    : await account.ShowAsync(refusal, null, ct))
            .OnlyAccounts().Fields("current");
        app.Post(
            Links.AccountPasskeys,
            ([FromForm] string credential, [FromForm] string name, PasskeyPageMaker page, CancellationToken ct) =>
                page.AddAsync(credential, name, ct))
            .OnlyAccounts().Fields("credential", "name");
        app.Post(
            Links.AccountPasskeysRename,
            ([FromForm] string passkey, [FromForm] string name, PasskeyPageMaker page, AccountPageMaker account,
                CancellationToken ct) =>
                AfterAsync(page.RenameAsync(passkey, name, ct), "passkey-renamed", account, ct))
            .OnlyAccounts().Fields("passkey", "name");
        app.Post(
            Links.AccountPasskeysRemove,
            ([FromForm] string passkey, PasskeyPageMaker page, AccountPageMaker account, CancellationToken ct) =>
                AfterAsync(page.RemoveAsync(passkey, ct), "passkey-removed", account, ct))
            .OnlyAccounts().Fields("passkey");
    }

    private static async Task<IResult> AfterAsync(
        Task<Result<Passkey>> change, string done, AccountPageMaker account, CancellationToken ct) =>
        (await change).Refusal is { } refusal
            ? await account.ShowAsync(refusal, null, ct)
            : Results.LocalRedirect($"{Links.Account}?done={done}");
}
