using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Mandates;

/// <summary>Makes the page.</summary>
public sealed class MandatePageMaker(
    RequestContext request, AccountBook book, PageFrames frames, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    private string Address => SessionCookie.DoerOf(Http).Address;

    /// <summary>The page, with the refusal of a change if there was one.</summary>
    public async Task<IResult> ShowAsync(Refusal? refusal, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(request.Sign().At.DateTime);
        await using var session = request.Session();
        var roll = await session.StateAsync<MandateRoll>(MandateRoll.Stream, ct) ?? MandateRoll.Empty;
        var roster = await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var accounts = await book.AllAsync(ct);
        return await PageResults.PageAsync<MandatesPage, MandatesView>(
            new MandatesView(
                await frames.OfAsync(Http, request.District, ct),
                [.. roll.Mandates.Select(mandate => Row(mandate, today)).OrderBy(row => row.Over)],
                GiveMandate.NewNumber(), Print.IsoDay(today),
                [
                    .. accounts.Where(one => one.LockedFor is null && one.Id != request.Actor.Account)
                        .Select(one => new SuggestionView(one.Id, $"{one.Person}（{one.Id}）")),
                ],
                [.. roster.On(today).Select(term => new SuggestionView(term.Unit, term.Name))], refusal,
                refusal is null ? null : SentForms.Of(Http)),
            Answers.StatusOf(refusal));
    }

    /// <summary>Gives a mandate and shows the page again.</summary>
    /// <param name="mandate">The mandate, without its days.</param>
    /// <param name="from">The first day as it was typed.</param>
    /// <param name="to">The last day as it was typed; empty while it lasts.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> GiveAsync(MandateGiven mandate, string from, string to, CancellationToken ct)
    {
        var last = Typed.Day(to);
        if (Typed.Day(from) is not { } first || (last is null && !Characters.ShowsNothing(to)))
        {
            var (where, text) = Typed.Day(from) is null ? ("from", from) : ("to", to);
            return await ShowAsync(
                new Refusal("day-wrong", $"“{Characters.Short(text)}”不是日期。", where, "请写成 2023-07-17。"), ct);
        }

        return await request.GoOnAsync(
            new GiveMandate(request.Sign(), mandate with { From = first, To = last }, Address),
            Links.Mandates(request.District), refusal => ShowAsync(refusal, ct), ct);
    }

    /// <summary>Ends a mandate and shows the page again.</summary>
    public Task<IResult> EndAsync(MandateEnded ended, CancellationToken ct) => request.GoOnAsync(
        new EndMandate(request.Sign(), ended, Address), Links.Mandates(request.District),
        refusal => ShowAsync(refusal, ct), ct);

    private static MandateRow Row(Mandate mandate, DateOnly today)
    {
        var given = mandate.Given;
        var state = mandate.Ended is { } why ? $"已终止：{why}"
            : given.To < today ? "已到期"
            : given.From > today ? "未到"
            : "在任";
        return new MandateRow(
            given.Mandate, given.Person, given.Account,
            Roles.LabelOf(given.Role) + (given.Deputy is { } whom ? $"（代{whom}）" : ""), given.Unit,
            given.To is { } to ? Print.Days(given.From, to) : $"{Print.Day(given.From)}起", state,
            mandate.Ended is not null || given.To < today);
    }
}
