using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Accounts;

/// <summary>Makes the page of programs' tokens.</summary>
public sealed class TokenPageMaker(
    TokenDesk desk, AccountBook book, DistrictChoices choices, PageFrames frames, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    /// <summary>Makes a token and shows it once.</summary>
    public async Task<IResult> MakeAsync(ProgramRequest request, CancellationToken ct) =>
        (await desk.ForProgramAsync(request, SessionCookie.DoerOf(Http), ct)).TryGet(out var made, out var refusal)
            ? await ShowAsync(made, null, null, ct)
            : await ShowAsync(null, null, refusal, ct);

    /// <summary>Ends a token.</summary>
    public async Task<IResult> EndAsync(string token, CancellationToken ct) =>
        (await desk.EndAsync(token, null, SessionCookie.DoerOf(Http), ct)).TryGet(out var ended, out var refusal)
            ? await ShowAsync(null, $"令牌“{ended.Name}”已撤销，立即失效。", null, ct)
            : await ShowAsync(null, null, refusal, ct);

    /// <summary>The page.</summary>
    public async Task<IResult> ShowAsync(MadeToken? made, string? done, Refusal? refusal, CancellationToken ct)
    {
        var tokens = await desk.OfAsync(null, ct);
        return await PageResults.PageAsync<TokensPage, TokensView>(
            new TokensView(
                await frames.OfAsync(Http, null, ct), [.. tokens.Select(token => TokenRows.Of(token, book.Now))],
                await choices.AllAsync(ct))
            {
                Made = made is null ? null : (made.Token.Name, made.Secret),
                Done = done,
                Refusal = refusal,
                Sent = refusal is null ? null : SentForms.Of(Http),
            },
            Answers.StatusOf(refusal));
    }
}
