using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>Files a firm with its name, code and aliases, each of which no other firm may hold.</summary>
[For(Roles.Reporter, Roles.Verifier)]
public sealed record FileFirm(Signature By, FirmFiled Firm, IReadOnlyList<string> Aliases);

/// <summary>
/// Decides on a firm together with the streams of its names, so that two clerks cannot file one firm twice.
/// </summary>
public static class FileFirmHandler
{
    /// <summary>Files the firm.</summary>
    public static async Task<Outcome> Handle(FileFirm command, IDocumentSession session, CancellationToken ct)
    {
        var firm = command.Firm;
        var writing = new UnitOfWork(session, command.By);
        var held = await writing.HoldAsync<Firm>(Firm.StreamOf(firm.Enterprise), null, ct);
        var names = new List<(NameTaken Name, Held<NameTaken> Held, NameTaken? Earlier, string? Stays)>();
        foreach (var (key, earlier) in Keys(firm, command.Aliases))
        {
            var taken = await writing.HoldAsync<NameTaken>(NameTaken.StreamOf(key), null, ct);
            var before = earlier == key ? null
                : await session.StateAsync<NameTaken>(NameTaken.StreamOf(earlier), ct);
            var stays = await FirmNames.StaysAsync(session, ct, before, taken.State);
            names.Add((new NameTaken(key, firm.Enterprise), taken, before, stays));
        }

        return await writing.SaveAsync(
            held,
            () =>
            {
                var filed = FirmDecider.File(held.State, firm);
                var aliases = command.Aliases.Select(alias => (object)new AliasAdded(firm.Enterprise, alias));
                return
                [
                    (held, filed.Refusal is null ? Decision.Accept([.. filed.Events, .. aliases]) : filed),
                    .. names.Select(one => ((Held)one.Held, FirmDecider.Take(
                        one.Held.State, one.Name, one.Earlier, one.Stays))),
                ];
            },
            ct);
    }

    // Each with the form under which it would have been taken before.
    private static IEnumerable<(string Key, string Earlier)> Keys(FirmFiled firm, IReadOnlyList<string> aliases) =>
        aliases
            .Prepend(firm.Name)
            .Select(name => (Key: Firm.Key(name), Earlier: Firm.EarlierKey(name)))
            .Concat(firm.CreditCode is { } code ? [(code, code)] : Array.Empty<(string Key, string Earlier)>())
            .Where(one => one.Key.Length > 0).DistinctBy(one => one.Key, StringComparer.Ordinal)
            .OrderBy(one => one.Key, StringComparer.Ordinal);
}
