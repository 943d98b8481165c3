using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Publication;

/// <summary>Makes the page.</summary>
public sealed class GatePageMaker(
    RequestContext request, GateReader gate, PageFrames frames, RuleSets ruleSets, PersonNames personNames,
    IHttpContextAccessor http)
{
    /// <summary>The page, with the refusal of a closing or sealing if there was one.</summary>
    public async Task<IResult> ShowAsync(Term term, Refusal? refusal, CancellationToken ct)
    {
        await using var session = request.Session();
        var (report, ofWeek) = (await gate.ExamineAsync(session, term, ct), term.Period is null);
        var standing = report.Week.Sealed is not null ? WeekStanding.Sealed
            : report.Closed is not null ? WeekStanding.Closed
            : WeekStanding.Open;
        var maySeal = standing == WeekStanding.Closed && report.Open && request.May<SealBulletin>()
            && WeekDecider.MaySeal(report.Closed, report.Week, term, request.Actor.Account) is null;
        var persons = await personNames.OfAsync(request.District, ct);
        return await PageResults.PageAsync<GatePage, GateView>(
            new GateView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), term.Id, term.First, term.Last, standing,
                [.. report.Checks.Select(check => View(check, persons))],
                ofWeek && standing == WeekStanding.Open && request.May<CloseWeek>(), maySeal, refusal)
            {
                Ends = ofWeek ? null : term.Week.Id,
                Periods = ofWeek ? EndingIn(report, term.Week) : [],
                MayCarry = ofWeek && standing == WeekStanding.Closed && request.May<CarryOver>(),
                Issued = report.Week.Proposal is { } proposal ? $"{ReissueDecider.Name(proposal.Issue)}待核准"
                    : report.Week.LastIssue > 1 ? $"现行{ReissueDecider.Name(report.Week.LastIssue)}"
                    : "",
                MayWaive = standing != WeekStanding.Sealed && request.May<WaiveFindings>(),
                MayConfirm = report.Confirmable && request.May<ConfirmWeek>(),
                Beginning = ofWeek && standing == WeekStanding.Closed
                    ? FirstWeek.Remarks(report.Now, ruleSets.Of(report.Now.District.Editions), term.Week) : [],
                MayBegin = request.May<BeginWeeks>(),
                Digest = report.Draft?.Digest,
                Papers = report.Draft?.Papers ?? PaperScope.Public,
                Later = [.. report.Later.Select(one => one.ToString())],
                Confirmed = report.Week.Confirmed is { } confirmed
                    ? confirmed with { Confirmer = persons.Called(confirmed.Confirmer, confirmed.ConfirmedBy) } : null,
                Refused = refusal is null ? null : SentForms.Of(http.HttpContext!),
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>The draft as the bulletin's page, marked as not signed.</summary>
    /// <param name="term">The week or the period.</param>
    /// <param name="paper">`public` for the paper for everybody where there are two.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> DraftAsync(Term term, string? paper, CancellationToken ct)
    {
        await using var session = request.Session();
        var report = await gate.ExamineAsync(session, term, ct);
        if (report.Draft is not { Bulletin: var bulletin })
        {
            return Answers.Problem(new Refusal(
                "no-draft", $"{term}没有通报稿。", "week",
                term.Period is null ? "未截止的周尚无通报稿；已签发的请查看通报。"
                    : "末周未截止或办法没有规定的期间没有通报稿；已签发的请查看通报。"));
        }

        bulletin = paper == PaperScope.Public ? report.Draft.Public ?? bulletin : bulletin;
        var page = await PageRenderer.RenderAsync<BulletinPage>((nameof(BulletinPage.Bulletin), bulletin with
        {
            Title = $"（通报稿，未签发）{bulletin.Title}",
            SealedBy = "（未签发）",
        }));
        return PageResults.Html(page);
    }

    private IReadOnlyList<string> EndingIn(GateReport report, Week week) =>
    [
        .. (Snapshot.Frame(ruleSets.Of(report.Now.District), week)?.PublishedBy(week.End) ?? [])
            .Where(one => one.Last >= week.Start).Select(one => one.Name),
    ];

    private static GateCheckView View(GateCheck check, DistrictPersons persons) => new(
        check.Label, check.Met, check.Findings)
    {
        Unlisted = check.Unlisted,
        Remedy = check.Remedy,
        Waivable = check.MayBeWaived ? check.Code : null,
        Waived =
        [
            .. check.Waived.Select(one => one with { Waiver = persons.Called(one.Waiver, one.WaivedBy) }),
        ],
    };

    /// <summary>Takes a step and shows the page again, or the bulletin once it is sealed.</summary>
    public Task<IResult> AskAsync(Term term, object command, CancellationToken ct) => request.GoOnAsync(
        command,
        command is SealBulletin ? Links.Bulletin(request.District, term.Id) : Links.Gate(request.District, term.Id),
        refusal => ShowAsync(term, refusal, ct), ct);
}
