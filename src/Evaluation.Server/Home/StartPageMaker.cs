using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;
using Marten;

namespace Evaluation.Server.Home;

/// <summary>
/// Makes the page on which people begin, from what is kept already: nothing is counted for it.
/// </summary>
public sealed class StartPageMaker(
    RequestContext request, BoardReader board, ClaimFigures figures, AppealReader appeals, StateCache states,
    RuleSets ruleSets, PageFrames frames, IHttpContextAccessor http)
{
    private const int MostBulletins = 3, MostReturned = 200;

    // What the names of weeks have and those of periods do not.
    private const string OfWeek = "-W";

    /// <summary>The page of the viewer.</summary>
    public async Task<IResult> ShowAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        var known = states.At(session);
        await known.SeeAsync(
            [DistrictFounded.Stream, RosterFold.Stream, ClosedWeeks.Stream, Editions.Stream, Proposals.Stream], ct);
        var founded = (await known.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!;
        var now = request.Sign().At;
        var closed = await known.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct);
        var week = ClosedWeeks.Open(closed, Week.Of(founded.DayOf(now), founded.WeekStarts));
        var editions = await known.StateAsync<Editions>(Editions.Stream, ct);
        var around = new Around(
            known, await known.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty,
            ruleSets.Of(editions ?? Editions.None), week, now);
        var last = await BulletinsAsync(session, ct);
        var facts = new DeskFacts(request.District, now, week)
        {
            Due = around.Edition is { } edition
                ? (edition.Calendar.ReportDueFor(week), edition.Calendar.CutOffFor(week)) : null,
            Waiting = request.May<VerifyClaim>() ? await figures.WaitingAsync(request.District, ct) : default,
            Closed = await ClosedAsync(known, closed, last, founded.WeekStarts, ct),
            Appeals =
            [
                .. (await appeals.AllAsync(request.District, ct))
                    .Where(one => one.Open && AppealReader.MayRead(request.Actor, one)),
            ],
            Proposals =
            [
                .. (await known.StateAsync<Proposals>(Proposals.Stream, ct) ?? Proposals.None).All
                    .Where(one => one.IsOpen(editions)).Select(one => one.Proposed),
            ],
        };
        var own = request.Actor.Unit is { } unit ? await OwnAsync(unit, around, ct) : null;
        if (own is not null)
        {
            facts = facts with
            {
                Unit = request.Actor.Unit,
                Report = own.Report,
                Returned = await ReturnedAsync(request.Actor.Unit!, around, ct),
            };
        }

        return await PageResults.PageAsync<StartPage, StartView>(new StartView(
            await frames.OfAsync(http.HttpContext!, request.District, ct), now, week, facts.Due?.Report,
            facts.Due?.CutOff, DeskTasks.Of(facts, request.Actor.Is, request.Actor.Account), last)
        {
            Own = own,
        });
    }

    private static async Task<IReadOnlyList<HomeBulletinView>> BulletinsAsync(
        IQuerySession session, CancellationToken ct) =>
    [
        .. (await session.Query<BulletinHeading>().Where(heading => heading.Id.Contains(OfWeek))
                .OrderByDescending(heading => heading.Id).Take(MostBulletins).ToListAsync(ct))
            .Select(one => new HomeBulletinView(one.Id, one.Title, one.Document, one.SealedOn, one.Issue)),
    ];

    // Bulletins are sealed in order: after the last one comes the next closed week.
    private static async Task<(Week, WeekFile)?> ClosedAsync(
        StateCache.Reader known, ClosedWeeks? closed, IReadOnlyList<HomeBulletinView> last, DayOfWeek starts,
        CancellationToken ct)
    {
        var next = last.Count > 0 ? Week.Parse(last[0].Week, starts)?.Next : closed?.First;
        return next is { } week && closed?.Of(week) is not null
            ? (week, await known.StateAsync<WeekFile>(WeekFile.StreamOf(week), ct) ?? WeekFile.Empty)
            : null;
    }

    private async Task<IReadOnlyList<(Claim, string)>> ReturnedAsync(string unit, Around around, CancellationToken ct)
    {
        var claims = await board.ClaimsAsync(request.District, [ClaimStatus.Returned], unit, MostReturned, ct);
        var names = await figures.NamesAsync(request.District, claims, ct);
        return [.. claims.Select(claim => (claim, around.Title(claim, names)))];
    }

    private async Task<OwnUnitView> OwnAsync(string unit, Around around, CancellationToken ct)
    {
        var claims = (await figures.OfDaysAsync(
                request.District, unit, around.Week.Start, around.Week.End, ct))
            .Where(claim => claim.Status != ClaimStatus.Withdrawn).ToList();
        var names = await figures.NamesAsync(request.District, claims, ct);
        var lines = (await board.SheetsAsync(request.District, [unit], around.Week, ct))
            .SelectMany(sheet => sheet.Lines).ToLookup(line => line.Fact, StringComparer.Ordinal);
        return new OwnUnitView(
            around.Roster.On(unit, around.Week.End)?.Name ?? unit, await StandingAsync(unit, around, ct),
            [.. claims.Select(claim => around.View(claim, names, [.. lines[claim.Id]]))], request.May<ReportClaim>())
        {
            Report = new ReportState(
                await around.Known.StateAsync<WeeklyReport>(WeeklyReport.StreamOf(unit, around.Week), ct),
                around.Edition?.Calendar.ReportDueFor(around.Week) ?? DateTimeOffset.MaxValue, around.Now),
        };
    }

    // Of the week that is worked on; before anything counts in it, of the one before.
    private async Task<OwnStandingView?> StandingAsync(string unit, Around around, CancellationToken ct)
    {
        var rankings = (await board.RankingsAsync(request.District, around.Week.Previous, ct))
            .Where(ranking => ranking.Week <= around.Week).ToList();
        if (rankings.Count == 0)
        {
            return null;
        }

        var week = rankings.Max(ranking => ranking.Week);
        var all = EmptyPlaces.Of([.. rankings.Where(ranking => ranking.Week == week)]);
        var group = all.FirstOrDefault(ranking => ranking.Standings.Any(one => one.Totals.Unit == unit));
        return group?.Standings.First(one => one.Totals.Unit == unit) is { } standing
            && Snapshot.Frame(around.Rules, week) is { } edition && PrintedPoints.Of(edition) is var print
                ? new OwnStandingView(
                    week, print.Text(standing.Totals.WeekPoints), standing.WeekRank,
                    print.Text(standing.Totals.YearPoints), standing.YearRank, group.Standings.Count, group.Group, unit)
                : null;
    }

    private sealed record Around(IStates Known, Roster Roster, RuleSet Rules, Week Week, DateTimeOffset Now)
    {
        private const int Decimals = 2;

        public Rulebook? Edition { get; } = Snapshot.Frame(Rules, Week);

        public string Title(Claim claim, IReadOnlyDictionary<string, string> names) =>
            ClaimTitle.Of(claim, Rules.KindsOn(claim.OccurredOn), names);

        public OwnClaimView View(Claim claim, IReadOnlyDictionary<string, string> names, IReadOnlyList<Line> lines)
        {
            var points = lines.Sum(line => line.Points);
            var counts = claim.Status == ClaimStatus.Verified && lines.Count > 0;
            return new OwnClaimView(
                claim.Id, Title(claim, names), claim.Status, counts ? Print.Exact(points, Decimals) : null,
                counts ? points != 0m ? null : Because(lines[0])
                    : claim.Status is ClaimStatus.Returned or ClaimStatus.Refused or ClaimStatus.Reversed
                        ? claim.Reason : null);
        }

        private string Because(Line line) => Sentences.Because(
            line, Rules.On(line.On)?.Clauses.FirstOrDefault(clause => clause.Id == line.Clause));
    }
}
