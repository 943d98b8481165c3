using System.CommandLine;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Accounts;

/// <summary>`audit`: what was done and read, by whom and when.</summary>
internal static class AuditVerb
{
    private static readonly (string Name, string Heading, Func<AuditRow, string> Cell)[] Columns =
    [
        ("at", "时间", row => row.At),
        ("who", "办理人", row => row.Who),
        ("what", "事项", row => row.What),
        ("about", "对象", row => row.About),
        ("district", "考评范围", row => row.District),
        ("address", "来自", row => row.Address),
        ("note", "说明", row => row.Note),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var who = Ask.May("--who", "Only of this account or person.");
        var district = Ask.May("--district", "Only of this district.");
        var what = Ask.May("--what", "Only this: an event such as claim.verified.v1, or a word such as signed-in.");
        var from = Ask.May("--from", "From this day on, for example 2023-07-01.");
        var to = Ask.May("--to", "Until this day.");
        var format = Ask.Format();
        var verb = new Command(
            "audit", "List what was done and read, by whom and when (审计记录), the newest first.\n\n"
            + "Example: evaluation audit --district dinghu --from 2023-07-01 --format csv")
        {
            who, district, what, from, to, format,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.ConsultAsync(shell, ct);
            var reader = session.Get<AuditReader>();
            var asked = await reader.AskAsync(
                new AuditQuery(
                    parsed.GetValue(who), parsed.GetValue(district), parsed.GetValue(what), parsed.GetValue(from),
                    parsed.GetValue(to)),
                ct);
            if (!asked.TryGet(out var ask, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            Output.Rows(
                shell, parsed.GetValue(format)!, "audit", Columns, await reader.AllAsync(ask, ct).ToListAsync(ct));
            return Shell.Done;
        });
        return verb;
    }
}
