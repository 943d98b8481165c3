using System.CommandLine;
using Evaluation.Core.Weeks;
using Evaluation.Core.Words;
using Evaluation.Server.Publication;
using Evaluation.Server.Web;
using Evaluation.Server.Weeks;

namespace Evaluation.Server.Cli;

/// <summary>The verbs that bring a week to its bulletin: `close`, `gate`, `carry`, `publish`.</summary>
internal static class WeekVerbs
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Command> Make(Shell shell) => [Close(shell), Gate(shell), Carry(shell), Publish(shell)];

    private static Command Close(Shell shell)
    {
        var week = Ask.TheWeek();
        return Errand.Verb(
            shell, "close", "Close a week after its cut-off (截止).\n\nExample: evaluation close --week 2023-W27 --as kaoping.su",
            [Roles.Closer], [week],
            async (errand, ct) =>
            {
                var (named, refusal) = await errand.WeekAsync(week, ct);
                return named is { } of ? (new CloseWeek(errand.By, of), null) : (null, refusal);
            });
    }

    private static Command Carry(Shell shell)
    {
        var week = Ask.TheWeek();
        var claim = Ask.Must("--claim", "The claim's number.");
        var reason = Ask.Must("--reason", "Why, as printed in the bulletin.");
        return Errand.Verb(
            shell, "carry", "Leave an undecided claim for a later bulletin (结转).\n\n"
            + "Example: evaluation carry --week 2023-W27 --claim V-301 --reason 佐证材料待补 --as kaoping.su",
            [Roles.Closer], [week, claim, reason],
            async (errand, ct) =>
            {
                var (named, refusal) = await errand.WeekAsync(week, ct);
                return named is { } of
                    ? (new CarryOver(errand.By, new ClaimCarriedOver(of, errand.Parsed.GetValue(claim)!, errand.Parsed.GetValue(reason)!)), null)
                    : (null, refusal);
            });
    }

    private static Command Publish(Shell shell)
    {
        var week = Ask.TheWeek();
        var document = Ask.May("--document", "The document number (文号); without it the rulebook's pattern is filled in.");
        return Errand.Verb(
            shell, "publish", "Seal and publish a week's bulletin (签发); somebody else than who closed the week.\n\n"
            + "Example: evaluation publish --week 2023-W27 --as weiyuanhui.xie",
            [Roles.Sealer], [week, document],
            async (errand, ct) =>
            {
                var (named, refusal) = await errand.WeekAsync(week, ct);
                return named is { } of ? (new SealBulletin(errand.By, of, errand.Parsed.GetValue(document)), null) : (null, refusal);
            });
    }

    private static Command Gate(Shell shell)
    {
        var (district, week) = (Ask.District(), Ask.TheWeek());
        var verb = new Command(
            "gate", "List what a week's publication needs (签发条件); exit code 1 while something is missing.\n\n"
            + "Example: evaluation gate --week 2023-W27")
        {
            district, week,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var desk = await Desk.ConsultAsync(shell, ct);
            var (meant, refusal) = await desk.DistrictAsync(parsed.GetValue(district), ct);
            (Week? named, refusal) = refusal is null ? await desk.WeekAsync(meant, parsed.GetValue(week)!, ct) : (null, refusal);
            if (named is not { } of)
            {
                return shell.Refuse(refusal!);
            }

            await using var session = desk.Session(meant);
            return Show(shell, of, await desk.Get<Gate>().ExamineAsync(session, of, ct));
        });
        return verb;
    }

    private static int Show(Shell shell, Week week, GateReport report)
    {
        if (report.Week.Sealed is { } standing)
        {
            shell.Out.WriteLine($"{week}的通报已于{standing.SealedAt:yyyy-MM-dd HH:mm}由“{standing.SealedBy}”签发（{standing.Document}）。");
            return Shell.Done;
        }

        foreach (var check in report.Checks)
        {
            shell.Out.WriteLine($"{(check.Met ? "✓" : "✗")} {check.Label}");
            foreach (var finding in check.Findings)
            {
                shell.Out.WriteLine($"    {finding}");
            }
        }

        shell.Out.WriteLine(report.Open ? $"{week}可以签发。" : $"{week}尚不能签发，共{report.Checks.Sum(check => check.Findings.Count)}项。");
        return report.Open ? Shell.Done : Shell.Refused;
    }
}
