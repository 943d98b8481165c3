using Evaluation.Core.Enterprises;
using Evaluation.Core.Words;
using Evaluation.Server.Store;
using Marten;

namespace Evaluation.Server.Enterprises;

/// <summary>Adds another name of a firm, which no other firm may hold.</summary>
public sealed record AddAlias(Signature By, AliasAdded Alias, long? Version);

/// <summary>Decides on an alias together with the stream of the name.</summary>
public static class AddAliasHandler
{
    /// <summary>Adds the alias.</summary>
    public static Task<Outcome> Handle(AddAlias command, IDocumentSession session, CancellationToken ct)
    {
        var wanted = command.Alias;
        return session.DecideAsync<Enterprise, NameTaken>(
            command.By,
            new Subject(States.Enterprise(wanted.Enterprise), command.Version),
            new Subject(States.FirmName(Enterprise.Key(wanted.Alias))),
            (firm, name) => (
                EnterpriseDecider.AddAlias(firm, wanted),
                EnterpriseDecider.Take(name, new NameTaken(Enterprise.Key(wanted.Alias), wanted.Enterprise))),
            ct);
    }
}
