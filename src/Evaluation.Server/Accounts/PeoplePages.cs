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
        app.MapGet(Links.People, (PeoplePageMaker page, CancellationToken ct) => page.ListAsync(null, ct))
            .OnlyAdministrators().Discloses(Disclosed.People);
        app.MapPost(
            Links.People,
            ([FromForm] string name, [FromForm] string person, [FromForm] string? administrator, PeoplePageMaker page,
                CancellationToken ct) => page.AddAsync(name, person, administrator is not null, ct))
            .OnlyAdministrators().Fields("name", "person");
        app.MapGet(
            "/people/{account}",
            (string account, PeoplePageMaker page, CancellationToken ct) =>
                page.ShowAsync(account, null, null, null, ct))
            .OnlyAdministrators().Discloses(Disclosed.People);
        app.MapPost(
            "/people/{account}/link",
            (string account, IFormCollection _, PeoplePageMaker page, CancellationToken ct) =>
                page.LinkAsync(account, ct))
            .OnlyAdministrators().Fields();
        app.MapPost(
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
    }

    private static void Step(
        IEndpointRouteBuilder app, string step, string done,
        Func<AccountDesk, string, Doer, CancellationToken, Task<Result<Account>>> change) => app.MapPost(
            $"/people/{{account}}/{step}",
            (string account, IFormCollection _, PeoplePageMaker page, CancellationToken ct) =>
                page.AfterAsync(account, done, (desk, by) => change(desk, account, by, ct), ct))
            .OnlyAdministrators().Fields();
}

/// <summary>Makes the pages on which accounts are looked after.</summary>
public sealed class PeoplePageMaker(
    AccountDesk desk, AccountBook book, PageFrames frames, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    private Doer By => SessionCookie.DoerOf(Http);

    /// <summary>All accounts.</summary>
    public async Task<IResult> ListAsync(Refusal? refusal, CancellationToken ct) =>
        await PageResults.PageAsync<PeoplePage, PeopleView>(
            new PeopleView(
                await frames.OfAsync(Http, null, ct),
                [.. (await book.AllAsync(ct)).Select(account => AccountStates.RowOf(account, book.Now))], refusal,
                refusal is null ? null : SentForms.Of(Http)),
            Answers.StatusOf(refusal));

    /// <summary>Adds a person and shows the link.</summary>
    public async Task<IResult> AddAsync(string name, string person, bool administrator, CancellationToken ct) =>
        (await desk.AddAsync(name, person, administrator, By, ct)).TryGet(out var link, out var refusal)
            ? await ShowAsync(link.Account, "已登记。", link, null, ct)
            : await ListAsync(refusal, ct);

    /// <summary>Makes a link and shows it.</summary>
    public async Task<IResult> LinkAsync(string account, CancellationToken ct) =>
        (await desk.LinkAsync(account, By, ct)).TryGet(out var link, out var refusal)
            ? await ShowAsync(account, null, link, null, ct)
            : await ShowAsync(account, null, null, refusal, ct);

    /// <summary>Does something with an account and shows it.</summary>
    public async Task<IResult> AfterAsync(
        string account, string done, Func<AccountDesk, Doer, Task<Result<Account>>> change, CancellationToken ct) =>
        (await change(desk, By)).Refusal is { } refusal
            ? await ShowAsync(account, null, null, refusal, ct)
            : await ShowAsync(account, done, null, null, ct);

    /// <summary>One account.</summary>
    public async Task<IResult> ShowAsync(
        string name, string? done, MadeLink? link, Refusal? refusal, CancellationToken ct)
    {
        if (await book.FindAsync(name, ct) is not { } account)
        {
            return Answers.Problem(AccountDesk.NoAccount);
        }

        return await PageResults.PageAsync<PersonPage, PersonView>(
            new PersonView(
                await frames.OfAsync(Http, null, ct), AccountStates.RowOf(account, book.Now), account.LockedFor,
                account.Codes is { On: true }, (await book.SessionsAsync(account.Id, ct)).Count,
                Rows(await book.AuditAsync(account.Id, ct)))
            {
                Refusal = refusal,
                Done = done,
                Link = link is null
                    ? null
                    : ($"{Http.Request.Scheme}://{Http.Request.Host}{Links.Welcome(link.Secret)}",
                        AccountTimes.Of(link.Until)),
            },
            Answers.StatusOf(refusal));
    }

    private static IReadOnlyList<AuditRow> Rows(IReadOnlyList<AuditRecord> records) =>
    [
        .. records.Select(one => new AuditRow(
            AccountTimes.Of(one.At), one.Who, Audited.LabelOf(one.What), one.About, one.District, one.Address,
            one.Note)),
    ];
}
