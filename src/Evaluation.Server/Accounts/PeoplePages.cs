using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Accounts;

/// <summary>The pages on which accounts are looked after.</summary>
public static class PeoplePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Get(Links.People, (PeoplePageMaker page, CancellationToken ct) => page.ListAsync(null, ct))
            .OnlyAdministrators().Discloses(Disclosed.People);
        app.Post(
            Links.People,
            ([FromForm] string name, [FromForm] string person, [FromForm] string? administrator, PeoplePageMaker page,
                CancellationToken ct) => page.AddAsync(name, person, administrator is not null, ct))
            .OnlyAdministrators().Fields("name", "person");
        app.Get(
            "/people/{account}",
            (string account, PeoplePageMaker page, CancellationToken ct) =>
                page.ShowAsync(account, null, null, null, ct))
            .OnlyAdministrators().Discloses(Disclosed.People);
        app.Post(
            "/people/{account}/link",
            (string account, IFormCollection _, PeoplePageMaker page, CancellationToken ct) =>
                page.LinkAsync(account, ct))
            .OnlyAdministrators().Fields();
        app.Post(
            "/people/{account}/lock",
            (string account, [FromForm] string reason, PeoplePageMaker page, CancellationToken ct) => page.AfterAsync(
                account, "已锁定，不能再登录；已办理的事项不受影响。",
                (desk, by) => desk.LockAsync(account, reason, by, ct), ct))
            .OnlyAdministrators().Fields("reason");
        Step(app, "unlock", "已解除，可以登录。", (desk, account, by, ct) => desk.UnlockAsync(account, by, ct));
        Step(
            app, "sessions", "已结束全部登录和个人令牌。",
            (desk, account, by, ct) => desk.EndSessionsAsync(account, by, ct));
        Step(app, "codes", "已关闭动态码。", (desk, account, by, ct) => desk.CodesOffAsync(account, by, ct));
        Step(
            app, "passkeys", "已移除全部通行密钥，并结束全部登录。",
            (desk, account, by, ct) => desk.PasskeysOffAsync(account, null, by, ct));
        Step(
            app, "identity", "已解除统一身份的关联，并结束全部登录。",
            (desk, account, by, ct) => desk.IdentityOffAsync(account, by, ct));
    }

    private static void Step(
        IEndpointRouteBuilder app, string step, string done,
        Func<AccountDesk, string, Doer, CancellationToken, Task<Result<Account>>> change) => app.Post(
            $"/people/{{account}}/{step}",
            (string account, IFormCollection _, PeoplePageMaker page, CancellationToken ct) =>
                page.AfterAsync(account, done, (desk, by) => change(desk, account, by, ct), ct))
            .OnlyAdministrators().Fields();
}
