using Evaluation.Server.Board;
using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Imports;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Scoring;

/// <summary>`score`: any rulebook on any file of facts, without a database.</summary>
internal static class ScoreVerb
{
    private const string Unscored = "未计分";

    private const string Description =
        "Score a file of facts by a rulebook and rank the units; needs no database.\n"
        + "Facts      id,kind,unit,occurred_on,recorded_at, the kinds' fields, shares such as 甲:0.6;乙:0.4;\n"
        + "           kind report (nil, submitted_at) is a weekly report; signing, stage and increase may add\n"
        + "           industry, contracted, enterprise, increased_before, parent, signed_on;\n"
        + "           visit, referral and lead may add chain_leader, industry\n"
        + "Roster     unit,name,kind,group,from,to\n"
        + "Targets    unit (* for every unit), indicator (a measure), amount,\n"
        + "           period (2023, 2023-H1, 2023-Q1, 2023-05, 2023-W05; two months 2023-B1, half a month\n"
        + "           2023-05-H1, ten days 2023-05-T1, fortnight 2023-F05)\n"
        + "Decisions  id,unit,points,decided_on,effective_on,document,reason,reverses\n"
        + "Files are CSV (UTF-8, or GB18030 where that is certain) or the first visible sheet of an .xlsx, with the\n"
        + "columns named in the first row. How they were read is said on the other writer.\n"
        + "Faults are listed by file, row and column (exit code 1).\n"
        + "Tables show the last week as a bulletin prints it; JSON and CSV show every week, points exact\n"
        + "(total), and where that is another number, as they decide and are printed (decided).\n\n"
        + "Example: evaluation score --rulebook seeds/cases/p1/rulebook.yaml --facts seeds/cases/p1/facts.csv "
        + "--roster seeds/cases/p1/roster.csv --targets seeds/cases/p1/targets.csv --through 2024-12-31 --format json";

    /// <summary>Builds the `score` command.</summary>
    public static Command Make(Shell shell)
    {
        var options = new Options(
            File<FileInfo[]>("--rulebook", "A rulebook, YAML; several times for dated editions, in order.", true)
                .AcceptExistingOnly(),
            File<FileInfo>("--facts", "The facts, CSV or .xlsx.", true).AcceptExistingOnly(),
            File<FileInfo>("--roster", "The units, CSV or .xlsx; those of the facts in one group when not given.")
                .AcceptExistingOnly(),
            File<FileInfo>("--targets", "Targets of the units, CSV or .xlsx.").AcceptExistingOnly(),
            File<FileInfo>("--decisions", "Decisions of the committee, CSV or .xlsx.").AcceptExistingOnly(),
            Ask.MayDay(
                "--through",
                "The last day that counts and for duties; the end of the last week with a fact when not given."),
            Ask.MayDay(
                "--begins",
                "A day of the week with which the evaluation begins: nothing is due or ranked before; the rules' first "
                + "day when not given."),
            Ask.MayTime("--known-at", "Leave out what was recorded or decided after this moment."),
            new Option<bool>("--sheets")
            {
                Description = "Table and CSV: the lines of the sheets instead of the rankings.",
            },
            Ask.Format());
        var verb = new Command("score", Description)
        {
            options.Rulebooks, options.Facts, options.Roster, options.Targets, options.Decisions, options.Through,
            options.Begins, options.KnownAt, options.Sheets, options.Format,
        };
        verb.SetAction((parsed, ct) => ScoreAsync(shell, parsed, options, ct));
        return verb;
    }

    private static Option<T> File<T>(string name, string description, bool required = false) =>
        new(name) { Description = description, Required = required };

    private static async Task<int> ScoreAsync(Shell shell, ParseResult parsed, Options options, CancellationToken ct)
    {
        var files = new TableFiles(shell);
        var rules = await files.RulesAsync(parsed.GetValue(options.Rulebooks)!, ct);
        var offset = rules?.InOrder[0].Calendar.Offset ?? TimeSpan.Zero;
        var facts = await files.TableAsync(parsed.GetValue(options.Facts), offset, ct);
        var roster = await files.TableAsync(parsed.GetValue(options.Roster), offset, ct);
        var targets = await files.TableAsync(parsed.GetValue(options.Targets), offset, ct);
        var decisions = await files.TableAsync(parsed.GetValue(options.Decisions), offset, ct);
        if (facts is null || rules is null)
        {
            return files.Refuse(Unscored);
        }

        // Large files take long, and whoever asks to stop need not wait for them.
        var (input, faults) = await Task.Run(() => ScoreFiles.Read(rules, facts, roster, targets, decisions), ct)
            .WaitAsync(ct);
        files.Add(faults);
        if (input is null || files.Faulty)
        {
            return files.Refuse(Unscored);
        }

        var (through, knownAt) = (parsed.GetValue(options.Through), parsed.GetValue(options.KnownAt));
        IEnumerable<string> remarks =
        [
            .. input.Roster is { } units ? RosterRemarks.Unranked(units, input.Rules) : [],
            .. FactRemarks.Uncounted(input, through),
        ];
        foreach (var remark in remarks)
        {
            shell.Error.WriteLine($"提示：{remark}");
        }

        input = input with { Begins = parsed.GetValue(options.Begins) };
        var board = await Task.Run(() => Scoreboard.Of(input, through, knownAt, Environment.ProcessorCount), ct)
            .WaitAsync(ct);
        files.Account(shell.Error);
        Show(shell, board, input, parsed.GetValue(options.Format)!, parsed.GetValue(options.Sheets));
        return Shell.Done;
    }

