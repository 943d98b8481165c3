using System.Globalization;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Calendars;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Founding;

/// <summary>Makes the page on which holidays are stated as the State Council's notice writes them.</summary>
internal sealed class HolidaysPageMaker(
    RequestContext request, RuleSets ruleSets, AccountBook book, PageFrames frames, IHttpContextAccessor accessor)
{
    private const int LongestHoliday = 30;

    private static readonly string[] Usual = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", ""];

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The page for the year of the first week.</summary>
    public async Task<IResult> ShowAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        var state = await SetupState.ReadAsync(
            session, ruleSets, book, DateOnly.FromDateTime(request.Sign().At.DateTime), ct);
        return await ShownAsync(
            state.Week.End.Year.ToString(CultureInfo.InvariantCulture), "",
            [.. Usual.Select(name => new HolidayRow(name, "", "", ""))], null, ct);
    }

    /// <summary>States the holidays.</summary>
    public async Task<IResult> HandInAsync(IFormCollection form, CancellationToken ct)
    {
        var (year, document) = (form["year"].ToString(), form["document"].ToString());
        var rows = form["name"].Select((name, i) => new HolidayRow(
            name ?? "", At(form["from"], i), At(form["to"], i), At(form["work"], i))).ToList();
        if (form["do"] != "state")
        {
            return await ShownAsync(year, document, rows, FormReading.NotAsked("办理"), ct);
        }

        return Notice(year, document.Trim(), rows).TryGet(out var notice, out var wrong)
            ? await request.GoOnAsync(
                new StateCalendar(request.Sign(), notice, null), Links.Setup(request.District, SetupSteps.Holidays),
                refusal => ShownAsync(year, document, rows, refusal, ct), ct)
            : await ShownAsync(year, document, rows, wrong, ct);
    }

    /// <summary>The notice that rows make; a day may name no year.</summary>
    internal static Result<CalendarNotice> Notice(string typed, string document, IReadOnlyList<HolidayRow> rows)
    {
        if (!int.TryParse(Typed.Narrow(typed).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return new Refusal("year-wrong", $"“{Characters.Short(typed)}”不是年份。", "year", "请写成 2026。");
        }

        var (holidays, workdays) = (new List<NamedDay>(), new List<NamedDay>());
        foreach (var row in rows.Where(row => (row.From + row.To + row.Work).Trim().Length > 0))
        {
            var first = Typed.Day(row.From, year);
            var last = Typed.Day(row.To.Trim().Length > 0 ? row.To : row.From, year);
            if (Characters.ShowsNothing(row.Name))
            {
                return new Refusal("name-missing", "有一行没有写节日的名称。", "name", "请填写，例如 元旦。");
            }

            if (first is not { } from || last is not { } to || to < from
                || to.DayNumber - from.DayNumber >= LongestHoliday)
            {
                return new Refusal(
                    "day-wrong",
                    $"“{row.Name}”的放假日“{row.From}{(row.To.Length > 0 ? "”至“" : "")}{row.To}”不是起止日期。",
                    "from",
                    $"请写成 {year}年10月1日 或 10月1日，不超过{LongestHoliday}天。");
            }

            for (var day = from; day <= to; day = day.AddDays(1))
            {
                holidays.Add(new NamedDay(day, row.Name.Trim()));
            }

            foreach (var text in row.Work.Split(
                ['、', '，', ',', ';', '；', ' '],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (Typed.Day(text, year) is not { } day)
                {
                    return new Refusal(
                        "day-wrong", $"“{row.Name}”的上班日“{Characters.Short(text)}”不是日期。", "work",
                        "请写成 9月27日，几天之间用顿号。");
                }

                workdays.Add(new NamedDay(day, row.Name.Trim()));
            }
        }

        return new CalendarNotice(new CalendarStated(year, holidays, workdays, document), []);
    }

    private async Task<IResult> ShownAsync(
        string year, string document, IReadOnlyList<HolidayRow> rows, Refusal? refusal, CancellationToken ct)
    {
        await using var session = request.Session();
        var days = await session.StateAsync<WorkingDays>(WorkingDays.Stream, ct) ?? WorkingDays.None;
        var stated = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? days.ByYear.GetValueOrDefault(number) : null;
        return await PageResults.PageAsync<HolidaysPage, HolidaysView>(
            new HolidaysView(
                await frames.OfAsync(Http, request.District, ct), year, document, rows,
                stated is null ? null
                    : $"{year}年已登记放假{stated.Holidays.Count}天（{stated.Document}）。下面只填要改的日子。",
                refusal),
            Answers.StatusOf(refusal));
    }

    private static string At(Microsoft.Extensions.Primitives.StringValues values, int i) =>
        i < values.Count ? values[i] ?? "" : "";
}
