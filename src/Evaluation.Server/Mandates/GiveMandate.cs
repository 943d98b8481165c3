using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Mandates;

/// <summary>Gives a person a role in the district, from a day to a day.</summary>
/// <param name="By">Who gives it.</param>
/// <param name="Given">The mandate; the person's name is taken from the account.</param>
/// <param name="Address">From where it is given, for the audit.</param>
[For(Roles.Admin)]
public sealed record GiveMandate(Signature By, MandateGiven Given, string Address)
{
    /// <summary>The number of a new mandate.</summary>
    internal static string NewNumber() => $"D-{Guid.CreateVersion7():N}"[..20];
}

/// <summary>Ends a mandate at once.</summary>
/// <param name="By">Who ends it.</param>
/// <param name="Ended">The mandate and why.</param>
/// <param name="Address">From where it is ended, for the audit.</param>
[For(Roles.Admin)]
public sealed record EndMandate(Signature By, MandateEnded Ended, string Address);

/// <summary>Decides on giving mandates.</summary>
public static class GiveMandateHandler
{
    /// <summary>Gives one.</summary>
    public static async Task<Outcome> Handle(
        GiveMandate command, IDocumentSession session, AccountBook book, CancellationToken ct)
    {
        if (await book.FindAsync(command.Given.Account, ct) is not { } account)
        {
            return Outcome.Refused(Refusal.Unknown(
                "account", "账号", Characters.Short(command.Given.Account), "请先由管理员在“人员”里登记。"));
        }

        var roster = await session.KeptAsync<Roster>(RosterFold.Stream, ct);
        var given = command.Given with
        {
            Account = account.Id,
            Person = account.Person,
            Unit = command.Given.Unit is { } unit && roster is not null ? roster.Listed(unit) : command.Given.Unit,
        };
        session.Insert(AccountBook.Record(
            new Doer(command.By.Account, command.Address), Audited.MandateGiven, account.Id, command.By.At,
            $"{Roles.LabelOf(given.Role)}{given.Unit}") with
        {
            District = session.TenantId,
        });
        return await session.DecideAsync<MandateRoll>(
            command.By, MandateRoll.Stream,
            roll => MandateDecider.Give(
                roll, roster, given, command.By.Account, DateOnly.FromDateTime(command.By.At.DateTime)),
            null, ct);
    }
}

/// <summary>Decides on ending mandates.</summary>
public static class EndMandateHandler
{
    /// <summary>Ends one.</summary>
    public static async Task<Outcome> Handle(EndMandate command, IDocumentSession session, CancellationToken ct)
    {
        var roll = await session.StateAsync<MandateRoll>(MandateRoll.Stream, ct);
        var mandate = roll?.Mandates.Find(one => one.Given.Mandate == command.Ended.Mandate)?.Given;
        session.Insert(AccountBook.Record(
            new Doer(command.By.Account, command.Address), Audited.MandateEnded, mandate?.Account ?? "", command.By.At,
            $"{Roles.LabelOf(mandate?.Role ?? "")}{mandate?.Unit}") with
        {
            District = session.TenantId,
        });
        return await session.DecideAsync<MandateRoll>(
            command.By, MandateRoll.Stream, known => MandateDecider.End(known, command.Ended), null, ct);
    }
}
