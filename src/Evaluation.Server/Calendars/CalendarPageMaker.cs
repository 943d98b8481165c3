using System.Globalization;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Calendars;

/// <summary>Makes the page.</summary>
public sealed class CalendarPageMaker(RequestContext request, PageFrames frames, IHttpContextAccessor http)
{
    private static readonly char[] Parting = [',', '，', '\t', ' ', '\u3000'];

    /// <summary>A year; the last one stated when none is named.</summary>
    public Task<IResult> ShowAsync(int? year, bool done, CancellationToken ct) =>
        PageAsync(year, new FormReading(null), null, null, done, ct);

    /// <summary>Looks at what a notice changes, or states it.</summary>
    public async Task<IResult> StateAsync(FormReading form, CancellationToken ct)
    {
        var year = (int)decimal.Truncate(Math.Clamp(form.Number("year"), 0m, 9999m));
        var (holidays, workdays, usual) = Days(form, year);
        var document = form.Must("document");
        if (form.Faults is [var fault, ..])
        {
            return await PageAsync(year, form, null, fault, false, ct);
        }

        var notice = new CalendarNotice(
            new CalendarStated(year, holidays, workdays, document), usual, form.Text("replace").Length > 0,
            form.Filled("seen"));
        await using var session = request.Session();
        var known = await session.VersionedAsync<WorkingDays>(WorkingDays.Stream, ct);
        if (form.Does == "state")
        {
            var seen = long.TryParse(
                form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
            return await request.GoOnAsync(
                new StateCalendar(request.Sign(), notice, seen),
                $"{Links.Calendar(request.District, year)}&done=yes",
                refusal => PageAsync(year, form, null, refusal, false, ct), ct);
        }

        // What is seen now is what the refusal asks for, so that only other faults remain.
        var difference = CalendarDecider.Difference(known?.State, notice);
        var code = CalendarDecider.CodeOf(difference);
        return CalendarDecider.State(known?.State, notice with { Seen = code }).Refusal is { } no
            ? await PageAsync(year, form, null, no, false, ct)
            : await PageAsync(
                year, form, new CalendarPreview(difference, code, known?.Version ?? 0), null, false, ct);
    }

    private async Task<IResult> PageAsync(
        int? year, FormReading form, CalendarPreview? preview, Refusal? refusal, bool done, CancellationToken ct)
    {
        await using var session = request.Session();
        var known = await session.StateAsync<WorkingDays>(WorkingDays.Stream, ct) ?? WorkingDays.None;
        var shown = year ?? (known.ByYear.IsEmpty ? request.Sign().At.Year : known.ByYear.Keys.Max());
        var stated = known.ByYear.GetValueOrDefault(shown);
        var fields = form.Shown(
            [
                new FormFieldView("year", "年份") { Typed = [$"{shown}"] },
                new FormFieldView("document", "文号") { Help = "公布放假安排的文件" },
                new FormFieldView("days", "日期")
                {
                    Lines = 8,
                    Help = "一行一天：日期，放假、上班或照常，节日。上班只写周末调休的日子；照常是取消原来的安排",
                },
            ],
            refusal);
        return await PageResults.PageAsync<CalendarPage, CalendarView>(
            new CalendarView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), shown, [.. known.ByYear.Keys],
                stated is null ? null : [.. Rows(known, stated)], stated?.Document,
                request.May<StateCalendar>(), fields, form.Text("replace").Length > 0, preview,
                refusal is null || fields.Any(field => field.Error is not null) ? null : refusal.What + refusal.Remedy,
                done ? "已登记，放假安排如下。" : null),
            Answers.StatusOf(refusal));
    }

    private static IEnumerable<CalendarDayRow> Rows(WorkingDays known, CalendarStated stated) =>
        stated.Holidays.Select(day => (day, Worked: false)).Concat(stated.Workdays.Select(day => (day, Worked: true)))
            .OrderBy(one => one.day.Day)
            .Select(one => new CalendarDayRow(
                $"{Print.Day(one.day.Day)}（{"日一二三四五六"[(int)one.day.Day.DayOfWeek]}）", one.Worked, one.day.Name,
                known.Amended.GetValueOrDefault(one.day.Day)));

    private static (List<NamedDay> Holidays, List<NamedDay> Workdays, List<NamedDay> Usual) Days(
        FormReading form, int year)
    {
        var days = new Dictionary<string, List<NamedDay>> { ["放假"] = [], ["上班"] = [], ["照常"] = [] };
        var lines = form.Must("days").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Split(Parting, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts is [var text, var word, .. var name] && Typed.Day(text, year) is { } day
                && days.TryGetValue(word, out var list))
            {
                list.Add(new NamedDay(day, string.Concat(name)));
            }
            else if (parts.Length > 0)
            {
                form.Add(new Refusal(
                    "day-wrong", $"第{i + 1}行“{Characters.Short(lines[i].Trim())}”读不出。", "days",
                    "请写成：2023-06-25，上班，端午节。"));
            }
        }

        return (days["放假"], days["上班"], days["照常"]);
    }
}
