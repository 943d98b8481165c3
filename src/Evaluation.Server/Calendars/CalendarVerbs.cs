using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Imports;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Calendars;

/// <summary>`calendar`: holidays and worked weekends, listed and stated.</summary>
internal static class CalendarVerbs
{
    private static readonly (string Name, string Heading, Func<Row, string> Cell)[] Columns =
    [
        ("day", "日期", row => row.Day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("kind", "类别", row => row.Kind),
        ("name", "节日", row => row.Day.Name),
        ("document", "文号", row => row.Document),
    ];

    /// <summary>Builds the `calendar` command with its step.</summary>
    public static Command Make(Shell shell)
    {
        var format = Ask.Format();
        var verb = new Command(
            "calendar", "List holidays and worked weekends (放假安排), or state and amend those of a year.\n"
            + "In years that were not stated only Saturdays and Sundays are off.\n\n"
            + "Example: evaluation calendar --district dinghu")
        {
            Ask.District(), format, State(shell),
        };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            await using var query = session.Session(district);
            var known = await query.StateAsync<WorkingDays>(WorkingDays.Stream, ct) ?? WorkingDays.None;
            var chinese = parsed.GetValue(format) == Ask.Table;
            Output.Rows(
                shell, parsed.GetValue(format)!, "days", Columns,
                [
                    .. known.ByYear.Values.SelectMany(stated => stated.Holidays
                        .Select(day => new Row(day, chinese ? "放假" : "holiday", DocumentOf(day, stated)))
                        .Concat(stated.Workdays.Select(
                            day => new Row(day, chinese ? "上班" : "workday", DocumentOf(day, stated)))))
                        .OrderBy(row => row.Day.Day),
                ]);
            return Shell.Done;

            string DocumentOf(NamedDay day, CalendarStated stated) =>
                known.Amended.GetValueOrDefault(day.Day, stated.Document);
        });
        return verb;
    }

    private static Command State(Shell shell)
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "CSV or .xlsx: day,kind (holiday, workday, or usual for neither any more),name.",
        }.AcceptExistingOnly();
        var document = Ask.Must("--document", "The document that announces them (文号).");
        var year = new Option<int?>("--year")
        {
            Description = "The year of the notice; that of most of its days when not given.",
        };
        var replace = new Option<bool>("--replace")
        {
            Description = "Take the place of all that was stated of the year, not only of the days in the file.",
        };
        var seen = Ask.May("--seen", "With --replace: the code of the difference, as the refusal without it shows.");
        return ChangeCommand.Verb(
            shell, "state", "State the holidays of a year from a file, or amend them: of a year that was stated only\n"
            + "the days in the file change. What changes is listed first.\n"
            + "Faults are listed by file, row and column; then nothing is stated.\n\n"
            + "Example: evaluation calendar state seeds/dinghu/calendar.csv --document 国办发明电〔2022〕16号 "
            + "--as weiyuanhui.luo",
            typeof(StateCalendar), [file, document, year, replace, seen],
            async (change, ct) =>
            {
                var files = new TableFiles(shell);
                var table = await files.TableAsync(change.Parsed.GetValue(file)!, TimeSpan.Zero, ct);
                var (rows, faults) = table is null ? new Imported<CalendarRow>([], []) : CalendarFile.Read(table);
                files.Add(faults);
                if (files.Faulty)
                {
                    files.Refuse("未登记");
                    return new Refusal(
                        "file-broken", "放假安排文件有误。", "FILE", "请更正后重新提交，未登记任何内容。");
                }

                files.Account(shell.Out);
                var notice = CalendarFile.Notice(
                    rows, change.Parsed.GetValue(document)!, change.Parsed.GetValue(year)) with
                {
                    Replace = change.Parsed.GetValue(replace),
                    Seen = change.Parsed.GetValue(seen),
                };
                await using var query = change.Session.Session(change.District);
                var known = await query.StateAsync<WorkingDays>(WorkingDays.Stream, ct);
                foreach (var changed in CalendarDecider.Difference(known, notice))
                {
                    shell.Out.WriteLine(changed);
                }

                return new StateCalendar(change.By, notice, null);
            });
    }

    private sealed record Row(NamedDay Day, string Kind, string Document);
}
