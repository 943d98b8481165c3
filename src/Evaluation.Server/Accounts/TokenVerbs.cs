using System.CommandLine;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Accounts;

/// <summary>`account token`: tokens of programs and persons, for whoever may work on the server.</summary>
internal static class TokenVerbs
{
    private const int UsualDays = 90;

    private static readonly (string Name, string Heading, Func<TokenRow, string> Cell)[] Columns =
    [
        ("token", "编号", row => row.Token),
        ("name", "名称", row => row.Name),
        ("may", "可以做什么", row => row.May),
        ("until", "到期", row => row.Until),
        ("used", "最近使用", row => row.Used),
        ("made", "生成", row => row.Made),
    ];

    /// <summary>Builds the `token` command with its steps.</summary>
    public static Command Make(Shell shell) => new(
        "token", "Look after the tokens by which programs, and persons on the command line, are known.\n\n"
        + "Example: evaluation account token list")
    {
        Add(shell), Own(shell), List(shell), End(shell),
    };

    private static Command Add(Shell shell)
    {
        var name = new Argument<string>("PROGRAM") { Description = "What the program is called, for example oa." };
        var role = Ask.Must("--role", $"What it may do: {string.Join(", ", TokenDesk.ProgramRoles)}.");
        var unit = Ask.May("--unit", "The unit for which a reporter reports.");
        var district = Ask.Must("--district", "The district in which it acts.");
        var days = Days();
        var verb = new Command(
            "add", "Make a token for a program; it is said once.\n\n"
            + "Example: evaluation account token add oa --district dinghu --role reporter --unit 永安镇 --days 90")
        {
            name, district, role, unit, days,
        };
        return Made(shell, verb, (desk, parsed, by, ct) => desk.ForProgramAsync(
            new ProgramRequest(
                parsed.GetValue(name)!, parsed.GetValue(district)!, parsed.GetValue(role)!, parsed.GetValue(unit),
                parsed.GetValue(days)),
            by, ct));
    }

    private static Command Own(Shell shell)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "Whose token it is to be." };
        var name = Ask.Must("--name", "What it is for, one word, for example 命令行.");
        var days = Days();
        var verb = new Command(
            "own", "Make a token with which a person acts on the command line; it is said once.\n\n"
            + "Example: evaluation account token own kaoping.liang --name 命令行 --days 30")
        {
            account, name, days,
        };
        return Made(shell, verb, (desk, parsed, by, ct) => desk.ForPersonAsync(
            parsed.GetValue(account)!, parsed.GetValue(name)!, parsed.GetValue(days), by, ct));
    }

    private static Command List(Shell shell)
    {
        var account = Ask.May("--account", "The tokens of this person; those of programs when not given.");
        var format = Ask.Format();
        var verb = new Command("list", "List tokens.\n\nExample: evaluation account token list --format csv")
        {
            account, format,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.ConsultAsync(shell, ct);
            var (desk, now) = (session.Get<TokenDesk>(), session.Get<AccountBook>().Now);
            Output.Rows(
                shell, parsed.GetValue(format)!, "tokens", Columns,
                [.. (await desk.OfAsync(parsed.GetValue(account), ct)).Select(token => TokenRows.Of(token, now))]);
            return Shell.Done;
        });
        return verb;
    }

    private static Command End(Shell shell)
    {
        var token = new Argument<string>("TOKEN") { Description = "The token, as the list names it." };
        var account = Ask.May("--account", "The person whose it is; a program's when not given.");
        var verb = new Command(
            "end", "End a token at once.\n\nExample: evaluation account token end 3f2a9c0d1e2b")
        {
            token, account,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.WriteAsync(shell, ct);
            var ended = await session.Get<TokenDesk>().EndAsync(
                parsed.GetValue(token)!, parsed.GetValue(account), AccountVerbs.By, ct);
            return shell.Show(ended, one =>
            {
                shell.Out.WriteLine($"已撤销：{one.Name}。");
                return Shell.Done;
            });
        });
        return verb;
    }

    private static Option<int> Days() => new("--days")
    {
        Description = $"For how many days, at most {TokenDesk.MostDays}.",
        DefaultValueFactory = _ => UsualDays,
    };

    private static Command Made(
        Shell shell, Command verb,
        Func<TokenDesk, ParseResult, Doer, CancellationToken, Task<Result<MadeToken>>> make)
    {
        verb.SetAction(async (parsed, ct) =>
        {
            await using var session = await CliSession.WriteAsync(shell, ct);
            return shell.Show(await make(session.Get<TokenDesk>(), parsed, AccountVerbs.By, ct), made =>
            {
                shell.Out.WriteLine($"令牌“{made.Token.Name}”：{made.Secret}");
                shell.Out.WriteLine($"只显示这一次，{AccountTimes.Of(made.Token.Until)}前有效。");
                return Shell.Done;
            });
        });
        return verb;
    }
}
