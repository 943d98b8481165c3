using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Adoption;

/// <summary>Adopts an edition of the rules; its whole text goes into the event.</summary>
[For(Roles.Committee)]
public sealed record AdoptRulebook(Signature By, string Text, string Document, long? Version);

/// <summary>Decides on adoption.</summary>
public static class AdoptRulebookHandler
{
    /// <summary>Adopts the edition.</summary>
    public static async Task<Outcome> Handle(AdoptRulebook command, IDocumentSession session, CancellationToken ct)
    {
        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var proposals = await session.StateAsync<Proposals>(Proposals.Stream, ct);
        return await session.DecideAsync<Editions>(
            command.By, Editions.Stream,
            editions => RulebookDecider.Adopt(editions, command.Text, command.Document, founded!)
                .Unless(ProposalDecider.OwnProposal(proposals, editions, command.Text, command.By.Account)),
            command.Version, ct);
    }
}
