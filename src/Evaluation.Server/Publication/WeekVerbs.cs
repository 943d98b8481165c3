using System.CommandLine;
using System.CommandLine.Invocation;
using Evaluation.Office.Weeks;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Publication;

/// <summary>
/// The verbs that bring a week or a period to its bulletin: `begin`, `close`, `gate`, `carry`, `waive`, `confirm`,
/// `publish`.
/// </summary>
internal static class WeekVerbs
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Command> Make(Shell shell) =>
        [Begin(shell), Close(shell), GateVerb.Make(shell), Carry(shell), Waive(shell), Confirm(shell), Publish(shell)];

    private static Command Close(Shell shell)
    {
        var week = Ask.TheWeek();
        var early = Ask.May(
            "--early", "The document by which the week is closed before the moment that the rules state (提前截止).");
        return ChangeCommand.Verb(
            shell, "close",
            "Close a week (截止): what was reported until then belongs to its bulletin, what comes later to the\n"
            + "next.\n\nExample: evaluation close --week 2023-W27 --as kaoping.su",
            typeof(CloseWeek), [week, early],
            (change, ct) => change.OnWeekAsync(
                week, of => new CloseWeek(change.By, of, change.Parsed.GetValue(early)), ct));
    }

    private static Command Begin(Shell shell)
    {
        var (week, document) = (Ask.TheWeek(), Ask.Must("--document", "The document that decides it (文号)."));
        return ChangeCommand.Verb(
            shell, "begin", "Decide with which week the evaluation begins (考评起始周): before it nothing is due and\n"
            + "nobody is ranked. Possible until the first bulletin is sealed.\n\n"
            + "Example: evaluation begin --week 2023-W47 --document 委〔2023〕1号 --as weiyuanhui.luo",
            typeof(BeginWeeks), [week, document],
            (change, ct) => change.OnWeekAsync(
                week, of => new BeginWeeks(change.By, of, change.Parsed.GetValue(document)!), ct));
    }

    private static Command Carry(Shell shell)
    {
        var week = Ask.TheWeek();
        var claim = Ask.Must("--claim", "The claim's number.");
        var reason = Ask.Must("--reason", "Why, as printed in the bulletin.");
        return ChangeCommand.Verb(
            shell, "carry", "Leave an undecided claim for a later bulletin (结转).\n\n"
            + "Example: evaluation carry --week 2023-W27 --claim V-301 --reason 佐证材料待补 --as kaoping.su",
            typeof(CarryOver), [week, claim, reason],
            (change, ct) => change.OnWeekAsync(
                week,
                of => new CarryOver(
                    change.By,
                    new ClaimCarriedOver(of, change.Parsed.GetValue(claim)!, change.Parsed.GetValue(reason)!)),
                ct));
    }

    private static Command Waive(Shell shell)
    {
        var (week, check) = (Ask.TheTerm(), Ask.Must("--check", "The check's code, as `gate` prints it."));
        var findings = new Option<string[]>("--finding")
        {
            Description = "A finding in its exact sentence, as `gate` prints it; any number of times.",
            Required = true,
        };
        var reason = Ask.Must("--reason", "Why, as printed in the bulletin.");
        var document = Ask.May("--document", "The document number (文号).");
        return ChangeCommand.Verb(
            shell, "waive",
            "Waive findings of a check (豁免), so that the week or period can be published despite them.\n\n"
            + "Example: evaluation waive --week 2023-W27 --check appeals --finding 申诉“S-1”…… --reason 不影响本周排名 "
            + "--as weiyuanhui.luo",
            typeof(WaiveFindings), [week, check, findings, reason, document],
            (change, ct) => change.OnTermAsync(
                week,
                of => new WaiveFindings(change.By, new WeekWaived(
                    of.Week, change.Parsed.GetValue(check)!, change.Parsed.GetValue(findings)!,
                    change.Parsed.GetValue(reason)!, change.Parsed.GetValue(document), ""))
                {
                    Period = of.Period,
                },
                ct));
    }

    private static Command Confirm(Shell shell)
    {
        var (week, digest) = (Ask.TheTerm(), Digest());
        digest.Required = true;
        return ChangeCommand.Verb(
            shell, "confirm",
            "Confirm the draft bulletin of a week or period (确认通报稿) once nothing else is missing.\n\n"
            + "Example: evaluation confirm --week 2023-W27 --digest 9f86d081884c --as kaoping.deng",
            typeof(ConfirmWeek), [week, digest],
            (change, ct) => change.OnTermAsync(
                week, of => new ConfirmWeek(change.By, of, change.Parsed.GetValue(digest)), ct));
    }

    private static Command Publish(Shell shell)
    {
        var (week, digest) = (Ask.TheTerm(), Digest());
        var document = Ask.May(
            "--document", "The document number (文号); for a week the rulebook's pattern is filled in without it.");
        var preview = new Option<bool>("--preview") { Description = "Only list what is missing, as `gate` does." };
        var verb = ChangeCommand.Verb(
            shell, "publish",
            "Seal and publish the bulletin of a week or period (签发); "
            + "somebody else than who closed the week and who confirmed it.\n\n"
            + "Example: evaluation publish --week 2023-W27 --digest 9f86d081884c --as weiyuanhui.xie",
            typeof(SealBulletin), [week, digest, document, preview],
            (change, ct) => change.OnTermAsync(
                week,
                of => new SealBulletin(
                    change.By, of, change.Parsed.GetValue(document), change.Parsed.GetValue(digest)),
                ct));
        var account = (Option<string?>)verb.Options.Single(option => option.Name == "--as");
        var district = (Option<string?>)verb.Options.Single(option => option.Name == "--district");
        account.Required = false;
        verb.Validators.Add(result =>
        {
            if (shell.AsksWhoSigns && !result.GetValue(preview) && result.GetResult(account) is null)
            {
                result.AddError("Give --as, or --preview.");
            }
        });
        var seal = (AsynchronousCommandLineAction)verb.Action!;
        verb.SetAction((parsed, ct) => parsed.GetValue(preview)
            ? GateVerb.ListAsync(shell, parsed.GetValue(district), parsed.GetValue(week)!, ct)
            : seal.InvokeAsync(parsed, ct));
        return verb;
    }

    private static Option<string?> Digest() => Ask.May("--digest", "The draft's digest, as `gate` prints it.");
}
