using System.Text;
using Evaluation.Office.Adoption;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Adoption;

/// <summary>Makes the pages.</summary>
public sealed class RulebookPageMaker(
    RequestContext request, RuleSets ruleSets, IClauseTotals totals, Sights sights, PageFrames frames,
    IHttpContextAccessor http)
{
    private DateOnly Today => DateOnly.FromDateTime(request.Sign().At.DateTime);

    /// <summary>The list.</summary>
    /// <param name="done">What was done just now: `adopted` or `dropped`; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ListAsync(string? done, CancellationToken ct)
    {
        await using var session = request.Session();
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        var proposals = await session.StateAsync<Proposals>(Proposals.Stream, ct) ?? Proposals.None;
        return await PageResults.PageAsync<RulebooksPage, RulebooksView>(new RulebooksView(
            await FrameAsync(ct),
            [.. Enumerable.Range(0, editions.Adopted.Count).Reverse().Select(i => Row(editions, i))],
            [
                .. proposals.All.Where(one => one.AdoptedAs(editions) is null).Reverse()
                    .Select(one => new ProposalRow(
                        one.Proposed.Proposal, $"{one.Proposed.Rulebook}第{one.Proposed.Edition}版",
                        Print.Days(one.Proposed.From, one.Proposed.To), one.Proposed.Proposer,
                        one.Dropped is { } why ? $"已撤下：{why}" : "待采纳", one.Dropped is null)),
            ],
            request.May<ProposeRulebook>(), done switch
            {
                "adopted" => "已采纳，新版办法列在下面。",
                "dropped" => "提案已撤下，文本仍可查看。",
                _ => null,
            }));
    }

    /// <summary>An edition as a document.</summary>
    public async Task<IResult> EditionAsync(int number, CancellationToken ct)
    {
        await using var session = request.Session();
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        if (number < 1 || number > editions.Adopted.Count)
        {
            return Missing(number);
        }

        var rules = ruleSets.Of(editions).InOrder;
        var (at, unit) = (number - 1, request.Actor.Unit);
        var gave = await totals.OfAsync(request.District, ct);
        var onlyOwn = (await sights.OfAsync(ct)).OnlyPublished;
        return await PageResults.PageAsync<RulebookPage, RulebookView>(new RulebookView(
            await FrameAsync(ct), Row(editions, at), rules[at].Notice,
            RulebookDocument.Of(
                rules[at], ExampleRunner.Run(rules[at]), gave, unit, onlyOwn),
            at == 0 ? null : Row(editions, at - 1), at == 0 ? [] : RulebookDiff.Of(rules[at - 1], rules[at]), unit,
            unit is not null && gave?.Weeks.GetValueOrDefault(unit) is { } week
                ? Links.Sheet(request.District, week, unit) : null));
    }

    /// <summary>An edition's text with the numbers of its lines.</summary>
    public Task<IResult> TextAsync(int number, CancellationToken ct) => OfAsync(number, async (editions, at) =>
        await PageResults.PageAsync<RulebookTextPage, RulebookTextView>(new RulebookTextView(
            await FrameAsync(ct), Row(editions, at), MarkedText.Of(editions.Adopted[at].Text, []))), ct);

    /// <summary>An edition's text as a file.</summary>
    public Task<IResult> FileAsync(int number, CancellationToken ct) => OfAsync(number, (editions, at) =>
        Task.FromResult(Results.File(
            Encoding.UTF8.GetBytes(editions.Adopted[at].Text), "text/yaml; charset=utf-8",
            $"{request.District}-{number}.yaml")), ct);

    private async Task<IResult> OfAsync(int number, Func<Editions, int, Task<IResult>> answer, CancellationToken ct)
    {
        await using var session = request.Session();
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        return number < 1 || number > editions.Adopted.Count ? Missing(number) : await answer(editions, number - 1);
    }

    private EditionRow Row(Editions editions, int at)
    {
        var (one, deciding) = (editions.Adopted[at], editions.On(Today));
        var state = ReferenceEquals(deciding, one) ? "施行中"
            : one.From > Today ? "尚未施行"
            : one.To < Today ? "已期满"
            : $"已由第{deciding!.Edition}版接替";
        return new EditionRow(
            at + 1, ruleSets.Of(editions).InOrder[at].Title, one.Edition, Print.Days(one.From, one.To), one.Document,
            state, ReferenceEquals(deciding, one));
    }

    private Task<FrameView> FrameAsync(CancellationToken ct) =>
        frames.OfAsync(http.HttpContext!, request.District, ct);

    private static IResult Missing(int number) => Answers.Problem(
        Refusal.Unknown("rulebook", "考评办法", $"{number}", "请从考评办法页进入。"));
}
