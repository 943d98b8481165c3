using System.Globalization;
using Evaluation.Office.Adoption;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Founding;

/// <summary>Makes the page on which a district's first rulebook is chosen, checked and adopted.</summary>
internal sealed class FirstRulebookPageMaker(
    RequestContext request, RuleSets ruleSets, AccountBook book, PageFrames frames, IHttpContextAccessor accessor)
{
    /// <summary>The fields of the form. A browser sends a box without a file as a field.</summary>
    public static readonly string[] Fields =
    [
        "model", "year", "report_days", "report_at", "cut_days", "cut_at", "pattern", "text", "document", "file", "do",
    ];

    private const int MostDays = 7;

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The page with what is usual.</summary>
    public async Task<IResult> ShowAsync(CancellationToken ct)
    {
        var state = await StateAsync(ct);
        var model = ModelRulebooks.All[0];
        var calendar = model.Rulebook.Calendar;
        return await ShownAsync(
            state,
            new Dictionary<string, string>
            {
                ["model"] = model.Key,
                ["year"] = Whole(state.Week.End.Year),
                ["report_days"] = Whole(calendar.ReportDue.DaysAfter),
                ["report_at"] = Time(calendar.ReportDue.At),
                ["cut_days"] = Whole(calendar.CutOff.DaysAfter),
                ["cut_at"] = Time(calendar.CutOff.At),
                ["pattern"] = "考评〔{year}〕{number}号",
            },
            null, null, ct);
    }

    /// <summary>Makes a model the district's own, checks a text, or adopts it.</summary>
    public async Task<IResult> HandInAsync(IFormCollection form, CancellationToken ct)
    {
        var state = await StateAsync(ct);
        var values = Fields.Where(field => field is not ("do" or "file"))
            .ToDictionary(field => field, field => form[field].ToString(), StringComparer.Ordinal);
        values["text"] = values["text"].ReplaceLineEndings("\n");
        switch (form["do"].ToString())
        {
            case "fit":
                if (!Fitting(state, values).TryGet(out var text, out var refusal))
                {
                    return await ShownAsync(state, values, null, refusal, ct);
                }

                values["text"] = text;
                return await ShownAsync(state, values, null, null, ct);
            case "check":
                return await CheckAsync(state, values, form.Files.GetFile("file"), ct);
            case "adopt":
                return await request.GoOnAsync(
                    new AdoptRulebook(request.Sign(), values["text"], values["document"].Trim(), null),
                    Links.Setup(request.District, SetupSteps.Rulebook),
                    refused => ShownAsync(state, values, null, refused, ct), ct);
            default:
                return await ShownAsync(state, values, null, FormReading.NotAsked("办理"), ct);
        }
    }

    private async Task<IResult> CheckAsync(
        SetupState state, Dictionary<string, string> values, IFormFile? file, CancellationToken ct)
    {
        if (!(await UploadedText.ReadAsync(file, values["text"], ct)).TryGet(out var read, out var refusal))
        {
            return await ShownAsync(state, values, null, refusal, ct);
        }

        values["text"] = read.Text.ReplaceLineEndings("\n");
        return await ShownAsync(state, values, read.Encoding, null, ct);
    }

    /// <summary>The text of a model with the settings of a form.</summary>
    private static Result<string> Fitting(SetupState state, Dictionary<string, string> values)
    {
        if (ModelRulebooks.Find(values["model"]) is not { } model)
        {
            return Refusal.Unknown("model", "示范办法", values["model"], "请从列表中选择。");
        }

        if (!int.TryParse(Typed.Narrow(values["year"]), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !Typed.IsInRange(new DateOnly(Math.Clamp(year, 1, 9999), 1, 2)))
        {
            return new Refusal(
                "year-wrong", $"“{Characters.Short(values["year"])}”不是年份。", "year", "请写成 2026。");
        }

        return DueAt(values["report_days"], values["report_at"], "周报").Then(report =>
            DueAt(values["cut_days"], values["cut_at"], "截止").Then<string>(cutOff => FittedModel.Of(
                model.Text, SettingsOf(state.District, year, report, cutOff, values["pattern"].Trim()))));
    }

    /// <summary>What is a district's own in a model.</summary>
    public static FittingSettings SettingsOf(
        DistrictFounded district, int year, DueTime report, DueTime cutOff, string pattern) =>
        new(district.District, district.Name, year, district.WeekStarts, district.UtcOffset, report, cutOff, pattern);

    /// <summary>A due time as it is typed.</summary>
    /// <param name="days">The days after the week.</param>
    /// <param name="at">The time of day, 18:00.</param>
    /// <param name="what">What is due, in print.</param>
    public static Result<DueTime> DueAt(string days, string at, string what) =>
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
        && after is >= 0 and <= MostDays
        && TimeOnly.TryParseExact(
            Typed.Narrow(at).Trim(), ["HH\\:mm", "H\\:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var time)
            ? new DueTime(after, time)
            : new Refusal(
                "due-wrong", $"{what}时间“{Characters.Short(at)}”不是几点几分。", "cut_at", "请写成 18:00。");

    private async Task<SetupState> StateAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        return await SetupState.ReadAsync(
            session, ruleSets, book, DateOnly.FromDateTime(request.Sign().At.DateTime), ct);
    }

    private async Task<IResult> ShownAsync(
        SetupState state, Dictionary<string, string> values, string? encoding, Refusal? refusal,
        CancellationToken ct)
    {
        var (starts, may) = (state.District.WeekStarts, request.May<AdoptRulebook>());
        return await PageResults.PageAsync<FirstRulebookPage, FirstRulebookView>(
            new FirstRulebookView(
                await frames.OfAsync(Http, request.District, ct),
                [
                    .. ModelRulebooks.All.Select(one => new SuggestionView(
                        one.Key, $"{one.About}（排名组别：{string.Join('、', one.Rulebook.Ranking.Groups)}）")),
                ],
                [
                    .. Enumerable.Range(1, MostDays).Select(days => new SuggestionView(
                        Whole(days), SetupSteps.DueOf(new DueTime(days, TimeOnly.MinValue), starts)[..^5])),
                ],
                values,
                string.IsNullOrWhiteSpace(values.GetValueOrDefault("text")) ? null : Check(state, values["text"]), may,
                string.Join('、', state.With([.. ForAttribute.Of(typeof(AdoptRulebook))])
                    .Select(one => one.Person).Distinct()),
                encoding, refusal),
            Answers.StatusOf(refusal));
    }

    private static CheckedRulebookView Check(SetupState state, string text)
    {
        var (rulebook, findings) = RulebookCheck.Of(text);
        var (lines, results) = (text.Split('\n'), rulebook is null ? [] : ExampleRunner.Run(rulebook));
        return new CheckedRulebookView(
            rulebook is null ? null
                : $"{rulebook.Title}，第{rulebook.Edition}版，{Print.Days(rulebook.From, rulebook.To)}施行",
            $"{results.Count(one => one.Passed)}个例子相符"
            + (results.All(one => one.Passed) ? "" : $"，{results.Count(one => !one.Passed)}个不符"),
            [
                .. findings.OrderBy(one => one.Severity).Select(one => (
                    one, one.Line > 0 && one.Line <= lines.Length ? lines[one.Line - 1].Trim() : "")),
            ],
            rulebook is null ? [] : [.. Unfit(state, rulebook, text)]);
    }

    private static IEnumerable<string> Unfit(SetupState state, Rulebook rulebook, string text)
    {
        if (RulebookDecider.Adopt(null, text, "1号", state.District).Refusal is { Code: "calendar-differs" } differs)
        {
            yield return differs.What + differs.Remedy;
        }

        var unranked = state.Roster.On(state.Week.End).Where(term => !rulebook.Ranking.Groups.Contains(term.Group))
            .GroupBy(term => term.Group);
        foreach (var group in unranked)
        {
            yield return $"名册中的“{group.Key}”组（{group.Count()}家）不在办法的排名组别"
                + $"（{string.Join('、', rulebook.Ranking.Groups)}）里，不参加排名。";
        }

        if (!rulebook.InForce(state.Week.End))
        {
            yield return $"办法在{Print.Week(state.Week.Id)}没有施行。";
        }
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(TimeOnly time) => time.ToString("HH\\:mm", CultureInfo.InvariantCulture);
}
