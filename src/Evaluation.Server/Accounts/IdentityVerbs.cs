using System.CommandLine;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Accounts;

/// <summary>`account identity`: identities at the provider, for whoever may work on the server.</summary>
internal static class IdentityVerbs
{
    private static readonly (string Name, string Heading, Func<ProviderIdentity, string> Cell)[] Columns =
    [
        ("subject", "编号", row => row.Subject),
        ("issuer", "签发方", row => row.Issuer),
        ("since", "关联", row => AccountTimes.Of(row.Since)),
        ("used", "最近使用", row => row.Used is { } used ? AccountTimes.Of(used) : ""),
    ];

    /// <summary>Builds the `identity` command with its steps.</summary>
    public static Command Make(Shell shell) => new(
        "identity", "Look after whom a provider of OpenID Connect knows as which account (统一身份).\n\n"
        + "Example: evaluation account identity show yongan.huang")
    {
        Show(shell), Remove(shell),
    };

    private static Command Show(Shell shell)
    {
        var (name, format) = (AccountVerbs.Name(), Ask.Format());
        var verb = new Command(
            "show", "Show the identity that is linked to an account.\n\n"
            + "Example: evaluation account identity show yongan.huang")
        {
            name, format,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.ConsultAsync(shell, ct);
            var book = session.Get<AccountBook>();
            var account = await book.FindAsync(parsed.GetValue(name)!, ct);
            Output.Rows(
                shell, parsed.GetValue(format)!, "identities", Columns,
                await book.IdentityAsync(account?.Id ?? "", ct) is { } identity ? [identity] : []);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Remove(Shell shell)
    {
        var name = AccountVerbs.Name();
        var verb = new Command(
            "remove", "Take an identity away from its account, and end what the person is signed in to.\n\n"
            + "Example: evaluation account identity remove yongan.huang")
        {
            name,
        };
        return AccountVerbs.Changed(shell, verb, "已解除统一身份", (desk, parsed, by, ct) => desk.IdentityOffAsync(
            parsed.GetValue(name)!, by, ct));
    }
}
