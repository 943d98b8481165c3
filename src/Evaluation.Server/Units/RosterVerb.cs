using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Units;

/// <summary>`roster`: the units on a day.</summary>
internal static class RosterVerb
{
    /// <summary>Builds the `roster` command with its steps.</summary>
    public static Command Make(Shell shell)
    {
        var format = Ask.Format();
        var on = Ask.MayDay("--on", "The day; today in the district when not given.");
        var history = new Option<bool>("--history")
        {
            Description = "All terms there ever were, with mergers and splits, in place of the units on a day.",
        };
        var verb = new Command(
            "roster", "List the units (考评对象名册) on a day, in protocol order, or merge and split them.\n\n"
            + "Examples: evaluation roster --on 2023-06-30\n          evaluation roster --history")
        {
            on, history, Ask.District(), format, Merge(shell), Split(shell),
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var file = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File;
            if (file?.Founded is null)
            {
                return shell.Refuse(Named.NoDistrict);
            }

            var day = parsed.GetValue(on) ?? file.Founded.DayOf(shell.Clock.GetUtcNow());
            if (parsed.GetValue(history))
            {
                Output.Rows(shell, parsed.GetValue(format)!, "units", History(file.Roster), [.. file.Roster.Terms]);
                return Shell.Done;
            }

            Output.Rows(shell, parsed.GetValue(format)!, "units", Columns(file.Roster, day), [.. file.Roster.On(day)]);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Merge(Shell shell)
    {
        var units = new Option<string[]>("--unit")
        {
            Description = "A unit that ends; give it for each.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var into = Ask.Must("--into", "The unit that succeeds them: a new one, or an existing one.");
        var (name, kind, group) = (
            Ask.May("--name", "The new unit's name in print."), Ask.May("--kind", "What it is, for example 镇街."),
            Ask.May("--group", "Its ranking group."));
        var (from, document, reason) = Grounds();
        return ChangeCommand.Verb(
            shell, "merge",
            "Make several units one from a day on (合并): a new one with --name, --kind and --group, "
            + "else an existing one.\n\n"
            + "Example: evaluation roster merge --unit 莲花镇 --unit 沙浦镇 --into 莲沙镇 --name 莲沙镇人民政府 "
            + "--kind 镇街 --group 镇街 "
            + "--from 2023-07-03 --document 肇编〔2023〕8号 --reason 行政区划调整 --as kaoping.su",
            typeof(ChangeRoster), [units, into, name, kind, group, from, document, reason],
            change => Names.Check(change.Parsed.GetValue(into)!, "into") is { } unnamed
                ? unnamed
                : new ChangeRoster(
                    change.By,
                    new UnitsMerged(
                        change.Parsed.GetValue(units)!, change.Parsed.GetValue(into)!, change.Parsed.GetValue(name),
                        change.Parsed.GetValue(kind), change.Parsed.GetValue(group),
                        change.Parsed.GetValue(from)!.Value,
                        change.Parsed.GetValue(document)!, change.Parsed.GetValue(reason)!),
                    null));
    }

    private static Command Split(Shell shell)
    {
        var unit = Ask.Must("--unit", "The unit that ends.");
        var into = new Option<string[]>("--into")
        {
            Description = "A new unit as unit,name,kind,group,share; give it for each. The shares add to 1.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var (from, document, reason) = Grounds();
        return ChangeCommand.Verb(
            shell, "split", "Make several new units of one from a day on (拆分).\n\n"
            + "Example: evaluation roster split --unit 莲花镇 --into 东莲镇,东莲镇人民政府,镇街,镇街,0.6 "
            + "--into 西莲镇,西莲镇人民政府,镇街,镇街,0.4 "
            + "--from 2023-07-03 --document 肇编〔2023〕9号 --reason 行政区划调整 --as kaoping.su",
            typeof(ChangeRoster), [unit, into, from, document, reason],
            change =>
            {
                var parts = change.Parsed.GetValue(into)!.Select(Part).ToList();
                var wrong = parts.Contains(null)
                    ? new Refusal(
                        "part-wrong", "拆分后的每个单位应写五项：单位、名称、类型、组别、份额。", "into",
                        "例如：东莲镇,东莲镇人民政府,镇街,镇街,0.6。")
                    : parts.Select(part => Names.Check(part!.Unit, "into")).FirstOrDefault(one => one is not null);
                return wrong is not null
                    ? wrong
                    : new ChangeRoster(
                        change.By,
                        new UnitSplit(
                            change.Parsed.GetValue(unit)!, [.. parts.OfType<SplitPart>()],
                            change.Parsed.GetValue(from)!.Value, change.Parsed.GetValue(document)!,
                            change.Parsed.GetValue(reason)!),
                        null);
            });
    }

    private static (Option<DateOnly?> From, Option<string> Document, Option<string> Reason) Grounds() => (
        Ask.Day("--from", "The first day."), Ask.Must("--document", "The document number (文号)."),
        Ask.Must("--reason", "Why."));

    private static SplitPart? Part(string text) =>
        text.Split(',', '，') is [var unit, var name, var kind, var group, var share]
            && decimal.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new SplitPart(unit.Trim(), name.Trim(), kind.Trim(), group.Trim(), number)
            : null;

    private static (string Name, string Heading, Func<UnitTerm, string> Cell)[] History(Roster roster) =>
    [
        ("unit", "单位", term => term.Unit),
        ("name", "名称", term => term.Name),
        ("kind", "类型", term => term.Kind),
        ("group", "组别", term => term.Group),
        ("from", "自", term => Day(term.From)),
        ("to", "至", term => term.To is { } to ? Day(to) : ""),
        ("origin", "来自", term => string.Join('；', roster.Successions
            .Where(one => one.Day == term.From && one.Makes(term.Unit))
            .Select(one => $"{string.Join('、', one.From)}{(one.Merges ? "合并" : "拆分")}（{one.Document}）"))),
        ("successor", "去向", term => string.Join('；', roster.Successions
            .Where(one => one.Day == term.To?.AddDays(1) && one.From.Contains(term.Unit))
            .Select(one => $"{(one.Merges ? "并入" : "拆分为")}{string.Join('、', one.To.Select(to => to.Unit))}"
                + $"（{one.Document}）"))),
    ];

    private static (string Name, string Heading, Func<UnitTerm, string> Cell)[] Columns(Roster roster, DateOnly day) =>
    [
        ("unit", "单位", term => term.Unit),
        ("name", "名称", term => term.Name),
        ("kind", "类型", term => term.Kind),
        ("group", "组别", term => term.Group),
        ("from", "自", term => Day(term.From)),
        ("to", "至", term => term.To is { } to ? Day(to) : ""),
        ("leaders", "党政一把手", term => string.Join('、', roster.Leaders
            .Where(leader => leader.Unit == term.Unit && leader.Post == "top"
                && leader.From <= day && (leader.To is null || day <= leader.To))
            .Select(leader => leader.Person))),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
