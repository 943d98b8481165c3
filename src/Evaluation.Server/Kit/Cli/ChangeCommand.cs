using System.CommandLine;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Outcome = Evaluation.Server.Kit.Store.Outcome;

namespace Evaluation.Server.Kit.Cli;

/// <summary>One change, signed by a known person and sent to a district.</summary>
/// <param name="Desk">The application.</param>
/// <param name="District">The district.</param>
/// <param name="By">The signature.</param>
/// <param name="Parsed">The arguments.</param>
internal sealed record ChangeCommand(CliSession Desk, string District, Signature By, ParseResult Parsed)
{
    /// <summary>Makes a verb that changes something.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, with an example.</param>
    /// <param name="roles">Who may.</param>
    /// <param name="symbols">Options and arguments of its own.</param>
    /// <param name="command">Makes the command, or says why it cannot.</param>
    public static Command Verb(
        Shell shell, string name, string description, IReadOnlyList<string> roles, IReadOnlyList<Symbol> symbols,
        Func<ChangeCommand, CancellationToken, Task<(object? Command, Refusal? Refusal)>> command)
    {
        var (district, account) = (Ask.District(), Ask.As());
        var verb = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                verb.Add(argument);
            }
            else
            {
                verb.Add((Option)symbol);
            }
        }

        verb.Add(account);
        verb.Add(district);
        verb.SetAction(async (parsed, ct) =>
        {
            await using var desk = await CliSession.WriteAsync(shell, ct);
            var (errand, refusal) = await OfAsync(shell, desk, parsed, parsed.GetValue(district), parsed.GetValue(account)!, roles, ct);
            (var made, refusal) = errand is null ? (null, refusal) : await command(errand, ct);
            return made is null ? shell.Refuse(refusal!) : Report(shell, await desk.AskAsync(errand!.District, made, ct));
        });
        return verb;
    }

    /// <summary>The week that an option names.</summary>
    public async Task<(Week? Week, Refusal? Refusal)> WeekAsync(Option<string> option, CancellationToken ct) =>
        (await Desk.WeekAsync(District, Parsed.GetValue(option)!, ct)).TryGet(out var week, out var refusal)
            ? (week, null)
            : (null, refusal);

    /// <summary>Signs for an account, after a look at the people known for the district.</summary>
    public static async Task<(Signature? By, Refusal? Refusal)> SignAsync(
        Shell shell, string district, string account, IReadOnlyList<string> roles, CancellationToken ct)
    {
        var people = await SeedFolders.PeopleAsync(shell.Seeds, district, ct);
        var person = people?.FirstOrDefault(one => one.Account == account);
        if (people is not null && person is null)
        {
            var able = people.Where(one => roles.Contains(one.Role)).Select(one => one.Account).Take(5);
            return (null, Refusal.Unknown("account", "账号", account, $"可用账号例如：{string.Join('、', able)}。"));
        }

        if (person is not null && !roles.Contains(person.Role))
        {
            var able = people!.Where(one => roles.Contains(one.Role)).Select(one => one.Account).Take(5);
            return (null, Refusal.Forbidden(
                $"“{account}”是{Roles.LabelOf(person.Role)}，无权办理此事。", "account",
                $"请由{string.Join('或', roles.Select(Roles.LabelOf))}办理，例如：{string.Join('、', able)}。"));
        }

        var request = $"command-line/{Guid.CreateVersion7():n}";
        return (new Signature(account, person?.Unit, shell.Clock.GetUtcNow(), request, request), null);
    }

    /// <summary>The refusal for somebody who acts for another unit than the own one.</summary>
    public static Refusal NotItsUnit(Signature by, string unit, string what) => Refusal.Forbidden(
        $"“{by.Account}”代表“{by.Unit}”，不能为“{unit}”{what}。", "unit", "只能办理本单位的事项。");

    /// <summary>Prints what became of a command.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Shell shell, Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return shell.Refuse(refusal);
        }

        shell.Out.WriteLine($"已办理：{outcome.Stream} 第{outcome.Version}版，第{outcome.Position}号事件。");
        return Shell.Done;
    }

    /// <summary>The district that is meant and a signature of the account for it, or why there is none.</summary>
    public static async Task<(ChangeCommand? Errand, Refusal? Refusal)> OfAsync(
        Shell shell, CliSession desk, ParseResult parsed, string? named, string account, IReadOnlyList<string> roles, CancellationToken ct)
    {
        if (!(await desk.DistrictAsync(named, ct)).TryGet(out var district, out var refusal))
        {
            return (null, refusal);
        }

        (var by, refusal) = await SignAsync(shell, district, account, roles, ct);
        return by is null ? (null, refusal) : (new ChangeCommand(desk, district, by, parsed), null);
    }
}
