using Evaluation.Office.Adoption;
using Evaluation.Office.Laboratory;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Laboratory;

/// <summary>Makes the pages.</summary>
public sealed class TrialPageMaker(
    RequestContext request, Simulations simulations, BoardReader board, PageFrames frames,
    IHttpContextAccessor http)
{
    /// <summary>What a proposal would have given.</summary>
    public async Task<IResult> OfProposalAsync(int number, CancellationToken ct)
    {
        await using var session = request.Session();
        var proposals = await session.StateAsync<Proposals>(Proposals.Stream, ct) ?? Proposals.None;
        return proposals.Find(number) is { Proposed: var proposed }
            ? await ShowAsync(
                proposed.Text, $"{proposed.Rulebook}第{proposed.Edition}版的提案",
                Links.Proposal(request.District, number), ct)
            : Answers.Problem(Refusal.Unknown("proposal", "办法的提案", $"{number}", "请从考评办法页进入。"));
    }

    /// <summary>What a text would have given.</summary>
    public async Task<IResult> OfTextAsync(string text, IFormFile? file, CancellationToken ct) =>
        (await UploadedText.ReadAsync(file, text, ct)).TryGet(out var read, out var refusal)
            ? await ShowAsync(read.Text, "所检查的文本", null, ct)
            : await PageAsync("所检查的文本", null, null, refusal, ct);

    // On all closed weeks, whatever days the text names: what it would have given is asked of the past.
    private async Task<IResult> ShowAsync(string text, string what, string? back, CancellationToken ct)
    {
        var file = (await board.DistrictAsync(request.District, ct))?.File;
        var answer = await simulations.RunAsync(
            request.District,
            new TrialOrder { Draft = text, Everywhere = true, From = (file?.Begun?.Week ?? file?.FirstClosed)?.Id },
            ct);
        return await PageAsync(what, back, answer.Report, answer.Refusal, ct);
    }

    private async Task<IResult> PageAsync(
        string what, string? back, TrialReport? report, Refusal? refusal, CancellationToken ct) =>
        await PageResults.PageAsync<TrialPage, TrialView>(
            new TrialView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), what, back, report, refusal),
            Answers.StatusOf(refusal));
}
