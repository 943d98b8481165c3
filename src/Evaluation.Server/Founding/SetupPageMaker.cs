using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Calendars;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;
using Evaluation.Server.Publication;
using Evaluation.Server.Units;

namespace Evaluation.Server.Founding;

/// <summary>Makes the page of what is still missing.</summary>
internal sealed class SetupPageMaker(
    RequestContext request, RuleSets ruleSets, AccountBook book, PageFrames frames, IHttpContextAccessor accessor)
{
    private const int WeeksBefore = 8, WeeksAfter = 6;

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The page, with what was just done and the refusal of the beginning if there was one.</summary>
    public async Task<IResult> ShowAsync(string? done, Refusal? refusal, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(request.Sign().At.DateTime);
        await using var session = request.Session();
        var state = await SetupState.ReadAsync(session, ruleSets, book, today, ct);
        var week = Week.Of(today, state.District.WeekStarts);
        var weeks = new List<Week>();
        if (request.May<BeginWeeks>() && state.Closed?.First is null)
        {
            week = Enumerable.Range(0, WeeksBefore).Aggregate(week, (one, _) => one.Previous);
            for (var i = 0; i <= WeeksBefore + WeeksAfter; i++, week = week.Next)
            {
                weeks.Add(week);
            }
        }

        return await PageResults.PageAsync<SetupPage, SetupView>(
            new SetupView(
                await frames.OfAsync(Http, request.District, ct),
                [.. SetupSteps.Of(state).Select(one => Of(one, state))],
                [.. weeks.Select(one => new SuggestionView(
                    one.Id, $"{Print.Week(one.Id)}（{Print.Days(one.Start, one.End)}）"))],
                state.Week.Id, Said(done), refusal, refusal is null ? null : SentForms.Of(Http)),
            Answers.StatusOf(refusal));
    }

    /// <summary>Decides with which week the evaluation begins.</summary>
    public Task<IResult> BeginAsync(string week, string document, bool begin, CancellationToken ct) => !begin
        ? ShowAsync(null, FormReading.NotAsked("办理"), ct)
        : request.WithWeekAsync(
            week,
            named => request.GoOnAsync(
                new BeginWeeks(request.Sign(), named, document), Links.Setup(request.District, SetupSteps.Week),
                refusal => ShowAsync(null, refusal, ct), ct),
            ct);

    private SetupStepView Of(SetupStep step, SetupState state)
    {
        var district = request.District;
        var (link, action, roles) = step.Key switch
        {
            SetupSteps.List => (
                request.May<TakeRoster>() && state.Closed?.First is null
                    ? Links.SetupStep(district, step.Key) : null,
                step.Done ? "补充单位、领导、人员" : "填写单位、领导、人员", ForAttribute.Of(typeof(TakeRoster))),
            SetupSteps.Rulebook => (
                request.Actor.Is(Roles.Office) ? Links.SetupStep(district, step.Key) : null,
                step.Done ? "采纳另一版" : "选用、检查、采纳",
                ForAttribute.Of(typeof(AdoptRulebook))),
            SetupSteps.Holidays => (
                request.May<StateCalendar>() ? Links.SetupStep(district, step.Key) : null,
                step.Hints.Count == 0 ? "更正放假安排" : "登记放假安排",
                ForAttribute.Of(typeof(StateCalendar))),
            SetupSteps.People => (
                request.May<GiveMandate>() ? Links.Mandates(district) : null, "授予职责",
                ForAttribute.Of(typeof(GiveMandate))),
            SetupSteps.Week => (
                request.May<BeginWeeks>() && state.Closed?.First is null ? "#begin" : null,
                step.Hints.Count == 0 ? "更正起始周" : "登记起始周",
                ForAttribute.Of(typeof(BeginWeeks))),
            SetupSteps.Close => (
                state.Rules.On(state.Week.End) is null ? null : Links.Gate(district, state.Week.Id),
                "看本周办到哪一步", []),
            _ => ((string?)null, "", (IReadOnlyList<string>)[]),
        };
        var names = state.With([.. roles]).Select(one => one.Person).Distinct().ToList();
        return new SetupStepView(
            step.Key, step.Name, step.Said, step.Missing, step.Hints, link, action,
            link is not null || roles.Count == 0 ? null
                : $"由{string.Join('或', roles.Select(Roles.LabelOf))}办理"
                    + (names.Count > 0 ? $"：{string.Join('、', names)}" : ""));
    }

    private static string? Said(string? done) => done switch
    {
        SetupSteps.District => "范围已经建立。下面是启用第一周还要办的事，每一步办完都已保存，可以随时离开再来。",
        SetupSteps.Rulebook => "考评办法已采纳。",
        SetupSteps.Holidays => "放假安排已登记。",
        SetupSteps.Week => "起始周已登记。",
        _ => null,
    };
}
