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
        var wanted = command.Alias;
        return session.DecideAsync<Firm, NameTaken>(
            command.By,
            new Subject(Firm.StreamOf(wanted.Enterprise), command.Version),
            new Subject(NameTaken.StreamOf(Firm.Key(wanted.Alias))),
            (firm, name) => (
                FirmDecider.AddAlias(firm, wanted),
                FirmDecider.Take(name, new NameTaken(Firm.Key(wanted.Alias), wanted.Enterprise))),
            ct);
    }
}
