using System.Collections.Immutable;
using Evaluation.Office.Decisions;

namespace Evaluation.Office.Adoption;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>An edition was proposed for adoption, with its full text. Stream `rulebook-proposals`.</summary>
/// <param name="Proposal">Its number in the district, from 1.</param>
/// <param name="Rulebook">The rulebook's short name.</param>
/// <param name="Edition">The edition's number.</param>
/// <param name="From">First day in force.</param>
/// <param name="To">Last day in force.</param>
/// <param name="Sha256">Of the text in UTF-8, lower-case hexadecimal.</param>
/// <param name="ProposedBy">Who; somebody else must adopt.</param>
/// <param name="Proposer">The person's name then.</param>
/// <param name="Note">What it is about; empty for nothing.</param>
[StoredAs("rulebook.proposed.v1", Made = [nameof(Text)])]
public sealed record RulebookProposed(
    int Proposal, string Rulebook, int Edition, DateOnly From, DateOnly To, string Text, string Sha256,
    string ProposedBy, string Proposer, string Note);

/// <summary>A proposal is no longer to be adopted. Stream `rulebook-proposals`.</summary>
/// <param name="Proposal">Its number.</param>
/// <param name="DroppedBy">Who dropped it.</param>
/// <param name="Reason">Why.</param>
[StoredAs("rulebook.proposal.dropped.v1")]
public sealed record RulebookProposalDropped(int Proposal, string DroppedBy, string Reason);

/// <summary>An edition that was proposed.</summary>
/// <param name="Proposed">How.</param>
/// <param name="Dropped">Why it was dropped; null when it was not.</param>
public sealed record Proposal(RulebookProposed Proposed, string? Dropped)
{
    /// <summary>The adopted edition that it became; null while it did not.</summary>
    public RulebookAdopted? AdoptedAs(Editions? editions) =>
        editions?.Adopted.Find(one => one.Sha256 == Proposed.Sha256);

    /// <summary>Whether it waits to be adopted.</summary>
    public bool IsOpen(Editions? editions) => Dropped is null && AdoptedAs(editions) is null;
}

/// <summary>The editions that were proposed in a district, in order.</summary>
public sealed record Proposals(ImmutableList<Proposal> All)
{
    /// <summary>The stream of the proposals.</summary>
    public const string Stream = "rulebook-proposals";

    /// <summary>None yet.</summary>
    public static readonly Proposals None = new([]);

    /// <summary>A proposal by its number; null when there is none.</summary>
    public Proposal? Find(int number) => All.Find(one => one.Proposed.Proposal == number);

    /// <summary>The proposals after an event of their stream.</summary>
    public static Proposals Evolve(Proposals? proposals, object @event)
    {
        proposals ??= None;
        return @event switch
        {
            RulebookProposed e => new Proposals(proposals.All.Add(new Proposal(e, null))),
            RulebookProposalDropped e => new Proposals(proposals.All.ConvertAll(
                one => one.Proposed.Proposal == e.Proposal ? one with { Dropped = e.Reason } : one)),
            _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the proposals."),
        };
    }
}
