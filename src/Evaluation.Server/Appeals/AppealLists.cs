using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Appeals;

/// <summary>`appeal list` and `appeal show`.</summary>
internal static class AppealLists
{
    private static readonly (string Name, string Heading, Func<Appeal, string> Cell)[] Columns =
    [
        ("appeal", "编号", one => one.Id),
        ("unit", "单位", one => one.Lodged.Unit),
        ("week", "通报", one => one.Lodged.Week.Id),
        ("about", "申诉对象", one => one.Lodged.About.ToString()),
        ("status", "状态", one => AppealDecider.Label(one.Status)),
        ("lastDay", "期限", one => one.Lodged.LastDay.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("reason", "理由", one => one.Lodged.Reason),
    ];

    private static readonly (string Name, string Heading, Func<RankChange, string> Cell)[] ChangeColumns =
    [
        ("group", "组别", one => one.Group),
        ("unit", "单位", one => one.Unit),
        ("pointsBefore", ">原得分", one => Value.Of(one.PointsBefore).ToString()),
        ("pointsAfter", ">现得分", one => Value.Of(one.PointsAfter).ToString()),
        ("rankBefore", ">原位次", one => one.RankBefore.ToString(CultureInfo.InvariantCulture)),
        ("rankAfter", ">现位次", one => one.RankAfter.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>All appeals, or those still open.</summary>
    public static Command List(Shell shell)
    {
        var format = Ask.Format();
        var open = new Option<bool>("--open") { Description = "Only those that await a ruling." };
        var verb = new Command(
            "list", "List appeals in the order of lodging.\n\nExample: evaluation appeal list --open")
        {
            open, Ask.District(), format,
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var appeals = await session.Get<AppealReader>().AllAsync(district, ct);
            Output.Rows(
                shell, parsed.GetValue(format)!, "appeals", Columns,
                [.. appeals.Where(one => one.Open || !parsed.GetValue(open))]);
            return Shell.Done;
        });
        return verb;
    }

    /// <summary>An appeal with its line, history and ruling.</summary>
    public static Command Show(Shell shell)
    {
        var id = AppealVerbs.Id();
        var verb = new Command(
            "show", "Show an appeal, the line it is about, and everything that happened to it.\n\n"
            + "Example: evaluation appeal show --id S-1")
        {
            id, Ask.District(),
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            if (await session.Get<AppealReader>().OneAsync(district, parsed.GetValue(id)!, ct) is not { } file)
            {
                return shell.Refuse(AppealDecider.Unknown(parsed.GetValue(id)!));
            }

            var known = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File;
            var rules = session.Get<RuleSets>().Of(known ?? DistrictFile.Empty);
            PrintAppeal(shell, file, known?.Founded?.UtcOffset ?? TimeSpan.Zero, rules);
            if (known is not null && file.Appeal.Ruling is { Upheld: true }
                && LateCheck.AfterRuling(known, rules, file.Appeal.Lodged.Week) is { } more)
            {
                shell.Out.WriteLine($"  {more}");
            }

            return Shell.Done;
        });
        return verb;
    }

    /// <summary>What a ruling changes: in a table as it would be printed, else exact.</summary>
    public static void Changes(Shell shell, string format, AppealRuled ruling, RuleSet rules)
    {
        var changes = ruling.Changes;
        if (format == Ask.Table)
        {
            shell.Out.WriteLine($"累计至{ruling.Week}：");
            changes = Snapshot.Frame(rules, ruling.Week) is { } edition ? Printed(changes, PrintedPoints.Of(edition))
                : changes;
        }

        Output.Rows(shell, format, "changes", ChangeColumns, changes);
    }

    private static List<RankChange> Printed(IEnumerable<RankChange> changes, PrintedPoints print) =>
    [
        .. changes.Select(one => one with
        {
            PointsBefore = print.Number(one.PointsBefore), PointsAfter = print.Number(one.PointsAfter),
        }),
    ];

    private static void PrintAppeal(Shell shell, AppealFile file, TimeSpan offset, RuleSet rules)
    {
        var (appeal, lodged) = (file.Appeal, file.Appeal.Lodged);
        shell.Out.WriteLine(
            $"{appeal.Id}　{lodged.Unit}　{lodged.Week}　{lodged.About}　{AppealDecider.Label(appeal.Status)}");
        shell.Out.WriteLine(
            $"  理由：{lodged.Reason}　佐证材料：{string.Join('、', lodged.Evidence)}　期限：{lodged.LastDay}");
        if (file.Line is { } line)
        {
            shell.Out.WriteLine($"  通报：{line.Text}，{line.Because}");
        }

        if (file.Claim is { } claim)
        {
            shell.Out.WriteLine(
                $"  事项：{claim.Id}　{claim.OccurredOn:yyyy-MM-dd}　"
                + $"{ClaimDecider.Label(claim.Status)}　{claim.Reason}");
        }

        appeal.Hearings.ForEach(note => shell.Out.WriteLine($"  陈述：{note}"));
        foreach (var e in file.Events)
        {
            shell.Out.WriteLine(
                $"  第{e.Position}号事件　第{e.Version}版　{e.Name}　{e.Called}　"
                    + $"{e.At.ToOffset(offset):yyyy-MM-dd HH:mm}");
        }

        if (appeal.Ruling is { } ruling)
        {
            var remedy = ruling.Remedy is { } kind ? AppealDecider.Label(kind) : "不作纠正";
            shell.Out.WriteLine($"  裁决：{remedy}　{ruling.Document}　{ruling.Reason}");
            Changes(shell, Ask.Table, ruling, rules);
        }
    }
}
