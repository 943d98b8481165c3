using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Imports;
using Evaluation.Office.Laboratory;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Laboratory;

/// <summary>`simulate`: tries out a draft, a missing claim or a further fact; nothing is stored.</summary>
internal static class SimulateVerb
{
    private const string Description =
        "Try out a draft rulebook, a claim left out or a further fact: ranks and points before and after, which "
        + "clauses move whom, clauses without effect, caps that cut, facts just below a step; "
        + "and what would lift a unit. Nothing is stored.\n\n"
        + "Example: evaluation simulate --rulebook draft.yaml --from 2023-W01 --to 2023-W26\n"
        + "Example: evaluation simulate --without V-017 "
        + "--with \"永安镇: 2023-06-20 visit 企业=鼎新 leader=top\" --lift 永安镇";

    /// <summary>Builds the `simulate` command.</summary>
    public static Command Make(Shell shell)
    {
        var options = new Options(
            new Option<FileInfo>("--rulebook") { Description = "A draft, YAML; it takes the place of its edition." }
                .AcceptExistingOnly(),
            new Option<bool>("--everywhere")
            {
                Description = "Let the draft decide on every day (全期适用), also outside of in_force.",
            },
            new Option<string[]>("--without") { Description = "A claim to leave out; several times for several." },
            new Option<string[]>("--with")
            {
                Description = "A fact to add, for example \"永安镇: 2023-06-20 visit leader=top\"; "
                    + "several times for several.",
            },
            Ask.May("--lift", "Say which facts would lift this unit by a rank in the running week."),
            Ask.May("--from", "The first week, for example 2023-W05; the last one alone when not given."),
            Ask.May("--to", "The last week; the last closed one when not given."),
            Format());
        var verb = new Command("simulate", Description)
        {
            Ask.District(), options.Rulebook, options.Everywhere, options.Without, options.With, options.Lift,
            options.From, options.To, options.Format,
        };
        verb.OnDistrict(
            shell, CliSession.ReadAsync,
            (session, district, parsed, ct) => RunAsync(shell, session, district, parsed, options, ct));
        return verb;
    }

    private static async Task<int> RunAsync(
        Shell shell, CliSession session, string district, ParseResult parsed, Options options, CancellationToken ct)
    {
        var (file, draft) = (parsed.GetValue(options.Rulebook), (string?)null);
        if (file is not null
            && !(await TextFiles.ReadAsync(shell, file, TextSort.Rulebook, ct)).TryGet(out draft, out var unread))
        {
            return shell.Refuse(unread);
        }

        var answer = await session.Get<Simulations>().RunAsync(
            district,
            new TrialOrder
            {
                Draft = draft,
                Everywhere = parsed.GetValue(options.Everywhere),
                Without = parsed.GetValue(options.Without) ?? [],
                With = parsed.GetValue(options.With) ?? [],
                Lift = parsed.GetValue(options.Lift),
                From = parsed.GetValue(options.From),
                To = parsed.GetValue(options.To),
            },
            ct);
        if (answer.Report is not { } report)
        {
            foreach (var finding in answer.Findings)
            {
                shell.Error.WriteLine($"{file}:{finding.Line}:{finding.Column}: {finding.What}{finding.Remedy}");
            }

            return shell.Refuse(answer.Refusal!);
        }

        if (parsed.GetValue(options.Format) == Ask.Json)
        {
            Output.Json(shell, new Printed(district, report, answer.Lift));
        }
        else
        {
            Show(shell, report);
            Show(shell, answer.Lift);
        }

        return Shell.Done;
    }

    private static void Show(Shell shell, TrialReport report)
    {
        var weeks = report.From == report.To ? report.To : $"{report.From}至{report.To}";
        shell.Out.WriteLine($"试算　{weeks}　截至第{report.Position}号事件　未改动任何数据");
        foreach (var note in report.Notes)
        {
            shell.Out.WriteLine($"注意：{note}");
        }

        foreach (var group in report.Groups)
        {
            Output.Table(
                shell,
                $"{group.Group}（{group.Units}个单位，{group.Moved}个有变动；"
                + $"与现行排名的一致程度：肯德尔τb {Share(group.TauB)}，斯皮尔曼ρ {Share(group.Rho)}）",
                [
                    "单位", ">年度位次", ">试算", ">年度得分", ">试算", ">当期位次", ">试算", ">当期得分", ">试算",
                ],
                report.Units.Where(unit => unit.Group == group.Group).Select(unit => (string[])
                [
                    unit.Name, Rank(unit.Before.YearRank), Rank(unit.After.YearRank),
                    Points(unit.Before.YearDecided), Points(unit.After.YearDecided), Rank(unit.Before.Rank),
                    Rank(unit.After.Rank), Points(unit.Before.Decided), Points(unit.After.Decided),
                ]));
        }

        var moved = report.Units.Where(unit => unit.Moved).ToList();
        shell.Out.WriteLine(moved.Count == 0 ? "各单位名次和得分均无变动。" : $"共{moved.Count}个单位有变动：");
        moved.ForEach(unit => shell.Out.WriteLine($"  {unit.Sentence}"));
        shell.Out.WriteLine();
        Findings(shell, report);
    }

