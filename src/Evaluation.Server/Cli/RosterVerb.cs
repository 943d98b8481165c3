using System.CommandLine;
using System.Globalization;
using Evaluation.Core.Units;
using Evaluation.Server.Ledger;

namespace Evaluation.Server.Cli;

/// <summary>`roster`: the units on a day.</summary>
internal static class RosterVerb
{
    /// <summary>The verb.</summary>
    public static Command Make(Shell shell)
    {
        var (district, format) = (Ask.District(), Ask.Format());
        var on = Ask.MayDay("--on", "The day; today in the district when not given.");
        var verb = new Command(
            "roster", "List the units (考评对象名册) on a day, in protocol order.\n\nExample: evaluation roster --on 2023-06-30")
        {
            on, district, format,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var desk = await Desk.ReadAsync(shell, ct);
            var (meant, refusal) = await desk.DistrictAsync(parsed.GetValue(district), ct);
            if (refusal is not null)
            {
                return shell.Refuse(refusal);
            }

            var file = (await desk.Get<BoardReader>().DistrictAsync(meant, ct))?.File;
            if (file?.Founded is null)
            {
                return shell.Refuse(Desk.Empty);
            }

            var day = parsed.GetValue(on) ?? file.Founded.DayOf(shell.Clock.GetUtcNow());
            Print.Rows(shell, parsed.GetValue(format)!, "units", Columns(file.Roster, day), [.. file.Roster.On(day)]);
            return Shell.Done;
        });
        return verb;
    }

    private static (string Name, string Heading, Func<UnitTerm, string> Cell)[] Columns(Roster roster, DateOnly day) =>
    [
        ("unit", "单位", term => term.Unit),
        ("name", "名称", term => term.Name),
        ("kind", "类型", term => term.Kind),
        ("group", "组别", term => term.Group),
        ("from", "自", term => Day(term.From)),
        ("to", "至", term => term.To is { } to ? Day(to) : ""),
        ("leaders", "党政一把手", term => string.Join('、', roster.Leaders
            .Where(leader => leader.Unit == term.Unit && leader.Post == "top" && leader.From <= day && (leader.To is null || day <= leader.To))
            .Select(leader => leader.Person))),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
