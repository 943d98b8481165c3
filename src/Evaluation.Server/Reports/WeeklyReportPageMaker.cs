using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Reports;

/// <summary>Makes the page of the weekly reports.</summary>
public sealed class WeeklyReportPageMaker(
    RequestContext request, ClaimFigures figures, StateCache states, RuleSets ruleSets, PageFrames frames,
    IHttpContextAccessor http)
{
    private const int MostPast = 6;

    /// <summary>The reports of a week; of the one that is worked on when none is named.</summary>
    /// <param name="week">The week's name; null for none.</param>
    /// <param name="done">Whether one was sent or changed just now.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="refusal">Why it was refused; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ShowAsync(
        string? week, bool done, FormReading form, Refusal? refusal, CancellationToken ct)
    {
        await using var session = request.Session();
        var known = states.At(session);
        await known.SeeAsync([DistrictFounded.Stream, RosterFold.Stream, ClosedWeeks.Stream], ct);
        var founded = (await known.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!;
        var now = request.Sign().At;
        var current = Week.Of(founded.DayOf(now), founded.WeekStarts);
        var shown = ClosedWeeks.Open(await known.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct), current);
        if (week is not null)
        {
            if (!(await request.WeekAsync(week, ct)).TryGet(out shown, out var unknown))
            {
                return Answers.Problem(unknown);
            }
        }

        var roster = await known.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var rules = await ruleSets.OfAsync(session, ct);
        var about = new Around(known, roster, rules, now);
        var units = Units(roster, shown);
        var own = request.Actor.Unit;
        var reports = await ReportsAsync(about, units.Select(unit => unit.Unit), shown, ct);
        var counts = await figures.CountsAsync(request.District, shown, ct);
        var edition = Snapshot.Frame(rules, shown);
        var due = edition?.Calendar.ReportDueFor(shown);
        return await PageResults.PageAsync<WeeklyReportsPage, WeeklyReportsView>(
            new WeeklyReportsView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), shown, due,
                due is { } moment ? TimeLeft.Until(moment, now) : null, shown < current, ClausesOf(edition),
                [
                    .. units.Where(unit => own is null || unit.Unit == own).Select(unit => new UnitReportView(
                        unit.Name, reports[unit.Unit], counts.GetValueOrDefault(unit.Unit))),
                ],
                (reports.Values.Count(one => one.Report is not null),
                    reports.Values.Count(one => one.Report is { Nil: true }),
                    reports.Values.Count(one => one.Report is null)))
            {
                Own = own is null ? null : await OwnAsync(own, shown, about, form, ct),
                Done = done ? $"{Print.Week(shown.Id)}的周报已在案，以下是登记的内容。" : null,
                Refusal = refusal,
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>Sends a report.</summary>
    public Task<IResult> SendAsync(FormReading form, CancellationToken ct) => DoAsync(
        form, "send", "报送",
        (week, nil) => new SubmitReport(request.Sign(), request.Actor.Unit ?? "", week, nil), ct);

    /// <summary>Changes a report.</summary>
    public Task<IResult> AmendAsync(FormReading form, CancellationToken ct) => DoAsync(
        form, "amend", "更正",
        (week, nil) => new AmendReport(
            request.Sign(), new ReportAmended(request.Actor.Unit ?? "", week, nil, form.Text("reason")), null), ct);

    private async Task<IResult> DoAsync(
        FormReading form, string does, string verb, Func<Week, bool, object> command, CancellationToken ct)
    {
        var name = form.Text("week");
        if (!(await request.WeekAsync(name, ct)).TryGet(out var week, out var unknown))
        {
            return Answers.Problem(unknown);
        }

        if (form.Text("nil") is not ("yes" or "no"))
        {
            return await AgainAsync(
                new Refusal("field-missing", "没有选择报送哪一种。", "nil", "请选择周报或零报告。"));
        }

        return form.Does != does
            ? await AgainAsync(FormReading.NotAsked(verb))
            : await request.GoOnAsync(
                command(week, form.Text("nil") == "yes"), $"{Links.WeeklyReports(request.District, name)}&done=yes",
                AgainAsync, ct);

        Task<IResult> AgainAsync(Refusal refusal) => ShowAsync(name, false, form, refusal, ct);
    }

    private async Task<OwnReportView> OwnAsync(
        string unit, Week week, Around about, FormReading form, CancellationToken ct)
    {
        var claims = (await figures.OfDaysAsync(request.District, unit, week.Start, week.End, ct))
            .Where(claim => claim.Status != ClaimStatus.Withdrawn).ToList();
        var names = await figures.NamesAsync(request.District, claims, ct);
        var weeks = Enumerable.Range(0, MostPast + 1).Select(back => new Week(week.Start.AddDays(-7 * back)))
            .Where(one => !(one.End < about.Roster.Begins) && about.Roster.On(unit, one.End) is not null
                && Snapshot.Frame(about.Rules, one) is not null).ToList();
        await about.Known.SeeAsync(weeks.Select(one => WeeklyReport.StreamOf(unit, one)), ct);
        var past = new List<(Week, ReportState)>();
        foreach (var one in weeks.Where(one => one != week))
        {
            past.Add((one, await StateAsync(about, unit, one, ct)));
        }

        var state = await StateAsync(about, unit, week, ct);
        return new OwnReportView(
            about.Roster.On(unit, week.End)?.Name ?? unit, state,
            [
                .. claims.GroupBy(claim => claim.Kind, StringComparer.Ordinal).Select(same => new ReportedKindView(
                    about.Rules.KindsOn(week.End).LabelOf(same.Key),
                    [
                        .. same.Select(claim => new ReportedClaimView(
                            claim.Id, ClaimTitle.Of(claim, about.Rules.KindsOn(claim.OccurredOn), names),
                            claim.Status)),
                    ])),
            ],
            past, request.May<SubmitReport>())
        {
            Nil = form.Filled("nil") is { } typed ? typed == "yes" : state.Report?.Nil ?? claims.Count == 0,
            Reason = form.Text("reason"),
        };
    }

    private static async Task<Dictionary<string, ReportState>> ReportsAsync(
        Around about, IEnumerable<string> units, Week week, CancellationToken ct)
    {
        var all = units.ToList();
        await about.Known.SeeAsync(all.Select(unit => WeeklyReport.StreamOf(unit, week)), ct);
        var reports = new Dictionary<string, ReportState>(StringComparer.Ordinal);
        foreach (var unit in all)
        {
            reports[unit] = await StateAsync(about, unit, week, ct);
        }

        return reports;
    }

    // Without rules for the week nothing is due, however late it is.
    private static async Task<ReportState> StateAsync(Around about, string unit, Week week, CancellationToken ct) =>
        new(
            await about.Known.StateAsync<WeeklyReport>(WeeklyReport.StreamOf(unit, week), ct),
            Snapshot.Frame(about.Rules, week)?.Calendar.ReportDueFor(week) ?? DateTimeOffset.MaxValue, about.Now);

    // Those of its last day, and those that left within it.
    private static List<UnitTerm> Units(Roster roster, Week week) =>
    [
        .. roster.On(week.End).Concat(roster.On(week.Start)).DistinctBy(term => term.Unit),
    ];

    private static IReadOnlyList<string> ClausesOf(Rulebook? edition) =>
    [
        .. (edition?.Clauses ?? []).Where(clause => clause.Period == Period.Week
            && clause.Formulas.Any(formula => formula.Source.Contains("report", StringComparison.Ordinal)))
            .Select(clause => clause.Text),
    ];

    private sealed record Around(IStates Known, Roster Roster, RuleSet Rules, DateTimeOffset Now);
}
