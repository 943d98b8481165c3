using System.Globalization;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Founding;

/// <summary>A step on the way to the first week.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="Said">What there is, one sentence; empty for nothing.</param>
/// <param name="Missing">What the first week cannot be closed, confirmed or sealed without.</param>
/// <param name="Hints">What somebody should look at.</param>
internal sealed record SetupStep(
    string Key, string Name, string Said, IReadOnlyList<string> Missing, IReadOnlyList<string> Hints)
{
    /// <summary>Whether nothing is missing.</summary>
    public bool Done => Missing.Count == 0;
}

/// <summary>What is done and what is missing until a district can close, confirm and seal its first week.</summary>
internal static class SetupSteps
{
    /// <summary>The steps' names in addresses.</summary>
    public const string District = "district", List = "list", Rulebook = "rulebook", Holidays = "holidays",
        People = "people", Week = "week", Close = "close";

    private const int MostNamed = 6;

    // In the order of a week, so that a full name is no surprise: 星期一.
    private const string Numerals = "日一二三四五六";

    /// <summary>The steps in order.</summary>
    public static IReadOnlyList<SetupStep> Of(SetupState state) =>
    [
        new(District, "范围", $"{state.District.Name}，一周自{NameOf(state.District.WeekStarts)}起，"
            + $"通报由{state.District.Issuer}印发。", [], []),
        ListOf(state), RulebookOf(state), HolidaysOf(state), PeopleOf(state), WeekOf(state), CloseOf(state),
    ];

    /// <summary>A day of the week in print.</summary>
    public static string NameOf(DayOfWeek day) => $"星期{Numerals[(int)day]}";

    private static SetupStep ListOf(SetupState state)
    {
        var units = state.Roster.Terms.Where(term => term.To is null || state.Today <= term.To)
            .DistinctBy(term => term.Unit).ToList();
        var ranked = EditionOf(state)?.Ranking.Groups.ToList() ?? [];
        var groups = units.GroupBy(unit => unit.Group).ToList();
        var leaders = state.Roster.Leaders.Count(leader => leader.To is null);
        return new SetupStep(
            List, "单位和领导",
            units.Count == 0 ? ""
                : $"{units.Count}家（{string.Join('、', groups.Select(group => $"{group.Key}{group.Count()}家"))}），"
                    + $"领导{leaders}人。",
            units.Count == 0 ? ["还没有单位。"] : [],
            [
                .. groups.Where(group => ranked.Count > 0 && !ranked.Contains(group.Key)).Select(group =>
                    $"考评办法没有“{group.Key}”组，{Named(group.Select(unit => unit.Unit))}不参加排名。"),
                .. units.Count > 0 && leaders == 0
                    ? ["没有登记领导；办法有“一把手带队”一类条款的，须登记。"] : (string[])[],
            ]);
    }

    private static SetupStep RulebookOf(SetupState state) => EditionOf(state) is { } edition
        ? new SetupStep(
            Rulebook, "考评办法",
            $"{edition.Title}第{edition.Edition}版，{Print.Days(edition.From, edition.To)}施行，"
            + $"{edition.Clauses.Length}条；"
            + $"每周{DueOf(edition.Calendar.CutOff, state.District.WeekStarts)}截止，"
            + $"文号如{NumberOf(edition, state.Week)}。",
            [], [])
        : new SetupStep(
            Rulebook, "考评办法",
            state.Rules.InOrder.LastOrDefault() is { } other
                ? $"已采纳{other.Title}，{Print.Days(other.From, other.To)}施行。" : "",
            [$"{Print.Week(state.Week.Id)}没有施行中的考评办法；截止时间和文号格式也由它规定。"], []);

    private static SetupStep HolidaysOf(SetupState state)
    {
        var year = state.Week.End.Year;
        return state.Days.ByYear.GetValueOrDefault(year) is { } stated
            ? new SetupStep(
                Holidays, "放假安排",
                $"{year}年放假{stated.Holidays.Count}天，调休上班{stated.Workdays.Count}天（{stated.Document}）。",
                [], [])
            : new SetupStep(
                Holidays, "放假安排", "", [],
                [$"没有登记{year}年的放假安排，按周六、周日休息计算工作日；申诉等期限可能不准。"]);
    }

