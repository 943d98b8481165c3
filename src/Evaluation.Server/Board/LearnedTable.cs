using System.Globalization;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Board;

/// <summary>Prints what was learned between two positions.</summary>
internal static class LearnedTable
{
    /// <summary>Prints it in a format; of one group, or of all.</summary>
    public static int Show(Shell shell, LearnedThen then, string? group, string format)
    {
        var learned = then.Learned;
        if (group is not null && learned.Units.All(unit => unit.Group != group))
        {
            return shell.Refuse(Refusal.Unknown(
                "group", "组别", group,
                $"可用组别：{string.Join('、', learned.Units.Select(unit => unit.Group).Distinct())}。"));
        }

        var units = learned.Units.Where(unit => group is null || unit.Group == group).ToList();
        var names = units.Select(unit => unit.Unit).ToHashSet(StringComparer.Ordinal);
        var facts = learned.Facts.Where(fact => names.Contains(fact.Unit));
        learned = group is null ? learned : learned with { Units = units, Facts = [.. facts] };
        switch (format)
        {
            case Ask.Json:
                Output.Json(shell, LearnedAnswer.Of(learned));
                break;
            case Ask.Csv:
                Output.Csv(
                    shell, ["unit", "fact", "kind", "on", "change", "since", "before", "after"],
                    learned.Facts.Select(fact => (string[])
                    [
                        fact.Unit, fact.Fact, fact.Kind, fact.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        LearnedFactAnswer.NameOf(fact.Change), Whole(fact.Since), Number(fact.Before),
                        Number(fact.After),
                    ]));
                break;
            default:
                Table(shell, then, learned);
                break;
        }

        return Shell.Done;
    }

    private static void Table(Shell shell, LearnedThen then, Learned learned)
    {
        var district = then.District;
        shell.Out.WriteLine(
            $"{district.Founded!.Name}　{learned.Week}　第{learned.Before}号事件时所知，"
            + $"与第{learned.After}号事件时所知相比");
        foreach (var (what, items) in ((string, IEnumerable<string>)[])
        [
            ("采纳考评办法", learned.Frame.Rulebooks), ("下达目标", learned.Frame.Targets),
            ("名册变动", learned.Frame.Roster), ("企业并档", learned.Frame.Firms),
            ("截止", Ends(learned.Frame.Closed)), ("签发", Ends(learned.Frame.Sealed)),
        ])
        {
            if (items.Any())
            {
                shell.Out.WriteLine($"其间{what}：{string.Join('、', items)}。");
            }
        }

        if (learned.Facts.Count == 0 && !learned.Units.Any(unit => unit.Moved))
        {
            shell.Out.WriteLine("其间没有得知影响该周及本年累计的内容。");
            return;
        }

        shell.Out.WriteLine();
        Output.Table(
            shell, "事项", ["单位", "事项", "日期", "变动", ">事件", ">原得分", ">现得分"],
            learned.Facts.Select(fact => (string[])
            [
                Name(district, fact.Unit, learned.Week), fact.Fact, $"{fact.On:yyyy-MM-dd}", Label(fact.Change),
                Whole(fact.Since), Number(fact.Before), Number(fact.After),
            ]));
        Output.Table(
            shell, "单位（年度位次、年度得分、本周得分）",
            ["组别", "单位", ">原位次", ">现位次", ">原年度", ">现年度", ">原本周", ">现本周"],
            learned.Units.Where(unit => unit.Moved).Select(unit => (string[])
            [
                unit.Group, Name(district, unit.Unit, learned.Week), Whole(unit.Before?.YearRank),
                Whole(unit.After?.YearRank), Total(unit.Before?.YearPoints), Total(unit.After?.YearPoints),
                Total(unit.Before?.WeekPoints), Total(unit.After?.WeekPoints),
            ]));

        string Total(decimal? points) => points is { } known ? then.Print.Text(known) : "—";
    }

    // Beyond a handful nobody reads weeks one by one.
    private static IEnumerable<string> Ends(IReadOnlyList<Week> weeks) =>
        weeks.Count <= 3 ? weeks.Select(week => week.Id) : [$"{weeks[0]}至{weeks[^1]}"];

    private static string Label(FactChange change) => change switch
    {
        FactChange.Came => "新增",
        FactChange.Went => "不再计入",
        FactChange.Changed => "更正",
        _ => "重计",
    };

    private static string Name(DistrictFile district, string unit, Week week) =>
        district.Roster.On(unit, week.End)?.Name ?? unit;

    private static string Number(decimal? points) => points is { } known ? Value.Of(known).ToString() : "—";

    private static string Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "—";
}
