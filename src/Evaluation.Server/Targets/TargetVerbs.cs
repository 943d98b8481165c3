using System.CommandLine;
using Evaluation.Office.Imports;
using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Targets;

/// <summary>`targets`: what units are to reach, listed and given out.</summary>
internal static class TargetVerbs
{
    /// <summary>Builds the `targets` command with its step.</summary>
    public static Command Make(Shell shell)
    {
        var format = Ask.Format();
        var verb = new Command(
            "targets", "List the targets (目标任务) that hold, each with its document, or give targets out.\n\n"
            + "Example: evaluation targets --district dinghu --format csv")
        {
            Ask.District(), format, Give(shell), Progress(shell),
        };
        verb.Aliases.Add("target");
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var file = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File ?? DistrictFile.Empty;
            var labels = Measures(session, file).DistinctBy(measure => measure.Name)
                .ToDictionary(measure => measure.Name, measure => measure.Label);
            Output.Rows(shell, parsed.GetValue(format)!, "targets", Columns(labels), file.Given.All);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Progress(Shell shell)
    {
        var (format, week) = (Ask.Format(), Ask.May(
            "--week", "As of the end of this week, for example 2023-W26; the last closed one when not given."));
        var verb = new Command(
            "progress", "Show the targets against what was done: rate, elapsed time, ahead or behind, pace.\n\n"
            + "Example: evaluation targets progress --district zhaoqing --week 2023-W26")
        {
            week, Ask.District(), format,
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var found = await session.Get<TargetProgress>().OfAsync(
                district, parsed.GetValue(week), shell.Clock.GetUtcNow(), new Sight(null, Visibility.All), ct);
            if (!found.TryGet(out var answer, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            if (parsed.GetValue(format) == Ask.Json)
            {
                Output.Json(shell, answer);
                return Shell.Done;
            }

            Output.Rows(
                shell, parsed.GetValue(format)!, "targets", ProgressColumns,
                [
                    .. answer.Targets.SelectMany(of =>
                        (of.Whole is { } whole ? of.Units.Prepend(whole) : of.Units).Select(one => (of, one))),
                ]);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Give(Shell shell)
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "CSV or .xlsx: unit (* for every unit, + for all together),indicator,period,amount"
                + "[,opening].",
        }.AcceptExistingOnly();
        var document = Ask.Must("--document", "The document that gives them (文号).");
        return ChangeCommand.Verb(
            shell, "give", "Give out the targets of a file; each replaces the one before of its unit, indicator and "
            + "period.\nFaults are listed by file, row and column; then nothing is given.\n\n"
            + "Example: evaluation targets give targets-2023.csv --document 肇新鼎招委〔2023〕2号 --as weiyuanhui.luo",
            typeof(GiveTargets), [file, document],
            async (change, ct) =>
            {
                var files = new TableFiles(shell);
                var given = await ReadAsync(files, change, change.Parsed.GetValue(file)!, ct);
                if (files.Faulty)
                {
                    files.Refuse("未下达");
                    return new Refusal("file-broken", "目标文件有误。", "FILE", "请更正后重新提交，未下达任何目标。");
                }

                files.Account(shell.Out);
                return new GiveTargets(
                    change.By, new TargetsGiven(change.Parsed.GetValue(document)!, given), null);
            });
    }

    private static async Task<IReadOnlyList<Target>> ReadAsync(
        TableFiles files, ChangeCommand change, FileInfo file, CancellationToken ct)
    {
        var known = (await change.Session.Get<BoardReader>().DistrictAsync(change.District, ct))?.File
            ?? DistrictFile.Empty;
        if (await files.TableAsync(file, known.Founded?.UtcOffset ?? TimeSpan.Zero, ct) is not { } table)
        {
            return [];
        }

        var (rows, faults) = TargetsFile.Read(
            table, [.. Measures(change.Session, known).Select(measure => measure.Name).Distinct()]);
        files.Add(faults);
        return [.. rows.Select(row => row.Target)];
    }

    // Of the editions, the one adopted last comes first.
    private static IEnumerable<Measure> Measures(CliSession session, DistrictFile file) =>
        session.Get<RuleSets>().Of(file.Editions).InOrder.Reverse().SelectMany(edition => edition.Measures);

    private static readonly (string Name, string Heading, Func<(IndicatorProgress Of, UnitProgress One), string> Cell)[]
        ProgressColumns =
        [
            ("label", "指标", row => row.Of.Label),
            ("period", "期间", row => row.Of.Period),
            ("unit", "单位", row => row.One.Unit ?? "合计"),
            ("target", ">目标", row => ProgressPrint.Amount(row.One.Target, row.Of)),
            ("opening", ">期初", row => ProgressPrint.Amount(row.One.Opening, row.Of)),
            ("done", ">完成", row => ProgressPrint.Amount(row.One.Done, row.Of)),
            ("rate", ">完成率", row => ProgressPrint.Percent(row.One.Rate)),
            ("elapsed", ">时间进度", row => ProgressPrint.Percent(row.Of.Elapsed)),
            ("ahead", ">快慢", row => row.One.Ahead is { } ahead ? Value.Of(ahead).ToString() : ""),
            ("per_week", ">此前每周", row => ProgressPrint.Amount(row.One.PerWeek, row.Of)),
            ("needed_per_week", ">余下每周须", row => ProgressPrint.Amount(row.One.NeededPerWeek, row.Of)),
            ("document", "文号", row => row.One.Document),
        ];

    private static (string Name, string Heading, Func<GivenTarget, string> Cell)[] Columns(
        Dictionary<string, string> labels) =>
    [
        ("unit", "单位", one => one.Target.Unit),
        ("indicator", "指标", one => one.Target.Indicator),
        ("label", "指标名称", one => labels.GetValueOrDefault(one.Target.Indicator, "")),
        ("period", "期间", one => one.Target.Period),
        ("amount", ">目标", one => Value.Of(one.Target.Amount).ToString()),
        ("document", "文号", one => one.Document),
        ("opening", ">期初", one => one.Target.Opening is { } opening ? Value.Of(opening).ToString() : ""),
    ];
}
