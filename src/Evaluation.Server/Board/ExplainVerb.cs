using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Board;

/// <summary>`explain`: a unit's sheet down to the events.</summary>
internal static class ExplainVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var (week, format) = (Ask.Week(), Ask.Format());
        var unit = Ask.Must("--unit", "The unit, for example 永安镇.");
        var clause = Ask.May("--clause", "Only lines of this clause.");
        var fact = Ask.May("--fact", "Only lines of this fact, for example V-001.");
        var year = new Option<bool>("--year") { Description = "The whole assessment year up to the week's end." };
        var knownAt = Ask.KnownAt();
        var verb = new Command(
            "explain", "Explain a unit's points: clause, fact, arithmetic and the events behind every line; "
            + "exit code 1 if the lines did not add up.\n\n"
            + "Example: evaluation explain --unit 永安镇 --week 2023-W26")
        {
            unit, week, knownAt, clause, fact, year, Ask.District(), format,
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var found = await session.Get<Explanations>().OfAsync(
                district, parsed.GetValue(unit)!, parsed.GetValue(week), parsed.GetValue(knownAt),
                parsed.GetValue(year), true, ct);
            return shell.Show(found, sheet => shell.Show(
                Only(sheet, parsed.GetValue(clause), parsed.GetValue(fact)),
                lines => Show(shell, sheet, lines, parsed.GetValue(format)!)));
        });
        return verb;
    }

    /// <summary>Prints one line with its events.</summary>
    public static void Line(Shell shell, ExplainedLine line)
    {
        var clause = line.Clause.Length > 0 ? line.Clause : "无条款";
        shell.Out.WriteLine($"{Signed(line.Points),8}分　{clause}　{line.Fact}　{line.On:yyyy-MM-dd}");
        shell.Out.WriteLine($"    事项：{line.About}");
        if (line.Text.Length > 0)
        {
            shell.Out.WriteLine($"    条款：{line.Text}");
        }

        shell.Out.WriteLine($"    计分：{line.Because}");
        foreach (var e in line.Events)
        {
            shell.Out.WriteLine(
                $"    事件：第{e.Position}号　{e.Stream} 第{e.Version}版　"
                + $"{e.Name}　{Persons.Called(e.Person, e.Account ?? "")}　{e.At:yyyy-MM-dd HH:mm}");
        }

        shell.Out.WriteLine();
    }

    private static int Show(Shell shell, Explanation sheet, IReadOnlyList<ExplainedLine> lines, string format)
    {
        switch (format)
        {
            case Ask.Json:
                Json(shell, sheet, lines);
                break;
            case Ask.Csv:
                Output.Csv(
                    shell, ["unit", "week", "clause", "fact", "on", "points", "because", "events"],
                    lines.Select(line => (string[])
                    [
                        sheet.Unit, line.Week.Id, line.Clause, line.Fact,
                        line.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Value.Of(line.Points).ToString(), line.Because,
                        string.Join(' ', line.Events.Select(e => $"{e.Stream}@{e.Position}")),
                    ]));
                break;
            default:
                Table(shell, sheet, lines);
                break;
        }

        if (sheet.AddsUp)
        {
            return Shell.Done;
        }

        shell.Error.WriteLine(
            $"!!! 各行合计{Value.Of(sheet.Sum)}分，与排名中的{Value.Of(sheet.Total)}分不一致。"
            + "请立即停止签发并运行 evaluation rebuild。");
        return Shell.Refused;
    }

    private static void Table(Shell shell, Explanation sheet, IReadOnlyList<ExplainedLine> lines)
    {
        var scope = sheet.Scope == "year" ? $"本年至{sheet.Week}" : $"{sheet.Term}";
        var provisional = sheet.Provisional ? "未定稿　" : "";
        shell.Out.WriteLine(
            $"{sheet.Name}　{scope}　共{sheet.Lines.Count}行　{provisional}截至第{sheet.Position}号事件");
        if (sheet.Move is { } move)
        {
            shell.Out.WriteLine($"位次：{move.Sentence}");
        }

        foreach (var note in sheet.Inherited)
        {
            var only = !note.OfYear ? "只用于上限和期间考核，不计分。"
                : sheet.Handed != 0m || sheet.Scope == "year" ? "" : "只计入年度累计，不计入本周得分。";
            shell.Out.WriteLine($"{(note.Opened ? "" : "承接：")}{note.Because}{only}");
        }

        shell.Out.WriteLine();
        foreach (var line in lines)
        {
            Line(shell, line);
        }

        if (lines.Count < sheet.Lines.Count)
        {
            shell.Out.WriteLine($"所列{lines.Count}行小计：{Value.Of(lines.Sum(line => line.Points))}分。");
        }

        var verdict = sheet.AddsUp ? "与排名中的得分一致" : "与排名中的得分不一致";
        var becomes = sheet.Print.Becomes(sheet.Sum) is { Length: > 0 } rounded ? $"，{rounded}分" : "";
        shell.Out.WriteLine($"合计：{Sum(sheet)} = {Value.Of(sheet.Sum)}分{becomes}，{verdict}。");
    }

    // Beyond a dozen numbers nobody follows a sum by eye.
    private static string Sum(Explanation sheet)
    {
        var counted = sheet.Lines.Select(line => line.Points).Append(sheet.Handed)
            .Where(points => points != 0m).ToList();
        if (counted.Count is > 0 and <= 12)
        {
            return string.Join(
                " + ", counted.Select(points => points < 0 ? $"({Value.Of(points)})" : $"{Value.Of(points)}"));
        }

        var from = sheet.Inherited.All(note => note.Opened) ? "期初结转" : "承接";
        var handed = sheet.Handed != 0m ? $" + {from}{Value.Of(sheet.Handed)}" : "";
        return $"{sheet.Lines.Count}行{handed}";
    }

    private static void Json(Shell shell, Explanation sheet, IReadOnlyList<ExplainedLine> lines)
    {
        // Over a year or period one sheet for each week; each total is then the sum of that week's lines.
        var weeks = sheet.Scope != "week" ? sheet.Lines.Select(line => line.Week).Distinct().ToList() : [sheet.Week];
        Output.Json(shell, new Printed(
            sheet.District, sheet.Scope, sheet.Position, sheet.Provisional, sheet.Total, sheet.AddsUp, sheet.Move,
            sheet.Inherited,
            weeks.Select(week => new PrintedSheet(
                sheet.Unit, week.Id,
                sheet.Scope != "week"
                    ? Exact.Trim(sheet.Lines.Where(line => line.Week == week).Sum(line => line.Points))
                    : sheet.Total,
                lines.Where(line => line.Week == week).Select(line => new PrintedLine(
                    line.Clause, line.Fact, line.Points, line.Because, line.Text, line.About, line.On,
                    line.Events))))));
    }

    private static Result<IReadOnlyList<ExplainedLine>> Only(Explanation sheet, string? clause, string? fact)
    {
        var lines = sheet.Lines.Where(
            line => (clause is null || line.Clause == clause) && (fact is null || line.Fact == fact)).ToList();
        return lines.Count > 0 || (clause is null && fact is null) ? Result.Of<IReadOnlyList<ExplainedLine>>(lines)
            : fact is null || sheet.Lines.Any(line => line.Fact == fact)
                ? Refusal.Unknown("clause", "该条款的计分行", clause!, $"本表的条款：{Clauses(sheet)}。")
                : Refusal.Unknown("fact", "该事项的计分行", fact, "请核对事项编号和周次；不加 --fact 可列出全部。");
    }

    private static string Clauses(Explanation sheet) =>
        string.Join('、', sheet.Lines.Select(line => line.Clause).Distinct());

    private static string Signed(decimal points) => points > 0 ? $"+{Value.Of(points)}" : Value.Of(points).ToString();

    private sealed record Printed(
        string District, string Scope, long Position, bool Provisional, decimal Total, bool AddsUp, RankMove? Move,
        IReadOnlyList<InheritedNote> Inherited, IEnumerable<PrintedSheet> Sheets);

    private sealed record PrintedSheet(string Unit, string Week, decimal Total, IEnumerable<PrintedLine> Lines);

    private sealed record PrintedLine(
        string Clause, string Fact, decimal Points, string Because, string Text, string About, DateOnly On,
        IReadOnlyList<ExplainedEvent> Events);
}
