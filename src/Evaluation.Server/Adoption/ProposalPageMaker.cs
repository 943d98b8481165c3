using Evaluation.Office.Adoption;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Adoption;

/// <summary>Makes the pages.</summary>
public sealed class ProposalPageMaker(
    RequestContext request, PageFrames frames, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The fresh form.</summary>
    public async Task<IResult> NewAsync(CancellationToken ct) => await PageResults.PageAsync<ProposePage, ProposeView>(
        new ProposeView(await frames.OfAsync(Http, request.District, ct), "", "", null, null, null));

    /// <summary>Checks a text, and proposes it when that is asked for.</summary>
    /// <param name="note">What it is about.</param>
    /// <param name="file">A file in the place of the text; null or empty for none.</param>
    /// <param name="propose">Whether it is to be proposed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ProposeAsync(
        string text, string note, IFormFile? file, bool propose, CancellationToken ct)
    {
        if (!(await UploadedText.ReadAsync(file, text, ct)).TryGet(out var upload, out var unread))
        {
            return await NotTakenAsync(text, note, null, null, unread, ct);
        }

        (text, var encoding) = (upload.Text, upload.Encoding);
        if (string.IsNullOrWhiteSpace(text))
        {
            return await NotTakenAsync(
                text, note, null, null,
                new Refusal("text-missing", "没有文本。", "text", "请选择文件，或把文本粘贴在下面。"), ct);
        }

        await using var session = request.Session();
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        var found = Check(text, editions);
        if (!propose)
        {
            var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
            var proposals = await session.StateAsync<Proposals>(Proposals.Stream, ct);
            var unfit = found.Errors > 0 ? null
                : ProposalDecider.Propose(
                    proposals, editions, text, note, (request.Actor.Account, request.Actor.Name), founded!).Refusal;
            return await ShownAsync(text, note, encoding, found, unfit, StatusCodes.Status200OK, ct);
        }

        var outcome = await request.AskAsync(
            new ProposeRulebook(request.Sign(), request.Actor.Name, text, note), ct);
        if (outcome.Refusal is { } refusal)
        {
            return await NotTakenAsync(text, note, encoding, found, refusal, ct);
        }

        var made = (await session.StateAsync<Proposals>(Proposals.Stream, ct))!.All.FindLast(
            one => one.Proposed.Text == text)!;
        return Results.LocalRedirect(Links.Proposal(request.District, made.Proposed.Proposal));
    }

    /// <summary>A proposal, with the refusal of a step if there was one.</summary>
    public async Task<IResult> ShowAsync(int number, Refusal? refusal, CancellationToken ct)
    {
        await using var session = request.Session();
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        var proposals = await session.StateAsync<Proposals>(Proposals.Stream, ct) ?? Proposals.None;
        if (proposals.Find(number) is not { } proposal || RulebookReader.Read(proposal.Proposed.Text).Rulebook is not
            { } rulebook)
        {
            return Missing(number);
        }

        var (one, adopted, open) = (proposal.Proposed, proposal.AdoptedAs(editions), proposal.IsOpen(editions));
        var own = one.ProposedBy == request.Actor.Account;
        return await PageResults.PageAsync<ProposalPage, ProposalView>(
            new ProposalView(
                await frames.OfAsync(Http, request.District, ct), number, rulebook.Title, one.Edition,
                Print.Days(one.From, one.To), one.Proposer, one.Note,
                adopted is not null ? $"已采纳（{adopted.Document}）"
                    : proposal.Dropped is { } why ? $"已撤下：{why}" : "待采纳",
                adopted is null ? null : new EditionRow(
                    editions.Adopted.IndexOf(adopted) + 1, rulebook.Title, one.Edition, "", adopted.Document, "",
                    false),
                Check(one.Text, editions), RulebookDocument.Of(rulebook, ExampleRunner.Run(rulebook), null, null),
                new ProposalChoices(
                    open && !own && request.May<AdoptRulebook>(), open && own, open && request.May<DropProposal>(),
                    request.May<ProposeRulebook>()),
                refusal, refusal is null ? null : SentForms.Of(Http)),
            Answers.StatusOf(refusal));
    }

    /// <summary>Adopts a proposal.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="document">The document by which it is adopted.</param>
    /// <param name="seen">Whether the adopter says that the difference was read.</param>
    /// <param name="adopt">Whether it is to be adopted.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> AdoptAsync(int number, string document, bool seen, bool adopt, CancellationToken ct)
    {
        await using var session = request.Session();
        var proposals = await session.StateAsync<Proposals>(Proposals.Stream, ct) ?? Proposals.None;
        return proposals.Find(number) is not { } proposal ? Missing(number)
            : !adopt ? await ShowAsync(number, FormReading.NotAsked("办理"), ct)
            : proposal.Dropped is not null
                ? await ShowAsync(
                    number,
                    Refusal.Conflict("proposal-dropped", "提案已撤下，不能采纳。", "proposal", "请重新提出。"), ct)
            : !seen
                ? await ShowAsync(
                    number,
                    new Refusal(
                        "difference-unseen", "没有确认已核对差别和例子。", "seen", "请核对后勾选，再采纳。"), ct)
            : await request.GoOnAsync(
                new AdoptRulebook(request.Sign(), proposal.Proposed.Text, document, null),
                $"{Links.Rulebooks(request.District)}?done=adopted", refusal => ShowAsync(number, refusal, ct), ct);
    }

    /// <summary>Drops a proposal.</summary>
    public async Task<IResult> DropAsync(int number, string reason, bool drop, CancellationToken ct) =>
        !drop ? await ShowAsync(number, FormReading.NotAsked("办理"), ct)
        : await request.GoOnAsync(
            new DropProposal(request.Sign(), number, reason), $"{Links.Rulebooks(request.District)}?done=dropped",
            refusal => ShowAsync(number, refusal, ct), ct);

    private static CheckedText Check(string text, Editions editions)
    {
        var (rulebook, findings) = RulebookCheck.Of(text);
        var against = rulebook is null ? null
            : editions.Adopted.FindLast(one => (one.Rulebook, one.Edition) != (rulebook.Id, rulebook.Edition));
        var before = against is null ? null : RulebookReader.Read(against.Text).Rulebook;
        return new CheckedText(
            rulebook is null ? null : TitleOf(rulebook), MarkedText.Of(text, findings), findings,
            rulebook is null ? [] : ExampleRunner.Run(rulebook),
            before is null ? null : TitleOf(before),
            before is null ? [] : RulebookDiff.Of(before, rulebook!));
    }

    private static string TitleOf(Rulebook rulebook) =>
        $"{rulebook.Title}，第{rulebook.Edition}版，{Print.Days(rulebook.From, rulebook.To)}施行";

    private async Task<IResult> NotTakenAsync(
        string text, string note, string? encoding, CheckedText? found, Refusal refusal, CancellationToken ct) =>
        await ShownAsync(text, note, encoding, found, refusal, Answers.StatusOf(refusal), ct);

    private async Task<IResult> ShownAsync(
        string text, string note, string? encoding, CheckedText? found, Refusal? refusal, int status,
        CancellationToken ct) =>
        await PageResults.PageAsync<ProposePage, ProposeView>(
            new ProposeView(
                await frames.OfAsync(Http, request.District, ct), text, note, encoding, found, refusal), status);

    private static IResult Missing(int number) => Answers.Problem(
        Refusal.Unknown("proposal", "办法的提案", $"{number}", "请从考评办法页进入。"));
}
