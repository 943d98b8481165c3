using System.CommandLine;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Accounts;

/// <summary>`account`: looks after accounts without a browser, for whoever may work on the server.</summary>
internal static class AccountVerbs
{
    private static readonly (string Name, string Heading, Func<PersonRow, string> Cell)[] Columns =
    [
        ("account", "登录名", row => row.Account),
        ("person", "姓名", row => row.Person),
        ("administrator", "管理员", row => row.Administrator ? "是" : ""),
        ("state", "状态", row => row.State),
        ("signedIn", "最近登录", row => row.SignedIn),
    ];

    private static readonly Refusal StillServed = Refusal.Conflict(
        "still-served", "有服务正在使用这个数据库，它不是副本。", "database",
        "请核对 EVALUATION_HOME 或 EVALUATION_DB；副本请停止服务后再声明。");

    /// <summary>Builds the `account` command with its steps.</summary>
    public static Command Make(Shell shell) => new(
        "account", "Look after the accounts with which people sign in (账号).\n\n"
        + "Example: evaluation account add yongan.huang --person 黄书桓")
    {
        Add(shell), Link(shell), First(shell), Lock(shell), Unlock(shell), List(shell),
        Trust(shell), TestCopy(shell), TokenVerbs.Make(shell), PasskeyVerbs.Make(shell), IdentityVerbs.Make(shell),
    };

    private static Command Add(Shell shell)
    {
        var name = Name();
        var person = Ask.Must("--person", "The person's name, for example 黄书桓.");
        var administrator = new Option<bool>("--administrator")
        {
            Description = "The person looks after the installation: accounts and mandates.",
        };
        var verb = new Command(
            "add", "Add a person; the one-time link by which the person chooses a pass-phrase is said once.\n\n"
            + "Example: evaluation account add zeng.nianci --person 曾念慈 --administrator")
        {
            name, person, administrator,
        };
        return Linked(shell, verb, (desk, parsed, by, ct) => desk.AddAsync(
            parsed.GetValue(name)!, parsed.GetValue(person)!, parsed.GetValue(administrator), by, ct));
    }

    private static Command Link(Shell shell)
    {
        var name = Name();
        var verb = new Command(
            "link", "Make a one-time link for somebody who forgot the pass-phrase; it is said once. Used, it ends the "
            + "person's passkeys and identity at a provider too.\n\n"
            + "Example: evaluation account link yongan.huang")
        {
            name,
        };
        return Linked(shell, verb, (desk, parsed, by, ct) => desk.LinkAsync(parsed.GetValue(name)!, by, ct));
    }

    private static Command First(Shell shell) => Linked(
        shell,
        new Command(
            "first", "Make the one-time link for the first administrator again, as the server does when it starts.\n\n"
            + "Example: evaluation account first"),
        (desk, _, by, ct) => desk.FirstAsync(by, ct));

    private static Command Lock(Shell shell)
    {
        var name = Name();
        var reason = Ask.Must("--reason", "Why.");
        var verb = new Command(
            "lock", "Let a person no longer sign in, and end what the person is signed in to.\n\n"
            + "Example: evaluation account lock yongan.huang --reason 调离")
        {
            name, reason,
        };
        return Changed(shell, verb, "已锁定", (desk, parsed, by, ct) => desk.LockAsync(
            parsed.GetValue(name)!, parsed.GetValue(reason)!, by, ct));
    }

    private static Command Unlock(Shell shell)
    {
        var name = Name();
        var verb = new Command(
            "unlock", "Take away a lock, and the pause after wrong attempts.\n\n"
            + "Example: evaluation account unlock yongan.huang")
        {
            name,
        };
        return Changed(
            shell, verb, "已解除锁定", (desk, parsed, by, ct) => desk.UnlockAsync(parsed.GetValue(name)!, by, ct));
    }

    private static Command Trust(Shell shell)
    {
        var name = Name();
        var user = Ask.May("--user", "The user of the operating system; nobody any more when not given.");
        var verb = new Command(
            "trust", "Declare which user of the operating system acts as a person on the command line without a "
            + "token.\n\nExample: evaluation account trust kaoping.liang --user liang")
        {
            name, user,
        };
        return Changed(shell, verb, "已声明", (desk, parsed, by, ct) => desk.TrustAsync(
            parsed.GetValue(name)!, parsed.GetValue(user), by, ct));
    }

    private static Command TestCopy(Shell shell)
    {
        var reason = Ask.Must("--reason", "What the copy is for; the audit keeps it.");
        var verb = new Command(
            "test-copy", "Declare that this database is a copy for tests. One that was served in production is not "
            + "opened with DOTNET_ENVIRONMENT=Development, where names are believed, until this was said; serving it "
            + "in production again takes it back.\n\n"
            + "Example: evaluation account test-copy --reason 升级演练")
        {
            reason,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.WriteAsync(shell, ct);
            return session.IsServed
                ? shell.Refuse(StillServed)
                : shell.Show(
                    await session.Get<AccountDesk>().ReleaseCopyAsync(parsed.GetValue(reason)!, By, ct), _ =>
                    {
                        shell.Out.WriteLine("已声明为测试副本，审计已记录。其中的账号、令牌仍然有效，请勿对外开放。");
                        return Shell.Done;
                    });
        });
        return verb;
    }

    private static Command List(Shell shell)
    {
        var format = Ask.Format();
        var verb = new Command("list", "List the accounts.\n\nExample: evaluation account list --format csv")
        {
            format,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.ConsultAsync(shell, ct);
            var book = session.Get<AccountBook>();
            Output.Rows(
                shell, parsed.GetValue(format)!, "accounts", Columns,
                [.. (await book.AllAsync(ct)).Select(account => AccountStates.RowOf(account, book.Now))]);
            return Shell.Done;
        });
        return verb;
    }

    /// <summary>Whose.</summary>
    internal static Argument<string> Name() =>
        new("ACCOUNT") { Description = "The account, as districts know the person, for example yongan.huang." };

    private static Command Linked(
        Shell shell, Command verb,
        Func<AccountDesk, ParseResult, Doer, CancellationToken, Task<Result<MadeLink>>> make)
    {
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.WriteAsync(shell, ct);
            await NoteRealAsync(shell, session, ct);
            return shell.Show(await make(session.Get<AccountDesk>(), parsed, By, ct), link =>
            {
                shell.Out.WriteLine($"一次性链接（接在网站地址之后）：{Links.Welcome(link.Secret)}");
                shell.Out.WriteLine($"只显示这一次，{AccountTimes.Of(link.Until)}前有效，用过即失效。");
                return Shell.Done;
            });
        });
        return verb;
    }

    /// <summary>A step that changes an account and says so.</summary>
    internal static Command Changed(
        Shell shell, Command verb, string done,
        Func<AccountDesk, ParseResult, Doer, CancellationToken, Task<Result<Account>>> change)
    {
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.WriteAsync(shell, ct);
            return shell.Show(await change(session.Get<AccountDesk>(), parsed, By, ct), account =>
            {
                shell.Out.WriteLine($"{done}：{account.Person}（{account.Id}）。");
                return Shell.Done;
            });
        });
        return verb;
    }

    // Whoever is given an account in production is a real person, though the server never ran.
    private static async Task NoteRealAsync(Shell shell, CliSession session, CancellationToken ct)
    {
        if (!shell.Development && !await session.Get<ICallers>().WasServedAsync(ct))
        {
            await session.Get<AccountDesk>().NoteServedAsync(By, ct);
        }
    }

    // Whoever may run programs on the server may do this; the audit says which of the server's users it was.
    internal static Doer By => new($"命令行（{Environment.UserName}）", "");
}
