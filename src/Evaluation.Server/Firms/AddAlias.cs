using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>Adds another name of a firm, which no other firm may hold.</summary>
[For(Roles.Verifier)]
public sealed record AddAlias(Signature By, AliasAdded Alias, long? Version);

/// <summary>Decides on an alias together with the stream of the name.</summary>
public static class AddAliasHandler
{
    /// <summary>Adds the alias.</summary>
    public static async Task<Outcome> Handle(AddAlias command, IDocumentSession session, CancellationToken ct)
    {
        var alias = command.Alias;
        var (key, form) = (Firm.Key(alias.Alias), Firm.EarlierKey(alias.Alias));
        var earlier = form == key ? null : await session.StateAsync<NameTaken>(NameTaken.StreamOf(form), ct);
        var taken = await session.StateAsync<NameTaken>(NameTaken.StreamOf(key), ct);
        var stays = await FirmNames.StaysAsync(session, ct, earlier, taken);
        return await session.DecideAsync<Firm, NameTaken>(
            command.By,
            new Subject(Firm.StreamOf(alias.Enterprise), command.Version),
            new Subject(NameTaken.StreamOf(key)),
            (firm, name) => (
                FirmDecider.AddAlias(firm, alias),
                FirmDecider.Take(name, new NameTaken(key, alias.Enterprise), earlier, stays)),
            ct);
    }
}