    private static SetupStep PeopleOf(SetupState state)
    {
        var reporting = state.With(Roles.Reporter).Select(one => one.Unit).ToHashSet();
        var without = state.Roster.On(state.Week.End).Where(term => !reporting.Contains(term.Unit))
            .Select(term => term.Unit).ToList();
        var (closers, sealers) = (People(Roles.Closer), People(Roles.Sealer));
        var confirmers = People([.. ForAttribute.Of(typeof(ConfirmWeek))]);
        var all = state.With(Roles.All).DistinctBy(one => one.Account).ToList();
        var waiting = all.Where(one => state.Waiting.Contains(one.Account)).Select(one => one.Person).ToList();
        return new SetupStep(
            SetupSteps.People, "人员和职责", all.Count == 0 ? "" : $"{all.Count}人有职责。",
            [
                .. reporting.Count == 0 ? ["没有填报员。"]
                    : without.Count > 0 ? [$"{without.Count}家没有填报员：{Named(without)}。"] : (string[])[],
                .. People(Roles.Verifier).Count == 0 ? ["没有核验员。"] : (string[])[],
                .. closers.Count == 0 ? ["没有考评办经办，不能截止。"] : (string[])[],
                .. closers.Count > 0 && confirmers.Count < 2
                    ? ["截止的人不能再确认通报稿，还缺一名考评办经办或核验员。"] : (string[])[],
                .. sealers.Count == 0 ? ["没有签发人。"] : (string[])[],
                .. closers.Union(confirmers).Union(sealers).Count() is var three && three < 3 && sealers.Count > 0
                    && closers.Count > 0 ? [$"截止、确认、签发须由三个人办理，现在只有{three}人。"] : (string[])[],
                .. People(Roles.Committee).Count == 0 ? ["没有委员会成员：采纳办法、加减分、裁决申诉。"] : (string[])[],
            ],
            waiting.Count == 0 ? [] : [$"{waiting.Count}人还没有启用账号：{Named(waiting)}。"]);

        HashSet<string> People(params string[] roles) => [.. state.With(roles).Select(one => one.Account)];
    }

    private static SetupStep WeekOf(SetupState state) => state.Closed?.Begun is { } begun
        ? new SetupStep(
            Week, "起始周",
            $"考评自{Print.Week(begun.Week.Id)}（{Print.Day(begun.Week.Start)}）起"
            + $"{(begun.Document is { } document ? $"（{document}）" : "")}，此前各周不考核、不排名。", [], [])
        : new SetupStep(
            Week, "起始周", "", [],
            [
                "没有登记起始周：首次截止时按最早有填报的周起算。年中启用的请登记，此前各周不算漏报。",
            ]);

    private static SetupStep CloseOf(SetupState state)
    {
        var (week, edition) = (state.Week, EditionOf(state));
        var name = $"{Print.Week(week.Id)}（{Print.Days(week.Start, week.End)}）";
        return new SetupStep(
            Close, "首周",
            state.First?.Sealed is not null ? $"{Print.Week(state.First.Sealed.Week.Id)}的通报已签发。"
                : state.First?.Confirmed is not null ? $"{name}已截止，通报稿已确认，等待签发。"
                : state.Closed?.First is not null ? $"{name}已截止，等待核对、确认、签发。"
                : edition is null ? ""
                : $"{name}，{Print.ShortMoment(edition.Calendar.CutOffFor(week))}截止。",
            state.First?.Sealed is not null ? [] : ["首期通报还没有签发。"], []);
    }

    /// <summary>A due time in print: 次周二18:00.</summary>
    public static string DueOf(DueTime due, DayOfWeek starts) =>
        $"{(due.DaysAfter == 0 ? "周" : "次周")}{Numerals[((int)starts + 6 + due.DaysAfter) % 7]}"
        + due.At.ToString("HH\\:mm", CultureInfo.InvariantCulture);

    private static string NumberOf(Rulebook edition, Evaluation.Rulebooks.Words.Week week) => edition.Bulletin.Document
        .Replace("{year}", Print.Whole(week.End.Year), StringComparison.Ordinal)
        .Replace("{number}", "1", StringComparison.Ordinal);

    private static Rulebook? EditionOf(SetupState state) => state.Rules.On(state.Week.End);

    private static string Named(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join('、', all.Take(MostNamed)) + (all.Count > MostNamed ? $"等{all.Count}个" : "");
    }
}
