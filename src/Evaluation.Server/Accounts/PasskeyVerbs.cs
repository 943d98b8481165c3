using System.CommandLine;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Accounts;

/// <summary>`account passkey`: the passkeys of people, for whoever may work on the server.</summary>
internal static class PasskeyVerbs
{
    private static readonly (string Name, string Heading, Func<PasskeyRow, string> Cell)[] Columns =
    [
        ("passkey", "编号", row => row.Passkey),
        ("name", "名称", row => row.Name),
        ("since", "添加", row => row.Since),
        ("used", "最近使用", row => row.Used),
    ];

    /// <summary>Builds the `passkey` command with its steps.</summary>
    public static Command Make(Shell shell) => new(
        "passkey", "Look after the passkeys with which people sign in (通行密钥); people add them in the browser.\n\n"
        + "Example: evaluation account passkey list yongan.huang")
    {
        List(shell), Remove(shell),
    };

    private static Command List(Shell shell)
    {
        var (name, format) = (AccountVerbs.Name(), Ask.Format());
        var verb = new Command(
            "list", "List a person's passkeys.\n\nExample: evaluation account passkey list yongan.huang")
        {
            name, format,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.ConsultAsync(shell, ct);
            var book = session.Get<AccountBook>();
            var account = await book.FindAsync(parsed.GetValue(name)!, ct);
            Output.Rows(
                shell, parsed.GetValue(format)!, "passkeys", Columns,
                [.. (await book.PasskeysAsync(account?.Id ?? "", ct)).Select(PasskeyPageMaker.RowOf)]);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Remove(Shell shell)
    {
        var name = AccountVerbs.Name();
        var passkey = Ask.May("--passkey", "The passkey, as the list names it; all when not given.");
        var verb = new Command(
            "remove", "Remove a person's passkeys, and end what the person is signed in to.\n\n"
            + "Example: evaluation account passkey remove yongan.huang")
        {
            name, passkey,
        };
        return AccountVerbs.Changed(shell, verb, "已移除通行密钥", (desk, parsed, by, ct) => desk.PasskeysOffAsync(
            parsed.GetValue(name)!, parsed.GetValue(passkey), by, ct));
    }
}
