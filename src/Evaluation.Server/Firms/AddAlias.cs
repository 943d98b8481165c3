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
    public static Task<Outcome> Handle(AddAlias command, IDocumentSession session, CancellationToken ct)
    {
        var alias = command.Alias;
        return session.DecideAsync<Firm, NameTaken>(
            command.By,
            new Subject(Firm.StreamOf(alias.Enterprise), command.Version),
            new Subject(NameTaken.StreamOf(Firm.Key(alias.Alias))),
            (firm, name) => (
                FirmDecider.AddAlias(firm, alias),
                FirmDecider.Take(name, new NameTaken(Firm.Key(alias.Alias), alias.Enterprise))),
            ct);
    }
}
