using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Adoption;

/// <summary>Proposes an edition, for somebody else to adopt.</summary>
/// <param name="By">Who proposes it.</param>
/// <param name="Proposer">The person's name.</param>
/// <param name="Note">What it is about; empty for nothing.</param>
[For(Roles.Closer, Roles.Committee, Roles.Admin)]
public sealed record ProposeRulebook(Signature By, string Proposer, string Text, string Note);

/// <summary>Drops a proposal.</summary>
/// <param name="By">Who drops it.</param>
/// <param name="Proposal">Its number.</param>
/// <param name="Reason">Why.</param>
[For(Roles.Closer, Roles.Committee, Roles.Admin)]
public sealed record DropProposal(Signature By, int Proposal, string Reason);

/// <summary>Decides on proposing.</summary>
public static class ProposeRulebookHandler
{
    /// <summary>Proposes the edition.</summary>
    public static async Task<Outcome> Handle(ProposeRulebook command, IDocumentSession session, CancellationToken ct)
    {
        var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct);
        return await session.DecideAsync<Proposals>(
            command.By, Proposals.Stream,
            proposals => ProposalDecider.Propose(
                proposals, editions, command.Text, command.Note, (command.By.Account, command.Proposer), founded!),
            null, ct);
    }
}

/// <summary>Decides on dropping.</summary>
public static class DropProposalHandler
{
    /// <summary>Drops the proposal.</summary>
    public static async Task<Outcome> Handle(DropProposal command, IDocumentSession session, CancellationToken ct)
    {
        var editions = await session.StateAsync<Editions>(Editions.Stream, ct);
        return await session.DecideAsync<Proposals>(
            command.By, Proposals.Stream,
            proposals => ProposalDecider.Drop(
                proposals, editions,
                new RulebookProposalDropped(command.Proposal, command.By.Account, command.Reason)),
            null, ct);
    }
}
