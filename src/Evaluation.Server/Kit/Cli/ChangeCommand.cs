using System.CommandLine;
using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Kit.Cli;

/// <summary>One change, signed by a known person and sent to a district.</summary>
internal sealed record ChangeCommand(CliSession Session, string District, Signature By, ParseResult Parsed)
{
    /// <summary>Makes a verb that gives a command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, with an example.</param>
    /// <param name="command">The type of the command, which declares who may give it.</param>
    /// <param name="symbols">Options and arguments of its own.</param>
    /// <param name="make">Makes the command, or refuses.</param>
    public static Command Verb(
        Shell shell, string name, string description, Type command, IReadOnlyList<Symbol> symbols,
        Func<ChangeCommand, CancellationToken, Task<Result<object>>> make)
    {
        var (district, account) = (Ask.District(), Ask.As(shell));
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
            await using var session = await CliSession.WriteAsync(shell, ct);
            var signed = await OfAsync(
                shell, session, parsed, parsed.GetValue(district), parsed.GetValue(account), command, ct);
            if (!signed.TryGet(out var change, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            if (!(await make(change, ct)).TryGet(out var made, out refusal))
            {
                return shell.Refuse(refusal);
            }

            var outcome = await session.AskAsync(change.District, made, ct);
            var code = Report(shell, change.District, outcome);
            foreach (var remark in outcome.Remarks)
            {
                shell.Out.WriteLine($"请注意：{remark}");
            }

            return code;
        });
        return verb;
    }

    /// <summary>Makes a verb whose command follows from its arguments alone.</summary>
    public static Command Verb(
        Shell shell, string name, string description, Type command, IReadOnlyList<Symbol> symbols,
        Func<ChangeCommand, Result<object>> make) =>
        Verb(shell, name, description, command, symbols, (change, _) => Task.FromResult(make(change)));

    /// <summary>Makes a command about the week that an option names.</summary>
    public async Task<Result<object>> OnWeekAsync(
        Option<string> week, Func<Week, Result<object>> make, CancellationToken ct) =>
        (await Session.WeekAsync(District, Parsed.GetValue(week)!, ct)).Then(make);

    /// <summary>Finds the district and signs for the caller.</summary>
    /// <param name="named">The district named; null for the only one.</param>
    /// <param name="account">The account named; null for that of whoever calls.</param>
    /// <param name="command">The type of the command, which declares who may give it.</param>
    public static async Task<Result<ChangeCommand>> OfAsync(
        Shell shell, CliSession session, ParseResult parsed, string? named, string? account, Type command,
        CancellationToken ct)
    {
        if (!(await session.OnlyDistrictAsync(named, ct)).TryGet(out var district, out var unknown))
        {
            return unknown;
        }

        var districts = session.Get<Districts>();
        if (await districts.MissingAsync(district, ct) is { } missing)
        {
            return missing;
        }

        if (!(await CallerOf.Async(shell, session.Get<ICallers>(), account, ct)).TryGet(out var caller, out unknown))
        {
            return unknown;
        }

        var now = districts.TimeIn(district, shell.Clock.GetUtcNow());
        return (await UnitAsync(shell, session, caller, district, ForAttribute.Of(command), UnitIn(parsed), now, ct))
            .Then<ChangeCommand>(
                unit => new ChangeCommand(
                    session, district, Sign(caller, unit, now), parsed));
    }

    // The unit that the verb is about, where it asks for one.
    private static string? UnitIn(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Option<string?>>().FirstOrDefault(one => one.Name == "--unit")
            is { } option ? parsed.GetValue(option) : null;

    // For which unit the caller gives the command, or why not at all.
    private static async Task<Result<ForUnit>> UnitAsync(
        Shell shell, CliSession session, Caller caller, string district, IReadOnlyList<string> roles,
        string? unit, DateTimeOffset now, CancellationToken ct)
    {
        if (caller.Program is { } program)
        {
            return program.District == district && roles.Contains(program.Role)
                ? new ForUnit(caller.Unit)
                : Unable(caller.Account, roles);
        }

        // Read without the store, which a verb that only checks does not build.
        var roll = (await session.Get<EventReader>().OfStreamAsync(district, MandateRoll.Stream, ct))
            .Aggregate((MandateRoll?)null, (roll, e) => MandateRoll.Evolve(roll, e.Fact));
        var day = DateOnly.FromDateTime(now.DateTime);
        var acting = (roll ?? MandateRoll.Empty).Acting(caller.Account, day, caller.Administrator, roles, unit);
        return acting is [var first, ..] && roles.Contains(first.Role)
            ? new ForUnit(
                first.Unit, roll?.Mandates.FindLast(one => one.Given.Account == caller.Account)?.Given.Person)
            : shell.Development
                ? await FoundingAsync(shell, district, caller.Account, roles, roll is not null, ct)
            : Unable(caller.Account, roles);
    }

    private static Refusal Unable(string account, IReadOnlyList<string> roles) => Refusal.Forbidden(
        $"“{Characters.Short(account)}”现在没有办理此事的职责。", "account",
        $"请由{string.Join('或', roles.Select(Roles.LabelOf))}办理，或先由管理员授予职责。");

    // After a look at the people whom the founding files name; without any, nobody can be looked up, unless the
    // district has given mandates.
    private static async Task<Result<ForUnit>> FoundingAsync(
        Shell shell, string district, string account, IReadOnlyList<string> roles, bool mandatesGiven,
        CancellationToken ct)
    {
        var people = await SeedFolders.PeopleAsync(shell, district, ct);
        if (people is null)
        {
            return mandatesGiven ? Unable(account, roles) : new ForUnit(null);
        }

        var person = people.FirstOrDefault(one => one.Account == account);
        if (person is not null && roles.Contains(person.Role))
        {
            return new ForUnit(person.Unit, person.Name);
        }

        var able = people.Where(one => roles.Contains(one.Role)).Select(one => one.Account).Take(5);
        return person is null
            ? Refusal.Unknown("account", "账号", account, $"可用账号例如：{string.Join('、', able)}。")
            : Refusal.Forbidden(
                $"“{account}”是{Roles.LabelOf(person.Role)}，无权办理此事。", "account",
                $"请由{string.Join('或', roles.Select(Roles.LabelOf))}办理，例如：{string.Join('、', able)}。");
    }

    private static Signature Sign(Caller caller, ForUnit unit, DateTimeOffset at)
    {
        var request = $"command-line/{Guid.CreateVersion7():n}";
        return new Signature(caller.Account, unit.Of, at, request, request)
        {
            Person = caller.Person ?? unit.Person,
            Behind = caller.Behind,
        };
    }

    private static int Report(Shell shell, string district, Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return shell.Refuse(refusal);
        }

        shell.Out.WriteLine(
            $"已办理：{district} 的 {outcome.Stream} 第{outcome.Version}版，第{outcome.Position}号事件。");
        return Shell.Done;
    }

    private sealed record ForUnit(string? Of, string? Person = null);
}
