using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

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
                Passkeys = [.. (await book.PasskeysAsync(account.Id, ct)).Select(one => one.Name)],
                Identity = (await book.IdentityAsync(account.Id, ct))?.Subject,
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