    private static void Findings(Shell shell, TrialReport report)
    {
        var days = $"{report.FindingsFrom:yyyy-MM-dd}至{report.FindingsTo:yyyy-MM-dd}，按试算后的办法";
        if (report.Idle.Count > 0)
        {
            Output.Table(
                shell, $"没有产生得分的条款（{days}）", ["条款", "试算前", "内容"],
                report.Idle.Select(idle => (string[])[idle.Clause, idle.HadEffect ? "有得分" : "无得分", idle.Text]));
        }

        if (report.Cut.Count > 0)
        {
            Output.Table(
                shell, $"已触顶的上限（{days}）", ["条款", "上限", ">被削减行数", ">削减分数", "单位"],
                report.Cut.Select(cut => (string[])
                [
                    cut.Clause, cut.Cap, Whole(cut.Lines), Points(cut.Lost),
                    string.Join('、', cut.Units.Select(unit => $"{unit.Unit}{Points(unit.Lost)}分")),
                ]));
        }

        if (report.Near.Count > 0)
        {
            Output.Table(
                shell, $"差一点到下一档的事项（{days}）",
                ["单位", "事项", "条款", ">数额", ">下一档", ">本档分", ">下档分"],
                report.Near.Select(near => (string[])
                [
                    near.Unit, near.Fact, near.Clause, Amount(near.Amount), Amount(near.Step), Points(near.Now),
                    Points(near.Then),
                ]));
        }
    }

    private static void Show(Shell shell, LiftReport? lift)
    {
        if (lift is null)
        {
            return;
        }

        shell.Out.WriteLine(lift.Sentence);
        if (lift.Options.Count > 0)
        {
            Output.Table(
                shell, $"{lift.Unit}　{lift.Week}　提升一位所需的最少事项（每类最多试{SmallestLift.MostFacts}件）",
                ["类别", ">件数", ">增加得分", ">位次", "参照事项", "参照单位"],
                lift.Options.Select(option => (string[])
                [
                    option.Label, option.Count is { } count ? Whole(count) : "不能", Points(option.Gained),
                    Rank(option.Rank), option.Example, option.TakenFrom,
                ]));
        }

        if (lift.Untried.Count > 0)
        {
            shell.Out.WriteLine($"本组没有可参照的事项，未试：{string.Join('、', lift.Untried)}。");
        }

        if (lift.Confirmed is { } ranking)
        {
            Output.Table(
                shell, $"全部重算后的{ranking.Group}年度排名", [">位次", "单位", ">年度得分"],
                ranking.Rows.Select(row => (string[])[Rank(row.Rank), row.Unit, Points(row.Decided ?? row.Total)]));
        }
    }

    private static string Share(decimal? share) =>
        share is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "—";

    private static string Points(decimal points) =>
        Value.Of(Math.Round(points, 4, MidpointRounding.AwayFromZero)).ToString();

    // Amounts of money are those that offices write with 万 and 亿.
    private static string Amount(decimal amount) =>
        amount >= Money.Wan ? Money.Format(amount) : Value.Of(amount).ToString();

    private static string Rank(int rank) => rank == 0 ? "—" : Whole(rank);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Option<string> Format()
    {
        var option = new Option<string>("--format", "-f")
        {
            Description = "How to print.",
            DefaultValueFactory = _ => Ask.Table,
        };
        option.AcceptOnlyFromAmong(Ask.Table, Ask.Json);
        return option;
    }

    private sealed record Printed(string District, TrialReport Report, LiftReport? Lift);

    private sealed record Options(
        Option<FileInfo> Rulebook, Option<bool> Everywhere, Option<string[]> Without, Option<string[]> With,
        Option<string?> Lift, Option<string?> From, Option<string?> To, Option<string> Format);
}
