using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Mandates;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Mandates;

/// <summary>`mandate`: who is what in a district.</summary>
internal static class MandateVerbs
{
    private static readonly (string Name, string Heading, Func<Mandate, string> Cell)[] Columns =
    [
        ("mandate", "编号", one => one.Given.Mandate),
        ("account", "登录名", one => one.Given.Account),
        ("person", "姓名", one => one.Given.Person),
        ("role", "角色", one => one.Given.Role),
        ("unit", "单位", one => one.Given.Unit ?? ""),
        ("from", "起", one => Day(one.Given.From)),
        ("to", "止", one => one.Given.To is { } to ? Day(to) : ""),
        ("deputy", "代何人", one => one.Given.Deputy ?? ""),
        ("ended", "终止", one => one.Ended ?? ""),
    ];

    /// <summary>Builds the `mandate` command with its steps.</summary>
    public static Command Make(Shell shell)
    {
        var format = Ask.Format();
        var verb = new Command(
            "mandate", "List who is what in a district (职责), give a role, or end one.\n\n"
            + "Example: evaluation mandate --district dinghu")
        {
            Ask.District(), format, Give(shell), End(shell),
        };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            await using var query = session.Session(district);
            var roll = await query.StateAsync<MandateRoll>(MandateRoll.Stream, ct) ?? MandateRoll.Empty;
            Output.Rows(shell, parsed.GetValue(format)!, "mandates", Columns, roll.Mandates);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Give(Shell shell)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "The account that gets the role." };
        var role = Ask.Must("--role", $"The role: {string.Join(", ", MandateRoll.Roles)}.");
        var unit = Ask.May("--unit", "The unit of a reporter.");
        var from = Ask.MayDay("--from", "The first day; today when not given.");
        var to = Ask.MayDay("--to", "The last day; none while it lasts.");
        var deputy = Ask.May("--deputy", "For whom the person stands in.");
        var reason = Ask.Must("--reason", "Why, for example a document.");
        return ChangeCommand.Verb(
            shell, "give", "Give a person a role in a district, from a day to a day.\n\n"
            + "Example: evaluation mandate give yongan.huang --role reporter --unit 永安镇 --reason 区考〔2023〕1号 "
            + "--as xinxi.zeng",
            typeof(GiveMandate), [account, role, unit, from, to, deputy, reason],
            change => new GiveMandate(
                change.By,
                new MandateGiven(
                    GiveMandate.NewNumber(), change.Parsed.GetValue(account)!, "",
                    change.Parsed.GetValue(role)!, change.Parsed.GetValue(unit),
                    change.Parsed.GetValue(from) ?? DateOnly.FromDateTime(change.By.At.DateTime),
                    change.Parsed.GetValue(to), change.Parsed.GetValue(deputy), change.Parsed.GetValue(reason)!),
                ""));
    }

    private static Command End(Shell shell)
    {
        var mandate = new Argument<string>("MANDATE") { Description = "The mandate, as the list names it." };
        var reason = Ask.Must("--reason", "Why.");
        return ChangeCommand.Verb(
            shell, "end", "End a mandate at once.\n\n"
            + "Example: evaluation mandate end D-0198a3c07b2f7c5e8d --reason 调离 --as xinxi.zeng",
            typeof(EndMandate), [mandate, reason],
            change => new EndMandate(
                change.By, new MandateEnded(change.Parsed.GetValue(mandate)!, change.Parsed.GetValue(reason)!), ""));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