    private static void Show(Shell shell, Scoreboard board, ScoreInput input, string format, bool sheets)
    {
        if (format == Ask.Json)
        {
            Output.Json(shell, board);
        }
        else if (format == Ask.Csv && sheets)
        {
            Output.Csv(shell, ["unit", "week", "clause", "fact", "points", "because"], Lines(board.Sheets));
        }
        else if (format == Ask.Csv)
        {
            PlainTable.Csv(shell, board.Rankings);
        }
        else
        {
            Tables(shell, board, input, sheets);
        }
    }

    private static IEnumerable<string[]> Lines(IEnumerable<PlainSheet> sheets) =>
        from sheet in sheets
        from line in sheet.Lines
        select (string[])[sheet.Unit, sheet.Week, line.Clause, line.Fact, Text(line.Points), line.Because];

    private static void Tables(Shell shell, Scoreboard board, ScoreInput input, bool sheets)
    {
        if (board.Rankings.Count == 0 && board.Sheets.Count == 0)
        {
            shell.Out.WriteLine("没有可计分的事项。");
            return;
        }

        if (sheets)
        {
            var lines = Lines(board.Sheets).ToList();
            Output.Table(
                shell, $"得分明细（共{lines.Count}行）", ["单位", "周", "条款", "事项", ">得分", "理由"], lines);
            return;
        }

        if (board.Last is { } edition)
        {
            Rankings(shell, board, input, edition);
        }

        Honoured(shell, board, input);
    }

    private static void Rankings(Shell shell, Scoreboard board, ScoreInput input, Rulebook edition)
    {
        var (columns, print) = (BulletinColumn.AllOf(edition), PrintedPoints.Of(edition));
        var last = board.Rankings.Where(ranking => ranking.Week == board.Rankings[^1].Week).ToList();
        foreach (var year in last.Where(ranking => ranking.Scope == "year"))
        {
            var week = last.First(ranking => ranking.Group == year.Group && ranking.Scope == "week").Rows
                .ToDictionary(row => row.Unit);
            Output.Table(
                shell, $"{(year.Group.Length > 0 ? year.Group : "全部单位")}　{year.Week}",
                [
                    ">年度位次", ">本周位次", "单位",
                    .. columns.Select(one => $">年度{one.Label}（{one.UnitOfMeasure}）"),
                    ">本周得分", ">年度得分",
                ],
                year.Rows.Select(row => (string[])
                [
                    Rank(row.Rank), Rank(week[row.Unit].Rank), NameOf(input, row.Unit) + Beside(row),
                    .. columns.Select(one => Text(row.Figures![one.Name])), Points(week[row.Unit].Total),
                    Points(row.Total),
                ]));
        }

        shell.Out.WriteLine(print.Sentence);

        string Points(decimal points) => print.Text(points);
    }

    private static void Honoured(Shell shell, Scoreboard board, ScoreInput input)
    {
        if (board.Lists?.Where(list => list.Units.Count > 0).ToList() is { Count: > 0 } lists)
        {
            Output.Table(shell, "名单", ["期间", "组别", "名单", "单位"], lists.Select(list => (string[])
            [
                PeriodNames.InWords(list.Period), list.Group, list.List,
                string.Join('、', list.Units.Select(unit => NameOf(input, unit))),
            ]));
        }

        if (board.Prizes is { Count: > 0 } prizes)
        {
            Output.Table(
                shell, "奖惩", ["期间", "组别", ">名次", "单位", ">金额（元）"], prizes.Select(prize => (string[])
                [
                    PeriodNames.InWords(prize.Period), prize.Group, Text(prize.Rank), NameOf(input, prize.Unit),
                    Text(prize.Amount),
                ]));
        }
    }

    private static string Rank(int rank) => rank == 0 ? "—" : Text(rank);

    private static string Beside(PlainRow row) =>
        new[] { row.Grade }.OfType<string>().Concat(row.Status ?? []).ToList() is { Count: > 0 } words
            ? $"（{string.Join('；', words)}）" : "";

    private static string NameOf(ScoreInput input, string unit) =>
        input.Roster?.Terms.FindLast(term => term.Unit == unit)?.Name ?? unit;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal number) => Value.Of(number).ToString();

    private sealed record Options(
        Option<FileInfo[]> Rulebooks, Option<FileInfo> Facts, Option<FileInfo> Roster, Option<FileInfo> Targets,
        Option<FileInfo> Decisions, Option<DateOnly?> Through, Option<DateOnly?> Begins,
        Option<DateTimeOffset?> KnownAt, Option<bool> Sheets, Option<string> Format);
}
