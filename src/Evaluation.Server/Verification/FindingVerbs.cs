using System.CommandLine;
using Evaluation.Office.Claims;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Verification;

/// <summary>`claim findings`, `claim distinguish` and `claim sample`: what helps those who verify.</summary>
internal static class FindingVerbs
{
    private static readonly (string Name, string Heading, Func<ClaimFinding, string> Cell)[] Findings =
    [
        ("severity", "程度", one => ClaimFinding.LabelOf(one.Severity)),
        ("code", "类别", one => ClaimFinding.LabelOf(one.Code)),
        ("claims", "事项", one => string.Join(' ', one.Claims)),
        ("reason", "理由", one => one.Reason),
        ("settled", "已说明", one => one.Settled ?? ""),
    ];

    private static readonly (string Name, string Heading, Func<SampledClaim, string> Cell)[] Sample =
    [
        ("claim", "编号", one => one.Claim),
        ("unit", "单位", one => one.Unit),
        ("week", "周次", one => one.Week.Id),
        ("chosen", "抽中", one => one.Chosen ? "是" : "否"),
        ("draw", "抽签", one => one.Draw),
        ("reason", "理由", one => one.Reason),
    ];

    private static readonly (string Name, string Heading, Func<UnitAccuracy, string> Cell)[] Units =
    [
        ("unit", "单位", one => one.Unit),
        ("accuracy", "准确率", one => one.Reason),
    ];

    /// <summary>The verbs.</summary>
    public static IEnumerable<Command> Make(Shell shell) => [List(shell), Distinguish(shell), Drawn(shell)];

    private static Command List(Shell shell)
    {
        var claim = Ask.May("--claim", "Only findings about this claim.");
        return Reading(
            shell, "findings",
            "List what a verifier should look at (核实提示): likely duplicates, evidence used twice, split amounts,\n"
            + "values just over a bound, bursts, a person in two places. Findings decide nothing by themselves;\n"
            + "likely duplicates marked 重点 must be settled before their week is published.\n\n"
            + "Example: evaluation claim findings --week 2023-W11", claim,
            (examination, week, parsed) =>
            {
                var named = parsed.GetValue(claim);
                if (named is not null && examination.Book.Find(named) is null)
                {
                    return ClaimDecider.Unknown(named);
                }

                Output.Rows(
                    shell, Format(parsed), "findings", Findings, [.. examination.Of(named, week)]);
                return null;
            });
    }

    private static Command Drawn(Shell shell)
    {
        var units = new Option<bool>("--units") { Description = "The accuracy of the units instead of the claims." };
        return Reading(
            shell, "sample",
            "List the waiting claims and which of them are to be examined in full (抽查), each with its reason.\n"
            + "The draw is the first 8 hexadecimal digits of SHA-256 of district/week/claim; anybody can make it "
            + "again.\n\n"
            + "Example: evaluation claim sample --units", units,
            (examination, week, parsed) =>
            {
                if (parsed.GetValue(units))
                {
                    Output.Rows(
                        shell, Format(parsed), "units", Units,
                        (week ?? examination.CurrentWeek) is { } upTo
                            ? Sampling.Accuracies(examination.Book, upTo)
                            : []);
                }
                else
                {
                    Output.Rows(
                        shell, Format(parsed), "claims", Sample,
                        Sampling.Of(examination.Book, examination.Rules, examination.Findings, week));
                }

                return null;
            });
    }

    private static Command Distinguish(Shell shell)
    {
        var (first, second) = (Ask.Must("--first", "One claim's number."), Ask.Must("--second", "The other's."));
        var reason = Ask.Must("--reason", "How they differ: time, firm, people or content.");
        return ChangeCommand.Verb(
            shell, "distinguish", "State that two claims which look alike are two matters (说明为两件事项).\n\n"
            + "Example: evaluation claim distinguish --first V-014 --second V-015 "
            + "--reason 上午拜访总部、下午拜访其工厂，接洽人不同 --as kaoping.liang",
            typeof(DistinguishClaims), [first, second, reason],
            change => new DistinguishClaims(
                change.By, change.Parsed.GetValue(first)!, change.Parsed.GetValue(second)!,
                change.Parsed.GetValue(reason)!));
    }

    private static string Format(ParseResult parsed) => parsed.GetValue<string>("--format")!;

    private static Command Reading(
        Shell shell, string name, string description, Option own,
        Func<Examination, Week?, ParseResult, Refusal?> print)
    {
        var format = Ask.Format();
        var week = Ask.May("--week", "Only of this week, for example 2023-W11.");
        var verb = new Command(name, description) { own, week, Ask.District(), format };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            Week? named = null;
            if (parsed.GetValue(week) is { } id)
            {
                if (!(await session.WeekAsync(district, id, ct)).TryGet(out var found, out var unknown))
                {
                    return shell.Refuse(unknown);
                }

                named = found;
            }

            return print(await session.Get<VerificationFiles>().OfAsync(district, ct), named, parsed) is { } refusal
                ? shell.Refuse(refusal)
                : Shell.Done;
        });
        return verb;
    }
}
